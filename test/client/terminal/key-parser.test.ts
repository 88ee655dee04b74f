import {expect, test} from 'vitest';
import {
	charKey,
	type KeyEvent,
	type Modifiers,
	type NamedKey,
	namedKey,
} from '../../../source/client/terminal/key-event.ts';
import {KeyParser} from '../../../source/client/terminal/key-parser.ts';

const text = (text: string): KeyEvent => ({type: 'text', text});
const enter = namedKey('enter');

/** Each chunk is one read; then the terminal is quiet. */
function read(...chunks: readonly string[]): readonly KeyEvent[] {
	const parser = new KeyParser();
	const events = chunks.flatMap(chunk => parser.feed(chunk));
	return [...events, ...parser.flush()];
}

test.each<[string, NamedKey, Partial<Modifiers>]>([
	['\r', 'enter', {}],
	['\t', 'tab', {}],
	['\x7f', 'backspace', {}],
	['\b', 'backspace', {}],
	['\x1b[A', 'up', {}],
	['\x1bOB', 'down', {}],
	['\x1b[1;5C', 'right', {ctrl: true}],
	['\x1b[1;4D', 'left', {alt: true, shift: true}],
	['\x1b[H', 'home', {}],
	['\x1bOF', 'end', {}],
	['\x1b[1~', 'home', {}],
	['\x1b[8~', 'end', {}],
	['\x1b[2~', 'insert', {}],
	['\x1b[3;5~', 'delete', {ctrl: true}],
	['\x1b[5~', 'page-up', {}],
	['\x1b[6;2~', 'page-down', {shift: true}],
	['\x1b[Z', 'tab', {shift: true}],
	['\x1bOP', 'f1', {}],
	['\x1b[1;2S', 'f4', {shift: true}],
	['\x1b[15~', 'f5', {}],
	['\x1b[24~', 'f12', {}],
	['\x1bOM', 'enter', {}],
])('xterm: %j is %s %o', (sequence, name, modifiers) => {
	expect(read(sequence)).toEqual([namedKey(name, modifiers)]);
});

test.each<[string, NamedKey, Partial<Modifiers>]>([
	['\x1b[7~', 'home', {}],
	['\x1b[3$', 'delete', {shift: true}],
	['\x1b[7^', 'home', {ctrl: true}],
	['\x1b[8@', 'end', {ctrl: true, shift: true}],
	['\x1b[a', 'up', {shift: true}],
	['\x1bOd', 'left', {ctrl: true}],
	['\x1b[11~', 'f1', {}],
	['\x1b\x1b[A', 'up', {alt: true}],
	['\x1b\x1b[5~', 'page-up', {alt: true}],
	['\x1b[[E', 'f5', {}],
])('rxvt and the Linux console: %j is %s %o', (sequence, name, modifiers) => {
	expect(read(sequence)).toEqual([namedKey(name, modifiers)]);
});

test.each<[string, KeyEvent]>([
	['\x1b[13;2u', namedKey('enter', {shift: true})],
	['\x1b[27u', namedKey('escape')],
	['\x1b[127;3u', namedKey('backspace', {alt: true})],
	['\x1b[97;5u', charKey('a', {ctrl: true})],
	['\x1b[97:65;4u', charKey('a', {alt: true, shift: true})],
	['\x1b[45:95;6u', charKey('_', {ctrl: true})],
	['\x1b[1089::99;5u', charKey('c', {ctrl: true})],
	['\x1b[106;5:2u', charKey('j', {ctrl: true})],
	['\x1b[97;69u', charKey('a', {ctrl: true})],
	['\x1b[97;2u', text('A')],
	['\x1b[47:63;2u', text('?')],
	['\x1b[97;;229u', text('å')],
	['\x1b[57400u', text('1')],
	['\x1b[57414u', enter],
	['\x1b[57419u', namedKey('up')],
	['\x1b[1;1:2A', namedKey('up')],
	['\x1b[27;2;13~', namedKey('enter', {shift: true})],
	['\x1b[27;6;65~', charKey('a', {ctrl: true, shift: true})],
])('kitty and modifyOtherKeys: %j', (sequence, event) => {
	expect(read(sequence)).toEqual([event]);
});

test.each([
	'\x1b[97;5:3u',
	'\x1b[1;1:3A',
	'\x1b[3;1:3~',
	'\x1b[57441u',
	'\x1b[118;9u',
	'\x1b[57358u',
])(
	'a key released, a lone modifier and what belongs to the window system are no events: %j',
	sequence => {
		expect(read(sequence, 'x')).toEqual([text('x')]);
	},
);

test.each(['\x1b[55296u', '\x1b[1114112u', '\x1b[99999999999u', '\x1b[1u', '\x1b[159u'])(
	'a code that is no character is no event: %j',
	sequence => {
		expect(read(sequence, 'x')).toEqual([text('x')]);
	},
);

test('control letters are Ctrl and a letter, and line feed is not Enter', () => {
	expect(read('\x01\x0a\x1f\x00')).toEqual([
		charKey('a', {ctrl: true}),
		charKey('j', {ctrl: true}),
		charKey('_', {ctrl: true}),
		charKey(' ', {ctrl: true}),
	]);
});

