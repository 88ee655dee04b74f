import {
	lobby,
	type LogId,
	type Nick,
	type RoomName,
	type Seq,
	type Tag,
} from '../../protocol/ids.ts';
import type {EntryId} from '../../protocol/ids.ts';
import type {Body} from '../../protocol/body.ts';
import {type Conversation, newConversation} from './conversation.ts';
import {type Editor, editorOf, emptyEditor} from './editor.ts';
import type {Found} from './find.ts';
import type {Given} from './orders.ts';
import type {Outcome} from './outcome.ts';
import type {Returning} from './returning.ts';
import {defaultPreferences, type Preferences} from './preferences.ts';

/** Said here, and not yet known to be in the log. */
export type Pending = {
	readonly id: EntryId;
	readonly room: RoomName;
	readonly kind: 'message' | 'action' | 'topic' | 'edit' | 'react' | 'redact';
	/** The entry that it answers, changes, reacts to or takes back. */
	readonly re?: Seq;
	readonly text: Body;
	readonly at: number;
	/** The history it was said in; undefined before any was known. */
	readonly log: LogId | undefined;
	/** On its way over the present connection. */
	readonly isSent: boolean;
	/** Why the server said no. */
	readonly failed: string | undefined;
};

export type Link =
	| {readonly type: 'idle'}
	/** With why the connection before is gone, when there was one. */
	| {readonly type: 'connecting'; readonly why?: string}
	/** Connected, and asking for a name or a password. */
	| {readonly type: 'asking'}
	| {readonly type: 'online'}
	/** Will try again at `retryAt`, by a clock that nobody sets. */
	| {readonly type: 'waiting'; readonly why: string; readonly retryAt: number}
	| {readonly type: 'closing'};

export type FieldName = 'host' | 'port' | 'username';
export const fieldNames: readonly FieldName[] = ['host', 'port', 'username'];

export type ConnectPrompt = {
	readonly fields: Readonly<Record<FieldName, Editor>>;
	readonly focus: FieldName;
	readonly problem: {readonly field: FieldName; readonly text: string} | undefined;
};

/** A screen that asks for one thing. */
export type Question = {readonly editor: Editor; readonly problem: string | undefined};

export type Screen = 'connect' | 'name' | 'password' | 'room';

export type State = {
	readonly screen: Screen;
	readonly connect: ConnectPrompt;
	readonly name: Question;
	/** What is written there goes nowhere but to whoever proves that one knows it. */
	readonly password: Question;
	readonly address: {readonly host: string; readonly port: number};
	readonly link: Link;
	/** The name asked for, and after `welcome` the one that is ours. */
	readonly nick: Nick | undefined;
	readonly tag: Tag | undefined;
	/** All names that one has had in this run. */
	readonly names: readonly Nick[];
	readonly server: {readonly name: string; readonly software: string} | undefined;
	/** The log of the server that we are at. */
	readonly logId: LogId | undefined;
	/** How far everything has been heard, and in which log. */
	readonly log: {readonly id: LogId; readonly seq: Seq} | undefined;
	/** How far earlier runs of this device saw each room of this log. */
	readonly seenBefore: Readonly<Record<RoomName, Seq>>;
	/** What was searched for, until one goes on with something else. */
	readonly found: Found | undefined;
	/** In the order they were opened. */
	readonly conversations: readonly Conversation[];
	readonly current: RoomName;
	readonly pending: readonly Pending[];
	/** Numbers the items of all timelines. */
	readonly nextKey: number;
	/** Orders that were given and not answered, oldest first. */
	readonly orders: readonly Given[];
	/** Looks after this server, as it says. */
	readonly isOperator: boolean;
	/** Of whom it was told that another device had their name before. */
	readonly toldUnlike: readonly string[];
	/** The name was given on the command line or typed: nobody needs to be asked. */
	readonly isNameChosen: boolean;
	/** The room is this program's own: leaving closes it for everyone. */
	readonly isHost: boolean;
	/** Where and when others were last told that one writes, until they were told that one has stopped. */
	readonly toldTyping: {readonly room: RoomName; readonly at: number} | undefined;
	/** The person has been told so, and may mean it. */
	readonly isWarned: boolean;
	/** What the run ends with when it ends now. */
	readonly exitCode: number;
	/** Whether the terminal is the window that keys go to; undefined where it does not say. */
	readonly hasFocus: boolean | undefined;
	/** When the person was last called from outside this window. */
	readonly calledAt: number | undefined;
	readonly preferences: Preferences;
	/** Whoever is in front of the screen does not answer. */
	readonly away: Away | undefined;
	/** The rooms of the run before, while the server has not answered for all of them. */
	readonly returning: Returning | undefined;
	/** What a key has just done. */
	readonly outcome: Outcome | undefined;
	/** People away of whom that was told here, since they went. */
	readonly toldAway: readonly Nick[];
};

export type Away = {
	readonly why: string;
	/** Nobody said so: no key was pressed for long. The next one ends it. */
	readonly byItself: boolean;
};

export type Beginning = {
	readonly screen: 'connect' | 'name' | 'room';
	readonly host: string;
	readonly port: number;
	readonly username: string;
	/** Somebody chose that name, so it need not be asked for. */
	readonly isNameChosen: boolean;
	readonly room?: RoomName | undefined;
	readonly isHost?: boolean;
	readonly preferences?: Preferences | undefined;
};

export function initialState(beginning: Beginning): State {
	const {screen, host, port, username, isNameChosen, room = lobby, isHost = false} = beginning;
	return {
		screen,
		connect: {
			fields: {
				host: editorOf(host),
				port: editorOf(String(port)),
				username: editorOf(username),
			},
			focus: 'host',
			problem: undefined,
		},
		name: {editor: editorOf(username), problem: undefined},
		password: {editor: emptyEditor, problem: undefined},
		address: {host, port},
		link: {type: 'idle'},
		nick: undefined,
		tag: undefined,
		names: [],
		server: undefined,
		logId: undefined,
		log: undefined,
		seenBefore: {},
		found: undefined,
		conversations: [newConversation(room)],
		current: room,
		pending: [],
		nextKey: 1,
		orders: [],
		isOperator: false,
		toldUnlike: [],
		isNameChosen,
		isHost,
		toldTyping: undefined,
		isWarned: false,
		exitCode: 0,
		hasFocus: undefined,
		calledAt: undefined,
		preferences: beginning.preferences ?? defaultPreferences,
		away: undefined,
		returning: undefined,
		outcome: undefined,
		toldAway: [],
	};
}

/** The conversation that is on screen. There always is one. */
export const currentConversation = ({conversations, current}: State): Conversation =>
	conversations.find(({room}) => room === current) ?? conversations[0]!;
