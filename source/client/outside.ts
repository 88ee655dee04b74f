import process from 'node:process';
import {clipboardPrograms, copyWith, type Desktop, linkProgram, openWith} from './clipboard.ts';
import type {Effect} from './state/action.ts';
import {bell} from './terminal/modes.ts';
import {copySequence, notification, type TerminalKind} from './terminal/osc.ts';
import {takings} from './words/notices.ts';

/** Work that only a full screen can have done: it reaches the person past the screen. */
export type Outside = Extract<Effect, {readonly type: 'call' | 'copy' | 'open-link'}>;

/** What of the environment says which terminal and which desktop this is. */
export type Around = {
	readonly overSsh: boolean;
	readonly term: string | undefined;
	readonly termProgram?: string | undefined;
	readonly inTmux?: boolean;
	readonly hasWayland?: boolean;
	readonly hasX11?: boolean;
};

export const terminalKind = ({term, termProgram, inTmux}: Around): TerminalKind => ({
	term,
	program: termProgram,
	isTmux: inTmux,
});

/** Does it: with bytes that take no place on the screen, and programs of the desktop. */
export function performOutside(
	around: Around,
	rings: boolean,
	write: (bytes: string) => void,
	tell: (text: string) => void,
): (effect: Outside) => void {
	const kind = terminalKind(around);
	const {overSsh, hasWayland = false, hasX11 = false} = around;
	const desktop: Desktop = {isMac: process.platform === 'darwin', overSsh, hasWayland, hasX11};
	const copy = (text: string): void => {
		write(copySequence(text, kind) ?? '');
		copyWith(clipboardPrograms(desktop), text);
	};

	return effect => {
		switch (effect.type) {
			case 'call': {
				write((rings ? bell : '') + notification(effect.text, kind));
				break;
			}

			case 'copy': {
				copy(effect.text);
				break;
			}

			case 'open-link': {
				const {link} = effect;
				const program = linkProgram(desktop);
				const show = (): void => {
					copy(link);
					tell(takings.linkCopied(link));
				};
				if (program === undefined) {
					show();
				} else {
					openWith(program, link, show);
				}

				break;
			}
		}
	};
}