test('an escape before anything is Alt', () => {
	expect(read('\x1bb\x1b\r\x1b\x7f\x1b\x02\x1bé\x1b👍\x1bB')).toEqual([
		charKey('b', {alt: true}),
		namedKey('enter', {alt: true}),
		namedKey('backspace', {alt: true}),
		charKey('b', {alt: true, ctrl: true}),
		charKey('é', {alt: true}),
		charKey('👍', {alt: true}),
		charKey('b', {alt: true, shift: true}),
	]);
});

test('text and keys in one chunk are told apart', () => {
	expect(read('hello\r')).toEqual([text('hello'), enter]);
	expect(read('a\rb\r')).toEqual([text('a'), enter, text('b'), enter]);
	expect(read('hello\rworld\r')).toEqual([text('hello'), enter, text('world'), enter]);
	expect(read('漢👩‍👩‍👧\x1b[D')).toEqual([text('漢👩‍👩‍👧'), namedKey('left')]);
});

test('an escape is a key only when nothing follows it in time', () => {
	const parser = new KeyParser();

	expect(parser.feed('\x1b')).toEqual([]);
	expect(parser.waitingFor).toBe('escape');
	expect(parser.flush()).toEqual([namedKey('escape')]);
	expect(parser.waitingFor).toBe('nothing');
	expect(parser.feed('[A')).toEqual([text('[A')]);
});

test('a sequence may come in pieces', () => {
	const parser = new KeyParser();

	expect(parser.feed('\x1b[1;')).toEqual([]);
	expect(parser.waitingFor).toBe('escape');
	expect(parser.feed('5Cx')).toEqual([namedKey('right', {ctrl: true}), text('x')]);
	expect(parser.waitingFor).toBe('nothing');
});

test.each<[string, readonly KeyEvent[]]>([
	['\x1b\x1b', [namedKey('escape'), namedKey('escape')]],
	['\x1b[', [charKey('[', {alt: true})]],
	['\x1bO', [charKey('o', {alt: true, shift: true})]],
	['\x1b]', [charKey(']', {alt: true})]],
	['\x1b\x1b[', [namedKey('escape'), charKey('[', {alt: true})]],
	['\x1b[1;', [{type: 'reply', sequence: '\x1b[1;'}]],
	['\x1b]11;rgb', [{type: 'reply', sequence: '\x1b]11;rgb'}]],
])('what is left of %j when nothing follows', (held, events) => {
	expect(read(held)).toEqual(events);
});

test('what cannot belong to a sequence begins anew', () => {
	expect(read('\x1b[é')).toEqual([charKey('[', {alt: true}), text('é')]);
	expect(read('\x1b]\x1b[A')).toEqual([charKey(']', {alt: true}), namedKey('up')]);
	expect(read('\x1b\x1b[Ix')).toEqual([
		namedKey('escape'),
		{type: 'focus', focused: true},
		text('x'),
	]);
	expect(read('\x1b\x1b[é')).toEqual([namedKey('escape'), charKey('[', {alt: true}), text('é')]);
	expect(read('\x1b\x1bb')).toEqual([namedKey('escape'), charKey('b', {alt: true})]);
});

test('the terminal says whether it has the focus', () => {
	expect(read('\x1b[I\x1b[O')).toEqual([
		{type: 'focus', focused: true},
		{type: 'focus', focused: false},
	]);
});

test.each([
	'\x1b]11;rgb:0000/0000/0000\x1b\\',
	'\x1b]11;rgb:0000/0000/0000\x07',
	'\x1bP>|xterm(390)\x1b\\',
	'\x1b_Gi=1;OK\x1b\\',
	'\x1b[?62;22c',
	'\x1b[>41;390;0c',
	'\x1b[12;40R',
	'\x1b[?2026;2$y',
	'\x1b[4;2$y',
	'\x1b[?5u',
	'\x1b[8;24;80t',
	'\x1b[0n',
	'\x1b[99~',
])('an answer of the terminal is never text: %j', sequence => {
	expect(read(`${sequence}x`)).toEqual([{type: 'reply', sequence}, text('x')]);
});

test.each(['\x1b[<0;10;20M', '\x1b[<0;10;20m', '\x1b[M !!', '\x1b[32;10;20M'])(
	'the mouse is never text: %j',
	sequence => {
		expect(read(`${sequence}x`)).toEqual([{type: 'mouse', sequence}, text('x')]);
	},
);

test('an endless sequence is dropped, and its end is still found', () => {
	const parser = new KeyParser();
	const chunks = [
		'\x1b]52;c;',
		...Array.from({length: 100}, () => 'A'.repeat(1000)),
		'\x1b',
		'\\x',
	];

	expect(chunks.flatMap(chunk => parser.feed(chunk))).toEqual([text('x')]);
	expect(parser.feed('\x1b[A')).toEqual([namedKey('up')]);
	expect(read(chunks.join(''))).toEqual([text('x')]);
	expect(read(...chunks.slice(0, -2))).toEqual([]);
});

test('controls that mean nothing are dropped', () => {
	expect(read('a\x9bb')).toEqual([text('a'), text('b')]);
});
