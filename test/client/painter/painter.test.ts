import {EventEmitter} from 'node:events';
import {expect, test} from 'vitest';
import {createPainter} from '../../../source/client/painter/painter.ts';

const begin = '\x1b[?2026h';
const end = '\x1b[?2026l';
const area = {top: 1, columns: 80, rows: 2};
const nextTurn = () => new Promise(resolve => setImmediate(resolve));

function open() {
	const written: string[] = [];
	const stdout = Object.assign(new EventEmitter(), {
		columns: 80,
		write(text: string) {
			written.push(text);
			return true;
		},
	});
	let rows = ['one', 'two'];
	const painter = createPainter(stdout, () => rows);
	return {
		...painter,
		written: () => written.splice(0),
		show(...next: string[]) {
			rows = next;
			painter.paint();
		},
		/** As Ink does it. */
		frame(...parts: readonly string[]) {
			[begin, ...parts, end].forEach(part => painter.stdout.write(part));
		},
	};
}

function openDrawn() {
	const painter = open();
	painter.place(area);
	painter.frame('frame');
	painter.written();
	return painter;
}

test('a frame and what is painted beside it are one write', () => {
	const painter = open();
	painter.place(area);
	painter.frame('a', 'b');

	expect(painter.written()).toEqual([
		`${begin}ab\x1b7\x1b[0m\x1b[2;1Hone\x1b[K\x1b[3;1Htwo\x1b[K\x1b8${end}`,
	]);
});

test('what changes is painted once a turn, however often it is said, or with the next frame', async () => {
	const painter = openDrawn();
	painter.show('one', 'three');
	painter.show('one', 'four');
	await nextTurn();
	expect(painter.written()).toEqual([`${begin}\x1b7\x1b[0m\x1b[3;1Hfour\x1b[K\x1b8${end}`]);

	painter.show('one', 'five');
	painter.frame('key');
	await nextTurn();
	expect(painter.written()).toEqual([`${begin}key\x1b7\x1b[0m\x1b[3;1Hfive\x1b[K\x1b8${end}`]);
	painter.paint();
	await nextTurn();
	expect(painter.written()).toEqual([]);
});

test('nothing is painted where Ink has not left room yet, nor where it leaves none', async () => {
	const painter = openDrawn();
	painter.place({...area, top: 2});
	painter.show('three', 'four');
	await nextTurn();
	expect(painter.written()).toEqual([]);

	painter.place(undefined);
	painter.frame('a form');
	painter.show('five', 'six');
	await nextTurn();
	const [frame, ...others] = painter.written();
	// The form is drawn over rows that are empty, as Ink thinks they are.
	expect(frame).toBe(`${begin}\x1b7\x1b[0m\x1b[2;1H\x1b[K\x1b[3;1H\x1b[K\x1b8a form${end}`);
	expect(others).toEqual([]);
});

test.each(['\x1b[J', '\x1b[2J\x1b[H', '\x1b[2K', '\x1b[?1049h'])(
	'after %j all of it is painted again',
	erasing => {
		const painter = openDrawn();
		painter.frame(`${erasing}all`);
		expect(painter.written().join('')).toMatch(/all.*one.*two/);
		painter.stdout.write(erasing);
		painter.frame('all');
		expect(painter.written().join('')).toMatch(/all.*one.*two/);
	},
);

test('drawing anew is one write, which begins with an empty screen', () => {
	const painter = openDrawn();
	painter.drawAnew(() => {
		painter.stdout.write('cleared');
		painter.frame('drawn');
	});

	const [frame, ...others] = painter.written();
	expect(frame!.startsWith(`${begin}\x1b[0m\x1b[r\x1b[2J\x1b[Hcleareddrawn\x1b7`)).toBe(true);
	expect(frame).toMatch(/one.*two/);
	expect(others).toEqual([]);
});

test('a drawing that fails leaves no frame open', () => {
	const painter = openDrawn();
	const fail = () => {
		throw new Error('made on purpose');
	};
	expect(() => painter.drawAnew(fail)).toThrow('made on purpose');
	painter.written();
	painter.stdout.write('through');
	expect(painter.written()).toEqual(['through']);
});

test('while the terminal is somebody else’s, and when it is given back, nothing is painted', async () => {
	const painter = openDrawn();
	painter.pause();
	painter.show('three', 'four');
	await nextTurn();
	painter.drawAnew(() => painter.frame('another size'));
	expect(painter.written()).toEqual([]);
	painter.resume();
	painter.paint();
	await nextTurn();
	expect(painter.written().join('')).toContain('four');

	painter.show('five', 'six');
	painter.stdout.write(begin);
	painter.stdout.write('half');
	painter.end();
	painter.resume();
	await nextTurn();
	painter.frame('the last');
	expect(painter.written()).toEqual(['half', begin, 'the last', end]);
});

test('rows that are passed one by one are passed at once', () => {
	const painter = openDrawn();
	painter.frame(`\x1b[49A${'\x1b[E'.repeat(49)}key`);

	expect(painter.written()).toEqual([`${begin}\x1b[49A\x1b[49Ekey${end}`]);
});

test('whoever wants to know when something is written is told by the terminal itself', () => {
	const painter = openDrawn();
	painter.stdout.write(begin);
	painter.stdout.write('half');
	(painter.stdout.write as (text: string, done: () => void) => boolean)('', () => undefined);

	expect(painter.written()).toEqual([`${begin}half${end}`, '']);
});
