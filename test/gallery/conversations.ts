import type {Entry} from '../../source/protocol/entry.ts';
import type {Nick} from '../../source/protocol/ids.ts';
import type {State} from '../../source/client/state/state.ts';
import {
	ada,
	bob,
	came,
	carol,
	entryOf,
	heard,
	noon,
	online,
	play,
	received,
	refused,
	roomFrame,
	said,
	went,
	withBob,
	ops,
	personOf,
	idOf,
	seqOf,
} from '../helpers/client-fakes.ts';

const day = 86_400_000;
const people = ['ada', 'bob', 'carol', 'Δέσποινα', '漢字', 'a-name-of-thirty-two-characters_'];
const lines = [
	'good morning',
	'Has anybody seen the printer? It was here yesterday, and it is a large printer, the kind that one notices.',
	'one\ntwo\n\nfour',
	'https://example.org/a/very/long/path/that/has/no/space/in/it/and/goes/on/and/on?with=a&query=too',
	'ok',
];

/** Many people, long and short messages, some days. */
export const busy: readonly Entry[] = Array.from({length: 60}, (_, index) => {
	const author = people[index % people.length]! as Nick;
	const at = noon - 2 * day + index * (day / 25);
	return entryOf(index + 1, lines[index % lines.length]!, {author, at});
});

/** What takes two columns, none, or is one character made of many. */
export const wide: readonly Entry[] = [
	'日本語のメッセージは一文字が二桁の幅を持つので、折り返しの位置がずれやすい。「括弧」も。',
	'👩‍👩‍👧 👍🏽 🇩🇪 ❤️ 1️⃣ emoji of many kinds',
	'e\u0301te\u0301, Z\u0351\u036ba\u0300l, क्षि, ก็',
	'한국어 메시지',
	'שלום and العربية in one line',
].map((text, index) => entryOf(index + 1, text, {author: people[index]! as Nick}));

export const inBusyRoom = (): State =>
	play(
		online(busy, true),
		received(
			roomFrame({topic: 'everything about printers', people: people.map(personOf), visitors: 2}),
		),
	).state;

/** Three conversations, two of which have news. */
export const withNews = (): State =>
	play(
		inBusyRoom(),
		received(roomFrame({room: ops})),
		heard(61, 'pager', {room: ops, prev: seqOf(0)}),
		heard(62, 'psst', {room: withBob}),
		heard(63, 'are you there?', {room: withBob}),
	).state;

/** One of each thing that a conversation can hold. */
export const allKinds = (): State =>
	play(
		online(),
		heard(1, 'a message'),
		heard(2, 'my own message', {author: ada}),
		heard(3, 'waves', {kind: 'action', author: carol}),
		heard(4, 'lunch', {kind: 'topic'}),
		heard(5, '', {kind: 'topic', author: bob}),
		came('dave'),
		came('erin'),
		went('carol'),
		came('frank'),
		went('frank'),
		{type: 'told', text: 'A notice.', at: noon},
		refused('no-search', 'Search is not available on this server.'),
		...said('refused', 1),
		refused('storage', 'The disk is full.', {id: idOf(1)}),
		...said('on its way', 2),
		...said('/me waits', 3),
	).state;

/** Everything that can be marked in a text. */
export const marked: readonly Entry[] = [
	'*bold*, _italic_, ~struck~ and `code`, but no snake_case',
	'> what was said before\n> and more of it\nan answer (https://example.org/wiki/Link_(film)).',
	'```ts\nconst answer = 6 * 7; // a comment\n\n    return `${answer}`;\n```',
	'*שלום*, _world_',
].map((text, index) => entryOf(index + 1, text, {author: people[index]! as Nick}));

/** What can become of messages. */
export const withFates = (): State =>
	play(
		online(),
		heard(1, 'shall we meet at noon?'),
		heard(2, 'yes', {author: ada, re: seqOf(1)}),
		heard(3, 'at the usul place', {author: carol}),
		heard(4, 'at the *usual* place', {author: carol, kind: 'edit', re: seqOf(3)}),
		heard(5, 'nonsense'),
		heard(6, 'wrong room', {kind: 'redact', re: seqOf(5)}),
		heard(7, '👍', {author: ada, kind: 'react', re: seqOf(3)}),
		heard(8, '👍', {kind: 'react', re: seqOf(3)}),
		heard(9, '🎉', {kind: 'react', re: seqOf(3)}),
	).state;

/** A long message among short ones, with something selected and something unread. */
export function folded(): State {
	const log = Array.from({length: 47}, (_, index) => `${index + 1} of 47`).join('\n');
	const state = online([
		entryOf(1, 'this is what I see:'),
		entryOf(2, log, {author: carol}),
		entryOf(3, 'hm'),
	]);
	const selected = newestKey(state) - 1;
	return {
		...state,
		conversations: state.conversations.map(conversation => ({
			...conversation,
			selected,
			readUpTo: seqOf(1),
		})),
	};
}

const newestKey = ({conversations: [first]}: State): number =>
	first!.timeline.items[first!.timeline.length - 1]!.key;
