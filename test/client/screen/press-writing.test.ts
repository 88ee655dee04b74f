import {expect, test} from 'vitest';
import {press, type Surface} from '../../../source/client/screen/press.ts';
import type {Effect} from '../../../source/client/state/action.ts';
import {promptOf} from '../../../source/client/state/aim.ts';
import {selectedMessage} from '../../../source/client/state/selection.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {createStore} from '../../../source/client/state/store.ts';
import {KeyParser} from '../../../source/client/terminal/key-parser.ts';
import {
	ada,
	entryOf,
	framesIn,
	idOf,
	noon,
	online,
	play,
	refused,
	said,
	saysIn,
} from '../../helpers/client-fakes.ts';

const altUp = '\x1b[1;3A';
const altDown = '\x1b[1;3B';
const pasted = (text: string) => `\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`;
const lines = (count: number) => Array.from({length: count}, (_, at) => `line ${at}`).join('\n');

function write(begin: State) {
	const effects: Effect[] = [];
	const store = createStore(begin, effect => effects.push(effect));
	const asked: string[] = [];
	let ids = 0;
	const surface: Surface = {
		messageArea: () => ({columns: 80, rows: 5}),
		redraw: () => asked.push('redraw'),
		suspend: () => asked.push('suspend'),
		editOutside: () => asked.push('edit-outside'),
		newId: () => idOf(++ids),
		now: () => noon,
	};
	const parser = new KeyParser({guessesPastes: false});
	return {
		effects,
		asked,
		conversation: () => currentConversation(store.getState()),
		type(keys: string) {
			parser.feed(keys).forEach(event => press(event, store, surface));
		},
	};
}

const ten = () => online(Array.from({length: 10}, (_, at) => entryOf(at + 1, `message ${at + 1}`)));

test('a selected message comes on screen, wherever it is', () => {
	const client = write(ten());
	const selected = () => selectedMessage(client.conversation())?.entry.text;
	client.type(altUp);
	expect(selected()).toBe('message 10');
	expect(client.conversation().anchor).toBeUndefined();

	client.type(altUp.repeat(8));
	expect(selected()).toBe('message 2');
	expect(client.conversation().anchor).toBeDefined();
	client.type(altDown.repeat(8));
	expect(selected()).toBe('message 10');
	expect(client.conversation().anchor).toBeUndefined();
	client.type(altDown);
	expect(selected()).toBeUndefined();
});

test('the first messages being selected, older ones are asked for', () => {
	const client = write(
		online(
			ten().conversations[0]!.timeline.items.flatMap(item =>
				item.type === 'said' ? [item.entry] : [],
			),
			true,
		),
	);
	client.type(altUp.repeat(10));

	expect(framesIn(client.effects)).toMatchObject([{type: 'history', before: 1}]);
});

test('End leaves the selection and leads to the newest message', () => {
	const client = write(ten());
	client.type(`${altUp.repeat(9)}\x1b[F`);

	expect(client.conversation()).toMatchObject({selected: undefined, anchor: undefined});
});

test('single keys are about the selected message only while nothing is written', () => {
	const client = write(ten());
	client.type('r');
	expect(client.conversation().editor.text).toBe('r');

	client.type(`\x7f${altUp}r`);
	expect(promptOf(client.conversation())).toBe('reply › ');
	client.type('red\r');
	expect(saysIn(client.effects)).toMatchObject([{text: 'red', re: 10}]);
});

test('after Alt+M letters are written, until Alt+Up has selected the message', () => {
	const client = write(online([entryOf(1, 'ada?'), entryOf(2, 'two')]));
	client.type('\x1bmd');
	expect(client.conversation().editor.text).toBe('d');

	client.type(`\x7f${altUp}r`);
	expect(promptOf(client.conversation())).toBe('reply › ');
	expect(client.conversation().aim).toMatchObject({re: 1});
});

test('what failed is selected where it stands, and r tries it again', () => {
	const failed = play(
		ten(),
		...said('once more', 7),
		refused('storage', 'The disk is full.', {id: idOf(7)}),
	).state;
	const client = write(failed);
	client.type(altUp.repeat(9));
	expect(client.conversation().anchor).toBeDefined();
	client.type(altDown.repeat(8));
	expect(client.conversation()).toMatchObject({anchor: undefined, selected: idOf(7)});

	client.type('r');
	expect(saysIn(client.effects)).toMatchObject([{id: idOf(7), text: 'once more'}]);
});

test('a digit alone reacts at once', () => {
	const client = write(ten());
	client.type(`${altUp}+4`);

	expect(saysIn(client.effects)).toMatchObject([{kind: 'react', re: 10, text: '🎉'}]);
	expect(client.conversation()).toMatchObject({aim: undefined, selected: undefined});
});

test('d twice takes back what is one’s own', () => {
	const client = write(online([entryOf(1, 'oops', {author: ada})]));
	client.type(`${altUp}d`);
	expect(saysIn(client.effects)).toEqual([]);
	client.type('d');
	expect(saysIn(client.effects)).toMatchObject([{kind: 'redact', re: 1}]);
});

test('eight pasted lines are text, nine are one block', () => {
	const client = write(online());
	client.type(pasted(`${lines(8)}\n`));
	expect(client.conversation().editor.text).toBe(`${lines(8)}\n`);

	client.type(`\x03${pasted(lines(9))}`);
	expect(client.conversation().editor.text).toHaveLength(2);
	expect(saysIn(client.effects)).toEqual([]);
	client.type('\x1bo');
	expect(client.conversation().editor.text).toBe(lines(9));
});

test('Ctrl+X Ctrl+E asks for the editor; another key behind Ctrl+X does what it does alone nowhere', () => {
	const client = write(online());
	client.type('\x18\x05');
	expect(client.asked).toEqual(['edit-outside']);
	client.type('\x18\x0c');
	expect(client.asked).toEqual(['edit-outside']);
	client.type('\x18a\x0c');
	expect(client.asked).toEqual(['edit-outside', 'redraw']);
	expect(client.conversation().editor.text).toBe('a');
});

test('others are told that one writes', () => {
	const client = write(online());
	client.type('a');

	expect(framesIn(client.effects)).toEqual([{type: 'typing', room: '#lobby', state: 'active'}]);
});
