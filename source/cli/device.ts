import {chmodSync} from 'node:fs';
import path from 'node:path';
import {createDevice, type Device, openDevice} from '../crypto/device.ts';
import {settingsDirectory} from './directories.ts';
import {createPrivate, readPrivate, writePrivate} from './private-file.ts';

/** This device, as every server knows it: its key is made once, and kept for its owner alone. Where nothing can be written, it lasts as long as the program. */
export function thisDevice(directory: string = settingsDirectory): Device {
	const file = path.join(directory, 'device-key');
	const pem = readPrivate(file);
	const kept = openDevice(pem ?? '');
	if (kept) {
		makePrivate(file);
		return kept;
	}

	const made = createDevice();
	try {
		(pem === undefined ? createPrivate : writePrivate)(file, made.pem);
		return made.device;
	} catch {
		// Another start of the program was faster, so its key is this device's. And a read-only home is no reason not to talk.
		return openDevice(readPrivate(file) ?? '') ?? made.device;
	}
}

function makePrivate(file: string): void {
	try {
		chmodSync(file, 0o600);
	} catch {
		// Somebody else's file that we may read: nothing to mend.
	}
}
