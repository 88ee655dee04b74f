import type {Nick, RoomName, Tag} from '../../protocol/ids.ts';
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
				? [tell(state, describeNotify(state.preferences), at)]
				: change(state, {notify: command.when}, describeNotify, at);
		}

		case 'ignore': {
			return command.nick === undefined
				? [tell(state, describeLists(state.preferences), at)]
				: ignore(state, command.nick, at);
		}

		case 'unignore': {
			return unignore(state, command.nick, at);
		}

		case 'mute': {
			return mute(state, command.room ?? currentConversation(state).room, at);
		}

		case 'unmute': {
			const {room} = command;
			const {muted} = state.preferences;
			return muted.includes(room)
				? change(
						state,
						{muted: muted.filter(other => other !== room)},
						() => `${room} counts and calls again.`,
						at,
					)
				: [tell(state, `${room} is not muted.`, at)];
		}
	}
}

function change(
	state: State,
	changed: Partial<Preferences>,
	words: (preferences: Preferences) => string,
	at: number,
): Update {
	const preferences = {...state.preferences, ...changed};
	const next = tell({...state, preferences}, words(preferences), at);
	return [next, {type: 'keep-preferences', preferences}];
}

function ignore(state: State, nick: Nick, at: number): Update {
	const {preferences} = state;
	const found = findPerson(state, nick);
	if (!found) {
		return [tell(state, `Nobody here is called ${nick}.`, at, 'error')];
	}

	if (found.tag === state.tag) {
		return [tell(state, 'You cannot ignore yourself.', at, 'error')];
	}

	if (isIgnored(preferences, found.tag)) {
		return [tell(state, `You ignore ${found.nick} already.`, at)];
	}

	const silent = inEveryRoom(state, conversation => ({
		...conversation,
		timeline: onlyThose(
			conversation.timeline,
			item => item.type !== 'said' || item.entry.tag !== found.tag,
		),
		speakers: conversation.speakers.filter(speaker => speaker !== found.nick),
	}));
	const words = `You do not see what ${found.nick} says any more. /unignore ${found.nick} ends that.`;
	return change(silent, {ignored: [...preferences.ignored, found]}, () => words, at);
}

function unignore(state: State, nick: Nick, at: number): Update {
	const {ignored} = state.preferences;
	// The name may be another by now: the one they have today counts as well.
	const tag = findPerson(state, nick)?.tag;
	const left = ignored.filter(other => !isSame(other.nick, nick) && other.tag !== tag);
	return left.length === ignored.length
		? [tell(state, `You do not ignore anybody called ${nick}.`, at)]
		: change(state, {ignored: left}, () => `From now on you see again what ${nick} says.`, at);
}

function mute(state: State, room: RoomName, at: number): Update {
	if (isMuted(state.preferences, room)) {
		return [tell(state, `${room} is muted already.`, at)];
	}

	const quiet = inOpenRoom(state, room, conversation => ({
		...conversation,
		unread: 0,
		mentions: 0,
	}));
	const words = `${room} neither counts nor calls any more. /unmute ${room} ends that.`;
	return change(quiet, {muted: [...state.preferences.muted, room]}, () => words, at);
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

function describeNotify({notify}: Preferences): string {
	const words = {
		all: 'You are called for everything that is said while you are not looking.',
		mentions:
			'You are called when somebody names you or writes to you alone while you are not looking.',
		off: 'You are never called.',
	};
	return words[notify];
}

function describeLists({ignored, muted}: Preferences): string {
	const nicks = ignored.map(({nick}) => nick).join(', ');
	return `Ignored: ${nicks || 'nobody'}. Muted: ${muted.join(', ') || 'no room'}.`;
}
