import {cleanup, render} from 'ink-testing-library';
import {afterEach, expect, test} from 'vitest';
import {App} from '../../../source/client/screen/app.tsx';
import {press, type Surface} from '../../../source/client/screen/press.ts';
import type {Effect} from '../../../source/client/state/action.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {createStore} from '../../../source/client/state/store.ts';
import {
	atPrompt,
	entryOf,
	heard,
	idOf,
	noon,
	online,
	play,
	received,
	roomFrame,
	ops,
	saysIn,
} from '../../helpers/client-fakes.ts';

afterEach(cleanup);

function show(begin: State, rows = 12) {
	const effects: Effect[] = [];
	const isSign = (effect: Effect) => effect.type === 'send' && effect.frame.type === 'typing';
	const store = createStore(begin, effect => !isSign(effect) && effects.push(effect));
	const asked: string[] = [];
	const surface: Surface = {
		messageArea: () => ({columns: 100, rows: rows - 3}),
		redraw: () => asked.push('redraw'),
		suspend: () => asked.push('suspend'),
		newId: () => idOf(1),
		now: () => noon,
	};
	const app = () => (
		<App
			columns={100}
			rows={rows}
			store={store}
			now={noon}
			onKey={event => press(event, store, surface)}
			keyboard={{escapeAfter: 10, guessesPastes: false}}
		/>
	);
	const {stdin, lastFrame, rerender} = render(app());
	return {
		asked,
		effects,
		store,
		async type(keys: string) {
			stdin.write(keys);
			// React draws when the present turn is over.
			await new Promise(resolve => setImmediate(resolve));
		},
		rerender: () => rerender(app()),
		frame: () => lastFrame()!.replaceAll(/\x1b\[[\d;]*m/g, ''),
		editor: () => currentConversation(store.getState()).editor,
	};
}

test('typed text reaches the composer and the frame', async () => {
	const client = show(online());
	await client.type('hello');

	expect(client.editor().text).toBe('hello');
	expect(client.frame()).toMatch(/› hello\s*$/);
});

test('text and Enter in one chunk are two things', async () => {
	const client = show(online());
	await client.type('hello\rand');

	expect(saysIn(client.effects).map(({text}) => text)).toEqual(['hello']);
	expect(client.editor().text).toBe('and');
	expect(client.frame()).toContain('ada hello');
});

test('arrows move, and what is typed goes where the cursor is', async () => {
	const client = show(online());
	await client.type('held\x1b[Dl\x1b[D\x1b[C');
	await client.type('o wor');

	expect(client.editor().text).toBe('hello word');
});

test('Alt+Enter and Ctrl+J begin a new line, and send nothing', async () => {
	const client = show(online());
	await client.type('one\x1b\rtwo\nthree');

	expect(client.editor().text).toBe('one\ntwo\nthree');
	expect(client.effects).toEqual([]);
	expect(client.frame()).toMatch(/› one\s+two\s+three/);
});

test('a paste is not sent, whatever is in it', async () => {
	const client = show(online());
	await client.type('\x1b[200~one\rtwo\r\x1b[31mthree\r\x1b[201~');

	expect(client.effects).toEqual([]);
	expect(client.editor().text).toBe('one\ntwo\n\ufffd[31mthree\n');
});

test('drawing in the middle of a paste does not end it', async () => {
	const client = show(online());
	await client.type('\x1b[200~one\r');
	client.rerender();
	await client.type('two\r\x1b[201~');

	expect(client.effects).toEqual([]);
	expect(client.editor().text).toBe('one\ntwo\n');
});

test('Tab completes, again goes on, Shift+Tab goes back', async () => {
	const bea = received({
		type: 'joined',
		room: online().current,
		person: {nick: 'bea' as never, tag: 'bea_____' as never, dialect: 'json'},
	});
	const client = show(play(online([entryOf(1, 'hello')]), bea).state);

	await client.type('b\t');
	expect(client.editor().text).toBe('bob: ');
	await client.type('\t');
	expect(client.editor().text).toBe('bea: ');
	await client.type('\x1b[Z');
	expect(client.editor().text).toBe('bob: ');
});

test('in the connection prompt Tab and the arrows go through the fields', async () => {
	const client = show(atPrompt());
	const focus = () => client.store.getState().connect.focus;

	await client.type('\t');
	expect(focus()).toBe('port');
	await client.type('\x1b[B');
	expect(focus()).toBe('username');
	await client.type('\x1b[Z\x1b[A');
	expect(focus()).toBe('host');
});

test('the page and row keys scroll, and what comes does not', async () => {
	const entries = Array.from({length: 50}, (_, index) =>
		entryOf(index + 1, `message ${index + 1}`),
	);
	const client = show(online(entries));
	const bottom = () => /message (\d+)(?!.*message)/s.exec(client.frame())?.[1];

	await client.type('\x1b[5~');
	expect(bottom()).toBe('43');
	await client.type('\x1b[1;2A\x1b[1;2A\x1b[1;2B');
	expect(bottom()).toBe('42');
	client.store.dispatch(heard(51, 'message 51'));
	await client.type('');
	expect(bottom()).toBe('42');
	await client.type('\x1b[6~');
	expect(bottom()).toBe('49');
	await client.type('\x1b[1;5F');
	expect(bottom()).toBe('51');
});

test('scrolling to the top asks for older messages', async () => {
	const entries = Array.from({length: 20}, (_, index) => entryOf(index + 100, `message ${index}`));
	const client = show(online(entries, true));
	await client.type('\x1b[5~\x1b[5~\x1b[5~');

	expect(client.effects).toEqual([
		{type: 'send', frame: {type: 'history', room: '#lobby', before: 100, limit: 100}},
	]);
});

test('Ctrl+N, Ctrl+P and Alt with a digit go to other conversations', async () => {
	const client = show(play(online(), received(roomFrame({room: ops}))).state);
	const current = () => client.store.getState().current;

	await client.type('\x0e');
	expect(current()).toBe('#ops');
	await client.type('\x10');
	expect(current()).toBe('#lobby');
	await client.type('\x1b2');
	expect(current()).toBe('#ops');
	await client.type('\x1b9');
	expect(current()).toBe('#ops');
});

test('Ctrl+C clears, then leaves; Ctrl+L and Ctrl+Z ask the program', async () => {
	const client = show(online());
	await client.type('draft\x03');
	expect(client.effects).toEqual([]);
	expect(client.editor().text).toBe('');

	await client.type('\x0c\x1a');
	expect(client.asked).toEqual(['redraw', 'suspend']);
	await client.type('\x03');
	expect(client.effects).toMatchObject([{type: 'exit', exitCode: 0}]);
});

test('a lone Escape, focus reports and answers of the terminal type nothing', async () => {
	const client = show(online());
	await client.type('\x1b[I\x1b[O\x1b[?2004;1$y\x1b]11;rgb:0000/0000/0000\x07');
	await client.type('\x1b');
	await expect
		.poll(async () => {
			await client.type('a');
			return client.editor().text;
		})
		.toContain('aa');

	expect(client.editor().text).toMatch(/^a+$/);
});
