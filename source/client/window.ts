import {watchIdle} from './idle.ts';
import {titleOf} from './state/title.ts';
import type {Store} from './state/store.ts';
import type {KeyEvent} from './terminal/key-event.ts';
import {setTitle} from './terminal/modes.ts';
import {askBackground, type Brightness, brightnessOf, type TerminalKind} from './terminal/osc.ts';

export type Window = {
	/** Keys and answers of the terminal pass here first. */
	readonly heed: (event: KeyEvent) => void;
	/** The terminal is ours, for the first time or again. */
	readonly take: () => void;
	readonly stop: () => void;
};

type WindowOptions = {
	readonly kind: TerminalKind;
	readonly awayAfterMinutes: number;
	readonly write: (bytes: string) => void;
	/** Called when the terminal has said what is behind the text; without it nobody asks. */
	readonly onBrightness: ((brightness: Brightness) => void) | undefined;
};

/** Everything of the terminal's window that is not on the screen: its title, whether somebody sits in front of it, how bright it is. */
export function tendWindow(
	{getState, subscribe, dispatch}: Store,
	{kind, awayAfterMinutes, write, onBrightness}: WindowOptions,
): Window {
	let title = '';
	const showTitle = (): void => {
		const {unread, room} = titleOf(getState());
		const wanted = setTitle(unread, room);
		if (wanted !== title) {
			title = wanted;
			write(title);
		}
	};

	const idle = watchIdle(awayAfterMinutes, isIdle =>
		dispatch({type: 'idle-changed', isIdle, at: Date.now()}),
	);
	const unsubscribe = subscribe(showTitle);
	return {
		heed(event) {
			if (event.type === 'reply') {
				const brightness = brightnessOf(event.sequence);
				if (brightness) {
					onBrightness?.(brightness);
				}
			} else if (event.type !== 'focus') {
				idle.stir();
			}
		},
		take() {
			title = '';
			showTitle();
			if (onBrightness) {
				write(askBackground(kind));
			}
		},
		stop() {
			unsubscribe();
			idle.stop();
		},
	};
}
