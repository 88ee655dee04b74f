import type {Entry} from '../../protocol/entry.ts';
import type {Nick, RoomName, Tag} from '../../protocol/ids.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';

export type Notify = 'all' | 'mentions' | 'off';
export const notifyChoices: readonly Notify[] = ['all', 'mentions', 'off'];

/** What a person wants to hear of; kept on this device. */
export type Preferences = {
	readonly notify: Notify;
	/** Whose words are not shown: known by the tag, whatever the name is now. */
	readonly ignored: readonly {readonly tag: Tag; readonly nick: Nick}[];
	/** Rooms that neither count nor call. */
	readonly muted: readonly RoomName[];
};

export const defaultPreferences: Preferences = {notify: 'mentions', ignored: [], muted: []};

export const isIgnored = ({ignored}: Preferences, tag: Tag): boolean =>
	ignored.some(other => other.tag === tag);

export const isMuted = ({muted}: Preferences, room: RoomName): boolean => muted.includes(room);

/** The same frame, but what ignored people say counts as heard and is nothing that can be shown. */
export function withoutIgnored(preferences: Preferences, frame: ServerFrame): ServerFrame {
	if (preferences.ignored.length === 0) {
		return frame;
	}

	const silence = <Heard extends Entry>(entry: Heard): Heard =>
		isIgnored(preferences, entry.tag) ? {...entry, kind: 'unknown'} : entry;
	if (frame.type === 'entry') {
		return silence(frame);
	}

	if (frame.type === 'room' || frame.type === 'page') {
		return {...frame, entries: frame.entries.map(silence)};
	}

	return frame.type === 'found'
		? {...frame, entries: frame.entries.filter(({tag}) => !isIgnored(preferences, tag))}
		: frame;
}
