import {UnicodeGraphemesAddon} from '@xterm/addon-unicode-graphemes';
import xterm from '@xterm/headless';

/** What one sees at the end of one write. */
export type Seen = {
	readonly rows: readonly string[];
	readonly cursor: {readonly x: number; readonly y: number};
	readonly isCursorShown: boolean;
	readonly screen: 'normal' | 'alternate';
};

/** What was written, cut behind each synchronized frame. */
export const framesOf = (written: string): readonly string[] =>
	written.split(/(?<=\x1b\[\?2026l)/).filter(part => part !== '');

/** One frame and nothing beside it: begun once, and ended once. */
export const isOneFrame = (part: string): boolean =>
	part.startsWith('\x1b[?2026h') &&
	part.endsWith('\x1b[?2026l') &&
	part.split('\x1b[?2026').length === 3;

/** Writes parts to a terminal of that size, and tells what one sees after each. */
export async function replay(
	parts: readonly string[],
	[columns, rows]: readonly [number, number] = [80, 24],
): Promise<readonly Seen[]> {
	const screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	screen.loadAddon(new UnicodeGraphemesAddon());
	const seen: Seen[] = [];
	let isCursorShown = true;
	for (const part of parts) {
		await new Promise<void>(resolve => screen.write(part, resolve));
		const {active} = screen.buffer;
		const shown = [...part.matchAll(/\x1b\[\?25([hl])/g)].at(-1)?.[1];
		isCursorShown = shown === undefined ? isCursorShown : shown === 'h';
		seen.push({
			rows: Array.from({length: rows}, (_, y) =>
				active
					.getLine(active.baseY + y)!
					.translateToString(true)
					.trimEnd(),
			),
			cursor: {x: active.cursorX, y: active.cursorY},
			isCursorShown,
			screen: active.type,
		});
	}

	screen.dispose();
	return seen;
}
