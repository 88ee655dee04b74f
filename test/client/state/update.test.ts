import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import type {EditOperation} from '../../../source/client/state/editor.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {createStore} from '../../../source/client/state/store.ts';
import {
	cancelled,
	came,
	conversationOf,
	ended,
	entryOf,
	heard,
	lobby,
	noon,
	online,
	ops,
	play,
	readingOf,
	received,
	roomFrame,
	said,
	started,
	typed,
	withBob,
	atStart,
} from '../../helpers/client-fakes.ts';

const tab: Action = {type: 'completed', backwards: false};
const backTab: Action = {type: 'completed', backwards: true};
const edited = (operation: EditOperation): Action => ({type: 'edited', operation});
const up = edited({type: 'move', to: 'up'});
const down = edited({type: 'move', to: 'down'});
const textIn = (state: State) => currentConversation(state).editor.text;
const switched = (to: 'next' | 'previous' | number): Action => ({type: 'switched', to});

test('Ctrl+C first clears what is written, then leaves', () => {
	const first = play(online(), typed('half a sent'), cancelled);
	expect(first).toMatchObject({effects: []});
	expect(textIn(first.state)).toBe('');

	const second = play(first.state, cancelled);
	expect(second.effects).toEqual([{type: 'exit', why: undefined, exitCode: 0}]);
	expect(second.state.link).toEqual({type: 'closing'});
});

test('what Ctrl+C cleared can be brought back', () => {
	const {state} = play(online(), typed('half a sent'), cancelled, edited({type: 'undo'}));

	expect(textIn(state)).toBe('half a sent');
});

test('Ctrl+D deletes while something is written, and leaves otherwise', () => {
	const start = edited({type: 'move', to: 'start'});
	const deleted = play(online(), typed('ab'), start, ended);
	expect(deleted).toMatchObject({effects: []});
	expect(textIn(deleted.state)).toBe('b');

	const atEnd = play(online(), typed('ab'), ended);
	expect(atEnd.effects).toEqual([]);
	expect(play(online(), ended).effects).toMatchObject([{type: 'exit', exitCode: 0}]);
});

test('a signal leaves at once, whatever is written', () => {
	const {effects} = play(online(), typed('half'), {type: 'quit', why: 'terminal closed'});

	expect(effects).toEqual([{type: 'exit', why: 'terminal closed', exitCode: 0}]);
});

test('Tab completes who spoke last, and goes on to the next', () => {
	const state = play(online(), came('bea'), heard(1, 'hello')).state;

	expect(textIn(play(state, typed('b'), tab).state)).toBe('bob: ');
	expect(textIn(play(state, typed('b'), tab, tab).state)).toBe('bea: ');
	expect(textIn(play(state, typed('b'), tab, tab, tab).state)).toBe('bob: ');
	expect(textIn(play(state, typed('b'), tab, backTab).state)).toBe('bea: ');
	expect(textIn(play(state, typed('hi b'), tab).state)).toBe('hi bob ');
});

test('typing after Tab ends the going on', () => {
	const {state} = play(online(), came('bea'), typed('b'), tab, typed('/h'), tab);

	expect(textIn(state)).toBe('bob: /h');
});

test('Tab completes commands, and does nothing where nothing fits', () => {
	expect(textIn(play(online(), typed('/se'), tab).state)).toBe('/search ');

	const state = play(online(), typed('zz')).state;
	expect(play(state, tab)).toEqual({state, effects: []});
});

test('up and down go through what was said here, and keep the draft', () => {
	const state = play(online(), ...said('one', 1), ...said('two', 2), typed('draft')).state;

	expect(textIn(play(state, up).state)).toBe('two');
	expect(textIn(play(state, up, up).state)).toBe('one');
	expect(textIn(play(state, up, up, up).state)).toBe('one');
	expect(textIn(play(state, up, up, down, down).state)).toBe('draft');
});

test('in a text of several lines up and down move by lines first', () => {
	const state = play(online(), ...said('before', 1), typed('one\ntwo')).state;
	const once = play(state, up).state;

	expect(textIn(once)).toBe('one\ntwo');
	expect(currentConversation(once).editor.cursor).toBe(3);
	expect(textIn(play(once, up).state)).toBe('before');
});

test('conversations are gone through in the order in which they were opened', () => {
	const state = play(
		online(),
		received(roomFrame({room: ops})),
		heard(1, 'psst', {room: withBob}),
	).state;
	const currentAfter = (...actions: readonly Action[]) => play(state, ...actions).state.current;

	expect(currentAfter(switched('next'))).toBe(ops);
	expect(currentAfter(switched('next'), switched('next'), switched('next'))).toBe(lobby);
	expect(currentAfter(switched('previous'))).toBe(withBob);
	expect(currentAfter(switched(2))).toBe(withBob);
	expect(currentAfter(switched(9))).toBe(lobby);
});

test('switching does not lose the place where one reads', () => {
	const anchor = {key: 1, below: 0};
	const {state} = play(
		online([entryOf(1, 'one'), entryOf(2, 'two')]),
		received(roomFrame({room: ops})),
		{type: 'scrolled', anchor, nearTop: false},
		heard(3, 'three'),
		switched('next'),
		switched('next'),
	);

	expect(conversationOf(state, lobby)).toMatchObject({anchor, unread: 1});
});

test('what the program has to say is read in the conversation in front', () => {
	const {state} = play(online(), {type: 'told', text: 'Keys: …', at: noon});

	expect(readingOf(state)).toEqual(['· Keys: …']);
});

test('an action that changes nothing gives the same state back', () => {
	const state = online();

	expect(play(state, edited({type: 'delete', to: 'left'})).state).toBe(state);
	expect(play(state, edited({type: 'move', to: 'left'})).state).toBe(state);
	expect(play(state, received({type: 'pong'})).state).toBe(state);
});

test('the store performs what follows from an action after the state has changed', () => {
	const seen: string[] = [];
	const store = createStore(atStart(), effect =>
		seen.push(`${effect.type} while ${store.getState().link.type}`),
	);
	store.dispatch(started);

	expect(seen).toEqual(['connect while connecting']);
});

test('the store tells its listeners of changes only, and says which are urgent', () => {
	const urgency: boolean[] = [];
	const store = createStore(online(), () => undefined, {
		schedule(notify, urgent) {
			urgency.push(urgent);
			notify();
		},
	});
	let changes = 0;
	const unsubscribe = store.subscribe(() => changes++);

	store.dispatch(typed('a'));
	store.dispatch(heard(1, 'hello'));
	store.dispatch(edited({type: 'move', to: 'right'}));
	expect(urgency).toEqual([true, false]);
	expect(changes).toBe(2);

	unsubscribe();
	store.dispatch(typed('b'));
	expect(changes).toBe(2);
});

test('whoever hosts the room is told once before it closes for others', () => {
	const hosting: State = {...online(), isHost: true};
	const warned = play(hosting, cancelled);
	expect(warned.effects).toEqual([]);
	expect(readingOf(warned.state)).toEqual([
		'· This room is yours: if you leave, it closes for one other person. The same key again leaves.',
	]);
	expect(play(warned.state, cancelled).effects).toMatchObject([{type: 'exit'}]);
	expect(play(warned.state, typed('x'), cancelled, ended).effects).toEqual([]);

	const alone: State = play(hosting, received(roomFrame({people: []}))).state;
	expect(play(alone, ended).effects).toMatchObject([{type: 'exit'}]);
});
