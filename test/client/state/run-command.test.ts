import {describe, expect, test} from 'vitest';
import {
	atStart,
	framesIn,
	idOf,
	lobby,
	lost,
	online,
	ops,
	play,
	readingOf,
	received,
	roomFrame,
	said,
	started,
	opened,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const sent = (line: string, state = online()) => framesIn(play(state, ...said(line)).effects);
const told = (line: string, state = online()) => readingOf(play(state, ...said(line)).state);
const inOps = () => play(online(), received(roomFrame({room: ops, tag: 'join'}))).state;

describe('what a line asks of the server', () => {
	test.each([
		['/who', {type: 'who', room: lobby}],
		['/WHO', {type: 'who', room: lobby}],
		['/rooms', {type: 'rooms'}],
		['/nick  carol ', {type: 'nick', nick: 'carol'}],
		['/join #ops', {type: 'join', room: ops, tag: 'join'}],
		['/join Ops', {type: 'join', room: ops, tag: 'join'}],
		['/search two words', {type: 'search', text: 'two words', limit: 20}],
		['/me waves', {type: 'say', room: lobby, id: idOf(1), kind: 'action', text: 'waves'}],
		['/topic lunch', {type: 'say', room: lobby, id: idOf(1), kind: 'topic', text: 'lunch'}],
		[
			'/msg bob hi there',
			{type: 'say', room: withBob, id: idOf(1), kind: 'message', text: 'hi there'},
		],
		['/msg @bob hi', {type: 'say', room: withBob, id: idOf(1), kind: 'message', text: 'hi'}],
		['//who', {type: 'say', room: lobby, id: idOf(1), kind: 'message', text: '/who'}],
		[
			'/etc/hosts is odd',
			{type: 'say', room: lobby, id: idOf(1), kind: 'message', text: '/etc/hosts is odd'},
		],
		['/ who', {type: 'say', room: lobby, id: idOf(1), kind: 'message', text: '/ who'}],
		['see /who', {type: 'say', room: lobby, id: idOf(1), kind: 'message', text: 'see /who'}],
		['one\ntwo', {type: 'say', room: lobby, id: idOf(1), kind: 'message', text: 'one\ntwo'}],
	])('%j', (line, frame) => {
		expect(sent(line)).toEqual([frame]);
	});
});

describe('what cannot be done says why, and sends nothing', () => {
	test.each([
		['/dance', '! There is no /dance. /help lists what there is.'],
		['/constructor', '! There is no /constructor. /help lists what there is.'],
		['/me', '! Like this: /me TEXT'],
		['/search', '! Like this: /search WORDS'],
		['/msg', '! Like this: /msg NAME TEXT'],
		['/msg a!b hello', '! Like this: /msg NAME TEXT'],
		['/nick', '! A name has 1 to 32 characters.'],
		[
			'/nick a b',
			'! A name starts with a letter or digit; letters, digits and single . _ - may follow.',
		],
		['/join', '! A room is called # and up to 32 letters, digits, _ or -.'],
		['/join #a b', '! A room is called # and up to 32 letters, digits, _ or -.'],
		['/leave', '! This is the only room you are in; /quit leaves the server.'],
	])('%j', (line, why) => {
		expect(told(line)).toEqual([why]);
		expect(sent(line)).toEqual([]);
	});
});

test('/help lists every command', () => {
	const [text] = told('/help');

	for (const verb of [
		'help',
		'who',
		'me',
		'nick',
		'msg',
		'join',
		'leave',
		'rooms',
		'topic',
		'search',
		'quit',
	]) {
		expect(text).toMatch(new RegExp(`^/${verb}\\b.* {2}\\S`, 'm'));
	}
});

test('/topic alone shows the topic', () => {
	expect(told('/topic')).toEqual(['· There is no topic.']);
	expect(told('/topic', play(online(), received(roomFrame({topic: 'lunch'}))).state)).toEqual([
		'· Topic: lunch',
	]);
});

test.each(['/who', '/rooms', '/nick carol', '/join #ops', '/search x'])(
	'%s needs a connection, and says so',
	line => {
		const {state} = play(online(), lost());
		expect(sent(line, state)).toEqual([]);
		expect(told(line, state)).toEqual(['! Not connected just now; try again in a moment.']);
	},
);

test('a room that was asked for comes to the front', () => {
	expect(inOps()).toMatchObject({current: ops, conversations: [{room: lobby}, {room: ops}]});
});

test('/leave asks to leave the room in front, or the one that is named', () => {
	expect(sent('/leave', inOps())).toEqual([{type: 'leave', room: ops}]);
	expect(sent('/leave #lobby', inOps())).toEqual([{type: 'leave', room: lobby}]);
	expect(sent('/leave lobby', inOps())).toEqual([{type: 'leave', room: lobby}]);
});

test('a room that was left is gone, and another is in front', () => {
	const {state} = play(inOps(), received({type: 'parted', room: ops}));

	expect(state.conversations.map(({room}) => room)).toEqual([lobby]);
	expect(state.current).toBe(lobby);
	expect(play(inOps(), received({type: 'parted', room: lobby})).state.current).toBe(ops);
});

test('/msg with a name alone opens the conversation, and /leave closes it without asking anyone', () => {
	const there = play(online(), ...said('/msg bob'));
	expect(there.state.current).toBe(withBob);

	const back = play(there.state, ...said('/leave'));
	expect(back.state).toMatchObject({current: lobby, conversations: [{room: lobby}]});
	expect([...there.effects, ...back.effects]).toEqual([]);
});

test('/msg speaks where it says, and goes there', () => {
	const {state} = play(online(), ...said('/msg bob psst'));

	expect(state).toMatchObject({current: withBob, pending: [{room: withBob, text: 'psst'}]});
});

test('in a direct conversation /who asks for everyone, and there is no topic to set', () => {
	const there = play(online(), ...said('/msg bob')).state;

	expect(sent('/who', there)).toEqual([{type: 'who'}]);
	expect(sent('/topic us', there)).toEqual([]);
	expect(sent('/me waves', there)).toMatchObject([{type: 'say', room: withBob, kind: 'action'}]);
});

test('a direct conversation that is the only one cannot be left', () => {
	const alone = play(atStart(true, withBob), started, opened, received(welcomeFrame())).state;

	expect(play(alone, ...said('/leave')).state.current).toBe(withBob);
});

test.each([
	['/quit', undefined],
	['/quit see you', 'see you'],
	['---quit---', undefined],
	[' ---quit--- ', undefined],
])('%j leaves', (line, why) => {
	const {state, effects} = play(online(), ...said(line));

	expect(effects).toEqual([{type: 'exit', why, exitCode: 0}]);
	expect(state.link).toEqual({type: 'closing'});
});

test('what is only like the quit line is said', () => {
	expect(sent('---quit---!')).toMatchObject([{type: 'say', text: '---quit---!'}]);
});
