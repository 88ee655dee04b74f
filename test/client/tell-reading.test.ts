import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import type {Action} from '../../source/client/state/action.ts';
import {initialState} from '../../source/client/state/state.ts';
import {createStore} from '../../source/client/state/store.ts';
import {tellReading} from '../../source/client/tell-reading.ts';
import type {ServerFrame} from '../../source/protocol/server-frame.ts';
import {
	entryOf,
	lobby,
	noon,
	ops,
	opened,
	lost,
	roomFrame,
	seqOf,
	started,
	welcomeFrame,
} from '../helpers/client-fakes.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const scrolled = (key?: number): Action => ({
	type: 'scrolled',
	anchor: key === undefined ? undefined : {key, below: 0},
	nearTop: false,
});

/** A client whose frames come from the test, and what it told the server. */
function begin() {
	const told: string[] = [];
	const beginning = {
		screen: 'room',
		host: 'h',
		port: 1,
		username: 'ada',
		isNameChosen: true,
	} as const;
	const store = createStore(initialState({...beginning, room: lobby}), () => {});
	const telling = tellReading(store, ({room, seq}) => told.push(`${room} ${seq}`));
	const hear = (frame: ServerFrame): void => {
		telling.heard(frame);
		store.dispatch({type: 'received', frame, at: noon});
	};
	const say = (seq: number, room = lobby) => hear({type: 'entry', ...entryOf(seq, 'x', {room})});
	const arrive = (...frames: readonly ServerFrame[]): void => {
		store.dispatch(opened);
		hear(welcomeFrame({head: seqOf(3)}));
		frames.forEach(hear);
		hear({type: 'caught-up', seq: seqOf(3)});
	};
	store.dispatch(started);
	return {told, store, telling, hear, say, arrive};
}

const three = [1, 2, 3].map(seq => entryOf(seq, 'x'));

test('what is read is told, of one room no more often than every two seconds, and then the newest', () => {
	const {told, say, arrive} = begin();
	arrive(roomFrame({entries: three}));
	expect(told).toEqual(['#lobby 3']);
	say(4);
	say(5);
	expect(told).toEqual(['#lobby 3']);
	vi.advanceTimersByTime(1999);
	expect(told).toHaveLength(1);
	vi.advanceTimersByTime(1);
	expect(told).toEqual(['#lobby 3', '#lobby 5']);
	vi.advanceTimersByTime(10_000);
	expect(told).toHaveLength(2);
	say(6);
	expect(told.at(-1)).toBe('#lobby 6');
});

test('what is not seen is not told', () => {
	const {told, store, say, arrive} = begin();
	arrive(roomFrame({entries: three}));
	store.dispatch(scrolled(1));
	say(4);
	vi.advanceTimersByTime(5000);
	expect(told).toEqual(['#lobby 3']);
	store.dispatch(scrolled());
	expect(told).toEqual(['#lobby 3', '#lobby 4']);
});

test('what the server knows is not told to it', () => {
	const {told, hear, say, arrive} = begin();
	arrive(roomFrame({entries: three, read: seqOf(3)}));
	expect(told).toEqual([]);
	say(4);
	expect(told).toEqual(['#lobby 4']);
	hear({type: 'read', room: lobby, seq: seqOf(9)});
	vi.advanceTimersByTime(5000);
	expect(told).toEqual(['#lobby 4']);
});

test('leaving a room for another one, and the end, tell at once what is left', () => {
	const {told, store, telling, hear, say, arrive} = begin();
	arrive(roomFrame({entries: three}));
	say(4);
	hear(roomFrame({room: ops, tag: 'join', entries: [entryOf(5, 'x', {room: ops})]}));
	expect(told).toEqual(['#lobby 3', '#lobby 4', '#ops 5']);
	say(6, ops);
	expect(told).toHaveLength(3);
	telling.flush();
	expect(told.at(-1)).toBe('#ops 6');
	telling.flush();
	vi.advanceTimersByTime(5000);
	expect(told).toHaveLength(4);
	expect(store.getState().current).toBe(ops);
});

test('nothing is told while there is no connection; what was read then is told after it', () => {
	const {told, store, telling, arrive, say} = begin();
	arrive(roomFrame({entries: three}));
	say(4);
	store.dispatch(lost());
	telling.flush();
	vi.advanceTimersByTime(5000);
	expect(told).toEqual(['#lobby 3']);
	arrive(roomFrame({read: seqOf(3)}));
	expect(told).toEqual(['#lobby 3', '#lobby 4']);
});
