import {parseBody, parseTopic} from '../protocol/body.ts';
import {parseEntryId, parseLogId, parseRoomName, parseSeq} from '../protocol/ids.ts';
import {Refusal} from '../protocol/refusal.ts';
import type {Kept} from './state/outbox.ts';

/** One message as it stands in a file: with all that says where it belongs, so that each line can be understood alone. */
export type KeptLine = {
	readonly message: Kept;
	readonly host: string;
	readonly port: number;
	/** Says whose message it is, without giving the device's secret away. */
	readonly device: string;
};

export const keptLine = ({message, ...where}: KeptLine): string =>
	`${JSON.stringify({...message, ...where})}\n`;

export const doneLine = (id: Kept['id']): string => `${JSON.stringify({done: id})}\n`;

/**
What a file still holds, in order. Whatever cannot be read is passed over, whoever wrote it, and costs nothing of the rest; `isWhole` says that there was none of it.
*/
export function readKept(text: string): {
	readonly kept: readonly KeptLine[];
	readonly isWhole: boolean;
} {
	const kept = new Map<string, KeptLine>();
	let isWhole = true;
	for (const line of text.split('\n').filter(Boolean)) {
		const fields = parseLine(line);
		const found = fields && readMessage(fields);
		const done = fields && parseEntryId(fields['done']);
		if (found) {
			kept.set(found.message.id, found);
		} else if (done) {
			kept.delete(done);
		} else {
			isWhole = false;
		}
	}

	return {kept: [...kept.values()], isWhole};
}

type Fields = Readonly<Record<string, unknown>>;

function parseLine(line: string): Fields | undefined {
	try {
		return Object(JSON.parse(line)) as Fields;
	} catch {
		// Half a line, or nothing of ours.
		return undefined;
	}
}

function readMessage(fields: Fields): KeptLine | undefined {
	const {kind, text, at, host, port, device, failed} = fields;
	const id = parseEntryId(fields['id']);
	const room = parseRoomName(fields['room']);
	const log = parseLogId(fields['log']);
	if (
		!id ||
		!room ||
		!isKind(kind) ||
		typeof text !== 'string' ||
		typeof at !== 'number' ||
		typeof host !== 'string' ||
		typeof port !== 'number' ||
		typeof device !== 'string'
	) {
		return undefined;
	}

	const re = parseSeq(fields['re']);
	const isAbout = kind === 'edit' || kind === 'react' || kind === 'redact';
	// Whoever takes something back need not say why.
	const mayBeEmpty = kind === 'topic' || kind === 'redact';
	const body = mayBeEmpty ? parseTopic(text) : parseBody(text);
	const why = typeof failed === 'string' ? failed : undefined;
	const about = re === undefined ? {} : {re};
	return body instanceof Refusal || (isAbout && re === undefined)
		? undefined
		: {message: {id, room, kind, ...about, text: body, at, log, failed: why}, host, port, device};
}

const kinds: readonly unknown[] = ['message', 'action', 'topic', 'edit', 'react', 'redact'];
const isKind = (kind: unknown): kind is Kept['kind'] => kinds.includes(kind);
