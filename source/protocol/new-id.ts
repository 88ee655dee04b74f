import type {EntryId} from './ids.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const timeCharacters = 8;
const randomCharacters = 14;

/** An id for a new entry: 48 bits of time, then 84 random ones. That ids of one time begin alike keeps the log's index of them compact; nothing reads the time in them. */
export function newEntryId(milliseconds: number): EntryId {
	let id = '';
	for (let rest = milliseconds; id.length < timeCharacters; rest = Math.floor(rest / 64)) {
		id = alphabet[rest % 64]! + id;
	}

	for (const byte of crypto.getRandomValues(new Uint8Array(randomCharacters))) {
		id += alphabet[byte % 64]!;
	}

	return id as EntryId;
}
