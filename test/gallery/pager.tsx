import type {ReadStream, WriteStream} from 'node:tty';
import {Box, render, renderToString} from 'ink';
import type {Size} from '../../source/client/screen/app.tsx';
import {createPainter} from '../../source/client/painter/painter.ts';
import {redraw} from '../../source/client/screen/redraw.ts';
import {Rows} from '../../source/client/screen/rows.tsx';
import {theme} from '../../source/client/screen/theme.ts';
import type {KeyEvent} from '../../source/client/terminal/key-event.ts';
import {autoWrapOff, autoWrapOn} from '../../source/client/terminal/modes.ts';
import {readKeys} from '../../source/client/terminal/read-keys.ts';
import {truncate} from '../../source/client/text/width.ts';
import {allStories} from './all-stories.ts';

/** All stories one after the other, each under its name. */
export function printStories(write: (text: string) => void, {columns, rows}: Size): void {
	for (const {name, story} of allStories) {
		write(`── ${name} ──\n${renderToString(story({columns, rows}), {columns})}\n\n`);
	}
}

/** Shows one story at a time until someone has seen enough, or `ends`; resolves when the terminal is as it was before. */
export async function pageThrough(
	stdin: ReadStream,
	stdout: WriteStream,
	ends?: AbortSignal,
): Promise<void> {
	const left = Promise.withResolvers<void>();
	ends?.addEventListener('abort', () => left.resolve());
	const count = allStories.length;
	let at = 0;

	const page = () => {
		const {columns, rows} = stdout;
		const {name, story} = allStories[at]!;
		const line = `${at + 1}/${count} ${name} · ← → others · q leaves`;
		return (
			<Box flexDirection="column" width={columns} height={rows}>
				<Box key={at} height={rows - 1}>
					{story({columns, rows: rows - 1})}
				</Box>
				<Rows rows={[theme.bar(truncate(line, columns))]} />
			</Box>
		);
	};

	stdout.write(autoWrapOff);
	const painter = createPainter(stdout, () => []);
	const ink = render(page(), {
		stdin,
		stdout: painter.stdout,
		alternateScreen: true,
		incrementalRendering: true,
		exitOnCtrlC: false,
		patchConsole: false,
		interactive: true,
	});
	const drawAnew = (): void => redraw(ink, painter, page());
	stdout.prependListener('resize', drawAnew);
	const stopReading = readKeys(
		stdin,
		event => {
			const step = stepFor(event);
			if (step === 'leave') {
				left.resolve();
			} else if (step !== undefined) {
				at = (at + step + count) % count;
				ink.rerender(page());
			}
		},
		{escapeAfter: 50, guessesPastes: false},
	);

	await left.promise;
	stopReading();
	stdout.off('resize', drawAnew);
	stdout.write(autoWrapOn);
	ink.unmount();
	stdin.pause();
}

const steps: Readonly<Record<string, 1 | -1 | 'leave'>> = {
	right: 1,
	down: 1,
	'page-down': 1,
	left: -1,
	up: -1,
	'page-up': -1,
	escape: 'leave',
};

function stepFor(event: KeyEvent): 1 | -1 | 'leave' | undefined {
	if (event.type === 'text') {
		return event.text.includes('q') ? 'leave' : undefined;
	}

	if (event.type === 'key' && event.name === 'char') {
		return event.ctrl && event.char === 'c' ? 'leave' : undefined;
	}

	return event.type === 'key' ? steps[event.name] : undefined;
}
