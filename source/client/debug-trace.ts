import {openSync, writeSync} from 'node:fs';
import type {Action, Effect} from './state/action.ts';

/** Writes every action and what followed from it, one JSON object a line: `tail -f` it in another terminal. */
export function traceTo(file: string): (action: Action, effects: readonly Effect[]) => void {
	const descriptor = openSync(file, 'a', 0o600);
	return (action, effects) => {
		writeSync(descriptor, `${JSON.stringify({at: new Date().toISOString(), action, effects})}\n`);
	};
}
