import {randomBytes} from 'node:crypto';
import {chmodSync} from 'node:fs';
import path from 'node:path';
import {parseSecret, type Secret} from '../protocol/ids.ts';
import {settingsDirectory} from './directories.ts';
import {createPrivate, readPrivate, writePrivate} from './private-file.ts';

/** This device's secret: made once, kept for its owner alone. Where nothing can be written, it lasts as long as the program. */
export function deviceSecret(directory: string = settingsDirectory): Secret {
	const file = path.join(directory, 'device-secret');
	const text = readPrivate(file);
	const kept = parseSecret(text?.trim());
	if (kept) {
		makePrivate(file);
		return kept;
	}

	const secret = randomBytes(16).toString('base64url') as Secret;
	try {
		(text === undefined ? createPrivate : writePrivate)(file, `${secret}\n`);
		return secret;
	} catch {
		// Another start of the program was faster, so its secret is this device's. And a read-only home is no reason not to talk.
		return parseSecret(readPrivate(file)?.trim()) ?? secret;
	}
}

function makePrivate(file: string): void {
	try {
		chmodSync(file, 0o600);
	} catch {
		// Somebody else's file that we may read: nothing to mend.
	}
}
