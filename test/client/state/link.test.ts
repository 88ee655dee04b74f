import {expect, test} from 'vitest';
import {
	ada,
	atPrompt,
	atStart,
	bob,
	conversationOf,
	firstLog,
	framesIn,
	heard,
	lobby,
	lost,
	lostForGood,
	noon,
	online,
	opened,
	ops,
	otherLog,
	play,
	readingOf,
	received,
	refused,
	roomFrame,
	said,
	seqOf,
	started,
	submitted,
	typed,
	welcomeFrame,
	entryOf,
} from '../../helpers/client-fakes.ts';

test('with a place and a name it connects and says hello', () => {
	const {state, effects} = play(atStart(), started, opened);

	expect(effects).toEqual([
		{type: 'connect', host: 'chat.example', port: 12_312},
		{type: 'hello', nick: ada, rooms: [lobby], resume: undefined},
	]);
	expect(state).toMatchObject({screen: 'room', link: {type: 'connecting'}});
});

test('without a place nothing happens until someone says where', () => {
	expect(play(atPrompt(), started)).toEqual({state: atPrompt(), effects: []});
});

test('without a chosen name one is asked for when the server is there', () => {
	const {state, effects} = play(atStart(false), started, opened);

	expect(effects.map(({type}) => type)).toEqual(['connect']);
	expect(state).toMatchObject({
		screen: 'name',
		link: {type: 'asking'},
		name: {editor: {text: 'ada'}, problem: undefined},
	});
});

test('once in, it is online and remembers where it was', () => {
	const {state, effects} = play(atStart(), started, opened, received(welcomeFrame()));

	expect(state).toMatchObject({
		screen: 'room',
		link: {type: 'online'},
		nick: ada,
		server: {name: 'home'},
	});
	const caughtUp = play(state, received({type: 'caught-up', seq: seqOf(3)})).state;
	expect(caughtUp.log).toEqual({id: firstLog, seq: 3});
	expect(effects.at(-1)).toEqual({
		type: 'remember',
		host: 'chat.example',
		port: 12_312,
		username: ada,
	});
});

test('a name that is refused is asked for again, with the reason, over the same connection', () => {
	const taken = play(atStart(), started, opened, refused('nick-taken', 'That name is taken.'));
	expect(taken.state).toMatchObject({
		screen: 'name',
		link: {type: 'asking'},
		name: {editor: {text: 'ada'}, problem: 'That name is taken.'},
		exitCode: 4,
	});

	const again = play(taken.state, typed('2'), submitted());
	expect(again.effects).toEqual([{type: 'hello', nick: 'ada2', rooms: [lobby], resume: undefined}]);
	expect(again.state.name.problem).toBeUndefined();

	const welcomed = play(again.state, received(welcomeFrame({nick: bob})));
	expect(welcomed.state).toMatchObject({screen: 'room', nick: bob, exitCode: 0});
});

test('Enter twice asks for the name once', () => {
	const {effects} = play(atStart(false), started, opened, submitted(), submitted());

	expect(effects.filter(({type}) => type === 'hello')).toHaveLength(1);
});

test('a name that can be none is not sent', () => {
	const {state, effects} = play(atStart(false), started, opened, typed('!'), submitted());

	expect(effects.filter(({type}) => type === 'hello')).toEqual([]);
	expect(state.name.problem).toMatch(/^A name starts with a letter/);
});

test('someone who thinks about a name for longer than the server waits is not disturbed', () => {
	const thinking = play(atStart(false), started, opened, typed('2'), lostForGood('Closed.'));
	expect(thinking.state).toMatchObject({screen: 'name', name: {editor: {text: 'ada2'}}});

	const chosen = play(thinking.state, submitted());
	expect(chosen.effects).toEqual([{type: 'connect', host: 'chat.example', port: 12_312}]);

	const connected = play(chosen.state, opened);
	expect(connected.effects).toMatchObject([{type: 'hello', nick: 'ada2'}]);

	const gone = play(chosen.state, lostForGood('Nothing is listening.'));
	expect(gone.state).toMatchObject({
		screen: 'connect',
		connect: {problem: {field: 'host', text: 'Nothing is listening.'}},
	});
});

test('someone who lost the name while away may think about another while connections come and go', () => {
	const asked = play(online(), lost(), opened, refused('nick-taken', 'Taken.'), typed('2'));
	const closed = play(asked.state, lost());
	expect(closed.state).toMatchObject({screen: 'name', name: {editor: {text: 'ada2'}}});

	const back = play(closed.state, opened);
	expect(back).toMatchObject({state: {screen: 'name', link: {type: 'asking'}}, effects: []});
	expect(play(back.state, submitted()).effects).toMatchObject([
		{type: 'hello', nick: 'ada2', resume: {log: firstLog}},
	]);

	const away = play(closed.state, submitted());
	expect(away).toMatchObject({state: {screen: 'room', link: {type: 'waiting'}}, effects: []});
	expect(play(away.state, opened).effects).toMatchObject([{type: 'hello', nick: 'ada2'}]);
});

