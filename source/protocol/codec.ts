import * as v from 'valibot';
import {type ClientFrame, clientFrame} from './client-frame.ts';
import {type EntryId, parseEntryId} from './ids.ts';
import {Refusal} from './refusal.ts';
import {type ServerFrame, serverFrame} from './server-frame.ts';

const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

export const encodeFrame = (frame: ClientFrame | ServerFrame): string =>
	`${JSON.stringify(frame)}\n`;

/** What a refused frame was about, as far as it can be read: so that the refusal can name it. */
export type Nonsense = {
	readonly refusal: Refusal;
	readonly id?: EntryId | undefined;
	readonly tag?: string | undefined;
};

/**
A frame, word that it is of a type from the future (to be ignored), or nonsense to be refused. Never throws: a peer's nonsense is ordinary input.
*/
export function decodeClientFrame(line: Uint8Array): ClientFrame | 'unknown' | Nonsense {
	const value = parseJson(line);
	if (value === undefined) {
		return {refusal: new Refusal(isUtf8(line) ? 'bad-frame' : 'encoding')};
	}

	const result = v.safeParse(clientFrame, value, {abortEarly: true});
	if (result.success) {
		return result.output;
	}

	return describeNonsense(value, result.issues[0]);
}

/** A frame, or nothing when the server sent what this client does not know. */
export function decodeServerFrame(line: Uint8Array): ServerFrame | undefined {
	const value = parseJson(line);
	const result = value && v.safeParse(serverFrame, value, {abortEarly: true});
	return result?.success ? result.output : undefined;
}

export const isNonsense = (decoded: ClientFrame | Nonsense): decoded is Nonsense =>
	'refusal' in decoded;

const knownTypes = new Set(clientFrame.options.map(({entries}) => entries.type.literal as string));

function describeNonsense(value: Fields, issue: v.BaseIssue<unknown>): 'unknown' | Nonsense {
	const type = own(value, 'type');
	if (typeof type === 'string' && !knownTypes.has(type)) {
		return 'unknown';
	}

	const key = issue.path?.[0]?.key;
	const field = typeof key === 'string' ? key : 'type';
	const code =
		issue.type === 'max_length' ? 'too-long' : field === 'room' ? 'room-name' : 'bad-frame';
	const tag = own(value, 'tag');
	return {
		refusal: new Refusal(code, code === 'bad-frame' ? {detail: `Bad field "${field}".`} : {}),
		id: parseEntryId(own(value, 'id')),
		tag: typeof tag === 'string' && tag.length <= 32 ? tag : undefined,
	};
}

type Fields = Readonly<Record<string, unknown>>;

const own = (fields: Fields, key: string): unknown =>
	Object.hasOwn(fields, key) ? fields[key] : undefined;

function parseJson(line: Uint8Array): Fields | undefined {
	try {
		const value: unknown = JSON.parse(utf8.decode(line));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Fields)
			: undefined;
	} catch {
		return undefined;
	}
}

function isUtf8(line: Uint8Array): boolean {
	try {
		utf8.decode(line);
		return true;
	} catch {
		return false;
	}
}
