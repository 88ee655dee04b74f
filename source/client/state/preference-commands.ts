import type {Nick, RoomName, Tag} from '../../protocol/ids.ts';
import {calling, ignoring, muting} from '../words/preferences.ts';
import type {Update} from './action.ts';
import {inEveryRoom, inOpenRoom, tell} from './change.ts';
import type {Command} from './command.ts';
import {isIgnored, isMuted, type Preferences} from './preferences.ts';
import {currentConversation, type State} from './state.ts';
import {itemsOf, onlyThose} from './timeline.ts';

export type PreferenceCommand = Extract<
	Command,
	{readonly type: 'notify' | 'ignore' | 'unignore' | 'mute' | 'unmute'}
>;

/** Changes what the person wants to hear of, and keeps it. */
export function prefer(state: State, command: PreferenceCommand, at: number): Update {
	switch (command.type) {
		case 'notify': {
			return command.when === undefined
				? [tell(state, calling[state.preferences.notify], at)]
				: change(state, {notify: command.when}, calling[command.when], at);
		}

		case 'ignore': {
			return command.nick === undefined
				? [tell(state, listed(state.preferences), at)]
				: ignore(state, command.nick, at);
		}

		case 'unignore': {
			return unignore(state, command.nick, at);
		}

		case 'mute': {
			return mute(state, command.room ?? currentConversation(state).room, at);
		}

		case 'unmute': {
			const {room = currentConversation(state).room} = command;
			const {muted} = state.preferences;
			return muted.includes(room)
				? change(state, {muted: muted.filter(other => other !== room)}, muting.ends(room), at)
				: [tell(state, muting.never(room), at)];
		}
	}
}

function change(state: State, changed: Partial<Preferences>, words: string, at: number): Update {
	const preferences = {...state.preferences, ...changed};
	const next = tell({...state, preferences}, words, at);
	return [next, {type: 'keep-preferences', preferences}];
}

function ignore(state: State, nick: Nick, at: number): Update {
	const {preferences} = state;
	const found = findPerson(state, nick);
	if (!found) {
		return [tell(state, ignoring.unknown(nick), at, 'error')];
	}

	if (found.tag === state.tag) {
		return [tell(state, ignoring.yourself, at, 'error')];
	}

	if (isIgnored(preferences, found.tag)) {
		return [tell(state, ignoring.already(found.nick), at)];
	}

	const silent = inEveryRoom(state, conversation => ({
		...conversation,
		timeline: onlyThose(
			conversation.timeline,
			item => item.type !== 'said' || item.entry.tag !== found.tag,
		),
		speakers: conversation.speakers.filter(speaker => speaker !== found.nick),
	}));
	const ignored = [...preferences.ignored, found];
	return change(silent, {ignored}, ignoring.begins(found.nick), at);
}

function unignore(state: State, nick: Nick, at: number): Update {
	const {ignored} = state.preferences;
	// The name may be another by now: the one they have today counts as well.
	const tag = findPerson(state, nick)?.tag;
	const left = ignored.filter(other => !isSame(other.nick, nick) && other.tag !== tag);
	return left.length === ignored.length
		? [tell(state, ignoring.never(nick), at)]
		: change(state, {ignored: left}, ignoring.ends(nick), at);
}

function mute(state: State, room: RoomName, at: number): Update {
	if (isMuted(state.preferences, room)) {
		return [tell(state, muting.already(room), at)];
	}

	const quiet = inOpenRoom(state, room, conversation => ({
		...conversation,
		unread: 0,
		mentions: 0,
	}));
	return change(quiet, {muted: [...state.preferences.muted, room]}, muting.begins(room), at);
}

type Known = {readonly tag: Tag; readonly nick: Nick};

// Of two with one name, the one who is here; then who spoke last.
function findPerson({conversations}: State, nick: Nick): Known | undefined {
	const person = conversations
		.flatMap(({people}) => people)
		.find(other => isSame(other.nick, nick));
	if (person) {
		return {tag: person.tag, nick: person.nick};
	}

	const item = conversations
		.flatMap(({timeline}) => itemsOf(timeline))
		.findLast(other => other.type === 'said' && isSame(other.entry.author, nick));
	return item?.type === 'said' ? {tag: item.entry.tag, nick: item.entry.author} : undefined;
}

const isSame = (one: Nick, other: Nick): boolean => one.toLowerCase() === other.toLowerCase();

const listed = ({ignored, muted}: Preferences): string =>
	ignoring.lists({ignored: ignored.map(({nick}) => nick), muted});
