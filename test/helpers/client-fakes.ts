import type {Action, Effect} from '../../source/client/state/action.ts';
import {currentConversation, initialState, type State} from '../../source/client/state/state.ts';
import {type Item, itemsOf} from '../../source/client/state/timeline.ts';
import {update} from '../../source/client/state/update.ts';
import {describePresence} from '../../source/client/text/layout-item.ts';
import type {Body} from '../../source/protocol/body.ts';
import type {ClientFrameOf} from '../../source/protocol/client-frame.ts';
import type {Entry, Person} from '../../source/protocol/entry.ts';
import type {EntryId, LogId, Nick, RoomName, Seq, Tag} from '../../source/protocol/ids.ts';
import type {RefusalCode} from '../../source/protocol/refusal.ts';
import type {ServerFrame, ServerFrameOf} from '../../source/protocol/server-frame.ts';

/** A Sunday at noon. */
export const noon = Date.UTC(2026, 10, 22, 12);
export const minute = 60_000;

export const lobby = '#lobby' as RoomName;
export const ops = '#ops' as RoomName;
export const withBob = '@bob' as RoomName;
export const ada = 'ada' as Nick;
export const bob = 'bob' as Nick;
export const carol = 'carol' as Nick;
export const firstLog = 'l'.repeat(22) as LogId;
export const otherLog = 'm'.repeat(22) as LogId;

export const seqOf = (number: number): Seq => number as Seq;
export const idOf = (number: number): EntryId => String(number).padStart(22, 'i') as EntryId;
/** Somebody who has had one name, if any. */
export const selfOf = (nick?: Nick) => ({nick, tag: undefined, names: nick ? [nick] : []});

export const tagFor = (nick: string): Tag => nick.padEnd(8, '_').slice(0, 8) as Tag;

export const personOf = (nick: string): Person => ({
	nick: nick as Nick,
	tag: tagFor(nick),
	dialect: 'json',
});

/** Bob says it in the lobby, right after the entry before, unless told otherwise. */
export function entryOf(seq: number, text: string, given: Partial<Entry> = {}): Entry {
	const {author = bob} = given;
	return {
		seq: seqOf(seq),
		prev: seqOf(seq - 1),
		room: lobby,
		id: idOf(1_000_000 + seq),
		author,
		tag: tagFor(author),
		at: noon + seq * minute,
		kind: 'message',
		text: text as Body,
		...given,
	};
}

export const welcomeFrame = (
	given: Partial<ServerFrameOf<'welcome'>> = {},
): ServerFrameOf<'welcome'> => ({
	type: 'welcome',
	v: 1,
	server: {name: 'home', software: 'chatroom 1'},
	log: firstLog,
	head: seqOf(0),
	nick: ada,
	tag: tagFor('ada'),
	resumed: 'fresh',
	...given,
});

export const roomFrame = (given: Partial<ServerFrameOf<'room'>> = {}): ServerFrameOf<'room'> => ({
	type: 'room',
	room: lobby,
	people: [personOf('ada'), personOf('bob')],
	visitors: 0,
	entries: [],
	more: false,
	...given,
});

export const started: Action = {type: 'started'};
export const opened: Action = {type: 'opened'};
export const cancelled: Action = {type: 'cancelled', at: noon};
export const ended: Action = {type: 'ended', at: noon};

export const received = (frame: ServerFrame, at = noon): Action => ({type: 'received', frame, at});
export const heard = (...given: Parameters<typeof entryOf>): Action =>
	received({type: 'entry', ...entryOf(...given)});
export const acked = (number: number, seq = number): Action =>
	received({type: 'ack', id: idOf(number), seq: seqOf(seq)});
export const refused = (
	code: RefusalCode,
	text: string,
	about: Partial<ServerFrameOf<'refused'>> = {},
): Action => received({type: 'refused', code, text, ...about});
export const came = (nick: string, room = lobby): Action =>
	received({type: 'joined', room, person: personOf(nick)});
export const went = (nick: string, room = lobby): Action =>
	received({type: 'left', room, nick: nick as Nick});
export const lost = (why = 'It broke.', retryAt: number | undefined = noon + 3000): Action => ({
	type: 'lost',
	why,
	retryAt,
	at: noon,
});
export const lostForGood = (why: string): Action => ({
	type: 'lost',
	why,
	retryAt: undefined,
	at: noon,
});

export const typed = (text: string): Action => ({
	type: 'edited',
	operation: {type: 'insert', text},
});
export const submitted = (number = 1): Action => ({
	type: 'submitted',
	id: idOf(number),
	at: noon,
});
/** Typed, and Enter. */
export const said = (text: string, number = 1): readonly Action[] => [
	typed(text),
	submitted(number),
];

export type Played = {readonly state: State; readonly effects: readonly Effect[]};

/** What becomes of a state, and all the work that it gave to the world outside. */
export function play(begin: State, ...actions: readonly Action[]): Played {
	return actions.reduce<Played>(
		({state, effects}, action) => {
			const [next, ...more] = update(state, action);
			return {state: next, effects: [...effects, ...more]};
		},
		{state: begin, effects: []},
	);
}

export const atPrompt = (): State =>
	initialState({
		screen: 'connect',
		host: '127.0.0.1',
		port: 12_312,
		username: 'ada',
		isNameChosen: false,
	});

export const atStart = (isNameChosen = true, room: RoomName = lobby): State =>
	initialState({
		screen: isNameChosen ? 'room' : 'name',
		host: 'chat.example',
		port: 12_312,
		username: 'ada',
		isNameChosen,
		room,
	});

/** Ada is in the lobby with bob, where these entries were said. */
export const online = (entries: readonly Entry[] = [], more = false): State =>
	play(
		atStart(),
		started,
		opened,
		received(welcomeFrame({head: entries.at(-1)?.seq ?? seqOf(0)})),
		received(roomFrame({entries: [...entries], more})),
		received({type: 'caught-up', seq: entries.at(-1)?.seq ?? seqOf(0)}),
	).state;

/** What was sent, in order. */
export const framesIn = (effects: readonly Effect[]) =>
	effects.flatMap(effect => (effect.type === 'send' ? [effect.frame] : []));

export const saysIn = (effects: readonly Effect[]): readonly ClientFrameOf<'say'>[] =>
	framesIn(effects).filter(frame => frame.type === 'say');

export const conversationOf = (state: State, room: RoomName) =>
	state.conversations.find(conversation => conversation.room === room);

/** The conversation as one reads it: `bob: hello`, `-- carol came`, `· a notice`, `! an error`. */
export const readingOf = (state: State, room = state.current): readonly string[] =>
	itemsOf((conversationOf(state, room) ?? currentConversation(state)).timeline).map(read);

function read(item: Item): string {
	switch (item.type) {
		case 'said': {
			return `${item.entry.author}: ${item.entry.text}`;
		}

		case 'presence': {
			return `-- ${describePresence(item)}`;
		}

		case 'notice': {
			return `${item.tone === 'error' ? '!' : '·'} ${item.text}`;
		}
	}
}
