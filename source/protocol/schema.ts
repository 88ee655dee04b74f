import * as v from 'valibot';
import {type Body, clean, cleanLine} from './body.ts';
import {entryKinds} from './entry.ts';
import {
	type Nick,
	parseDeviceKey,
	parseEntryId,
	parseLogId,
	parseRoomName,
	parseSeq,
	parseTag,
} from './ids.ts';
import {limits} from './limits.ts';

/** A field that one of our own parsers makes or refuses. */
const parsed = <Value>(parse: (value: unknown) => Value | undefined, expected: string) =>
	v.pipe(
		v.unknown(),
		v.rawTransform<unknown, Value>(({dataset, addIssue, NEVER}) => {
			const value = parse(dataset.value);
			if (value === undefined) {
				addIssue({message: `expected ${expected}`});
				return NEVER;
			}

			return value;
		}),
	);

export const room = parsed(parseRoomName, 'a room name');
export const seq = parsed(parseSeq, 'a seq');
export const entryId = parsed(parseEntryId, 'an id of 22 characters');
export const deviceKey = parsed(parseDeviceKey, 'a public key of 43 characters');
/** 16 random bytes, as base64url. */
export const nonce = v.pipe(v.string(), v.regex(/^[\w-]{22}$/));
export const tag = parsed(parseTag, 'a tag of 8 characters');
export const logId = parsed(parseLogId, 'a log id');

/** Text that still has to be cleaned, with a bound on what cleaning may cost. */
export const rawText = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** Chosen by the asker, given back with the answer. */
export const ticket = v.pipe(v.string(), v.maxLength(32));

export const count = (most: number) =>
	v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));

/** From the server, which may be hostile: cleaned again before anything can show it. */
export const theirNick = v.pipe(
	v.string(),
	v.maxLength(128),
	v.transform(text => cleanLine(text) as Nick),
);
export const theirText = v.pipe(
	v.string(),
	v.maxLength(2 * limits.textBytes),
	v.transform(text => clean(text) as Body),
);
export const theirLine = v.pipe(v.string(), v.maxLength(4096), v.transform(cleanLine));

export const person = v.object({
	nick: theirNick,
	tag,
	dialect: theirLine,
	bot: v.exactOptional(v.boolean()),
	/** Another device had that name before: this one. */
	unlike: v.exactOptional(tag),
	/** Why it does not answer, while it does not. */
	away: v.exactOptional(theirLine),
});

export const entry = v.object({
	seq,
	prev: seq,
	room,
	id: entryId,
	author: theirNick,
	tag,
	at: v.pipe(v.number(), v.safeInteger()),
	kind: v.fallback(v.picklist([...entryKinds, 'unknown']), 'unknown'),
	text: theirText,
	re: v.exactOptional(seq),
});
