import path from 'node:path';
import {
	defaultPreferences,
	type Notify,
	notifyChoices,
	type Preferences,
} from '../client/state/preferences.ts';
import {parseRoomName, parseTag} from '../protocol/ids.ts';
import {parseNick} from '../protocol/nick.ts';
import {Refusal} from '../protocol/refusal.ts';
import {settingsDirectory} from './directories.ts';
import {readPrivate, writePrivate} from './private-file.ts';

const fileIn = (directory: string) => path.join(directory, 'preferences.json');

/** What a person has said in the room that they want to hear of. `notify` is what holds until they say. */
export function readPreferences(
	notify: Notify,
	directory: string = settingsDirectory,
): Preferences {
	const fields = readFields(directory);
	const {ignored, muted} = fields;
	return {
		...defaultPreferences,
		notify: notifyChoices.find(choice => choice === fields['notify']) ?? notify,
		ignored: (Array.isArray(ignored) ? (ignored as unknown[]) : []).flatMap(readIgnored),
		muted: (Array.isArray(muted) ? (muted as unknown[]) : []).flatMap(
			room => parseRoomName(room) ?? [],
		),
	};
}

/** What holds anyway is not written, so that it can be changed elsewhere. Nothing happens where nothing can be written. */
export function writePreferences(
	{notify, ...lists}: Preferences,
	unlessSaid: Notify,
	directory: string = settingsDirectory,
): void {
	const kept = {...(notify !== unlessSaid && {notify}), ...lists};
	try {
		writePrivate(fileIn(directory), `${JSON.stringify(kept, undefined, '\t')}\n`);
	} catch {
		// They hold as long as the program runs.
	}
}

function readFields(directory: string): Readonly<Record<string, unknown>> {
	try {
		return Object(JSON.parse(readPrivate(fileIn(directory)) ?? '{}')) as Record<string, unknown>;
	} catch {
		return {};
	}
}

function readIgnored(value: unknown): Preferences['ignored'] {
	const {tag, nick} = Object(value) as Record<string, unknown>;
	const known = parseTag(tag);
	const name = typeof nick === 'string' ? parseNick(nick) : undefined;
	return known && name && !(name instanceof Refusal) ? [{tag: known, nick: name}] : [];
}