test('a server that says no for another reason leads back to the connection prompt', () => {
	const {state} = play(
		atStart(),
		started,
		opened,
		refused('full', 'The room is full.'),
		lostForGood('chat.example:12312 closed the connection.'),
	);

	expect(state).toMatchObject({
		screen: 'connect',
		link: {type: 'idle'},
		connect: {problem: {field: 'host', text: 'The room is full.'}},
		exitCode: 4,
	});
});

test('a place where nobody answers leads to the connection prompt, with the reason', () => {
	const {state} = play(atStart(), started, lostForGood('Nothing is listening there.'));

	expect(state).toMatchObject({
		screen: 'connect',
		connect: {focus: 'host', problem: {field: 'host', text: 'Nothing is listening there.'}},
		exitCode: 3,
	});
});

test('a connection that was good is awaited, with the reason on screen', () => {
	const {state, effects} = play(online(), lost('It broke.', noon + 3000));

	expect(state).toMatchObject({
		screen: 'room',
		link: {type: 'waiting', why: 'It broke.', retryAt: noon + 3000},
	});
	expect(effects).toEqual([]);
});

test('a full server does not end the waiting of someone who was in', () => {
	const {state} = play(online(), lost(), opened, refused('full', 'The room is full.'), lost());

	expect(state).toMatchObject({screen: 'room', link: {type: 'waiting'}});
});

test('coming back, it goes on where everything had been heard', () => {
	const {effects} = play(online(), heard(7, 'seven', {prev: seqOf(0)}), lost(), opened);

	expect(effects.at(-1)).toEqual({
		type: 'hello',
		nick: ada,
		rooms: [lobby],
		resume: {log: firstLog, seq: 7},
	});
});

test('a connection that breaks before all is caught up begins anew, and shows nothing twice', () => {
	const welcomed = play(
		atStart(),
		started,
		opened,
		received(welcomeFrame({head: seqOf(1)})),
		received(roomFrame({entries: [entryOf(1, 'one')]})),
	).state;
	const again = play(welcomed, lost(), opened);
	expect(again.effects.at(-1)).toMatchObject({type: 'hello', resume: undefined});

	const {state} = play(
		again.state,
		received(welcomeFrame({head: seqOf(1)})),
		received(roomFrame({entries: [entryOf(1, 'one')]})),
	);
	expect(readingOf(state)).toEqual(['bob: one']);
});

test('caught-up moves the place to go on from, and a resumed welcome does not', () => {
	const caughtUp = play(online(), received({type: 'caught-up', seq: seqOf(20)})).state;
	expect(caughtUp.log).toEqual({id: firstLog, seq: 20});

	const back = play(
		caughtUp,
		lost(),
		opened,
		received(welcomeFrame({head: seqOf(99), resumed: 'resumed'})),
	).state;
	expect(back.log).toEqual({id: firstLog, seq: 20});
	expect(play(back, received({type: 'caught-up', seq: seqOf(19)})).state.log?.seq).toBe(20);
});

test('all rooms one was in are entered again, and direct conversations are none', () => {
	const {effects} = play(
		online(),
		...said('/msg bob hello'),
		received(roomFrame({room: ops, tag: 'join'})),
		lost(),
		opened,
	);

	expect(effects.at(-1)).toMatchObject({type: 'hello', rooms: [lobby, ops]});
});

test('a history that was replaced starts over, and keeps what is being written', () => {
	const before = play(online([entryOf(1, 'old')]), typed('half a sent'), lost(), opened).state;
	const {state} = play(
		before,
		received(welcomeFrame({log: otherLog, head: seqOf(1), resumed: 'reset'})),
		received(roomFrame({entries: [entryOf(1, 'new')]})),
		received({type: 'caught-up', seq: seqOf(1)}),
	);

	expect(readingOf(state)).toEqual([
		"· The server's history was replaced; this is what it holds now.",
		'bob: new',
	]);
	expect(state.log).toEqual({id: otherLog, seq: 1});
	expect(conversationOf(state, lobby)?.editor.text).toBe('half a sent');
});

test('a page that a broken connection swallowed can be asked for again', () => {
	const scrolled = {type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: true} as const;
	const asked = play(online([entryOf(5, 'five')], true), scrolled);
	expect(framesIn(asked.effects)).toHaveLength(1);

	const {effects} = play(
		asked.state,
		lost(),
		opened,
		received(welcomeFrame({resumed: 'resumed'})),
		scrolled,
	);
	expect(framesIn(effects)).toEqual([{type: 'history', room: lobby, before: 5, limit: 100}]);
});

test('a good bye from the server is read in the conversation', () => {
	const {state} = play(online(), received({type: 'bye', why: 'The server is shutting down.'}));

	expect(readingOf(state)).toEqual(['· The server is shutting down.']);
});
