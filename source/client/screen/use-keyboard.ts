import {useStdin} from 'ink';
import {useEffect, useRef} from 'react';
import type {KeyEvent} from '../terminal/key-event.ts';
import {type Keyboard, readKeys} from '../terminal/read-keys.ts';

/** Calls back for every key, in order. Reads the terminal itself: Ink reports chunks, not keys. */
export function useKeyboard(onKey: (event: KeyEvent) => void, keyboard: Keyboard): void {
	const {stdin} = useStdin();
	const {escapeAfter, guessesPastes} = keyboard;
	// Another listener must not begin a new reading in the middle of a paste.
	const latest = useRef(onKey);
	useEffect(() => {
		latest.current = onKey;
	});
	useEffect(
		() => readKeys(stdin, event => latest.current(event), {escapeAfter, guessesPastes}),
		[stdin, escapeAfter, guessesPastes],
	);
}
