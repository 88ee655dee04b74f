import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	bytesOfLine,
	formatIrcLine,
	formatTags,
	parseIrcLine,
} from '../../../../source/server/gateways/irc/irc-line.ts';

test.each([
	['NICK ada', {verb: 'NICK', params: ['ada']}],
	['nick  ada ', {verb: 'NICK', params: ['ada']}],
	['PRIVMSG #a :hello there', {verb: 'PRIVMSG', params: ['#a', 'hello there']}],
	['PRIVMSG #a ::)', {verb: 'PRIVMSG', params: ['#a', ':)']}],
	['TOPIC #a :', {verb: 'TOPIC', params: ['#a', '']}],
	['MODE a:b c', {verb: 'MODE', params: ['a:b', 'c']}],
	[':x!y@z QUIT', {verb: 'QUIT', params: [], source: 'x!y@z'}],
	['  PING x', {verb: 'PING', params: ['x']}],
	['NO_SUCH x', {verb: 'NO_SUCH', params: ['x']}],
])('%j', (text, expected) => {
	expect(parseIrcLine(text)).toMatchObject(expected);
});

test('tags are unescaped, and the last of one key counts', () => {
	const {tags} = parseIrcLine('@a=1;b;a=x\\:y\\s\\\\z\\q;+c=d=e\\ TAGMSG #a')!;
	expect([...tags]).toEqual([
		['a', 'x;y \\zq'],
		['b', ''],
		['+c', 'd=e'],
	]);
});

test.each(['', ' ', ':', '@a', '@a ', ':x', '123456 x', '!? x'])('%j is no line', text => {
	expect(parseIrcLine(text)).toBeUndefined();
});

test('what is written is read as it was', () => {
	const word = fc.string({minLength: 1}).filter(text => !/[\s:\0]/u.test(text));
	const text = fc.string().filter(each => !/[\r\n\0]/u.test(each));
	const key = fc.stringMatching(/^\+?[a-z]+\/?[a-z]+$/);
	const tags = fc.dictionary(key, fc.string());
	fc.assert(
		fc.property(tags, word, fc.array(word), text, (given, source, middle, last) => {
			const line =
				formatTags(Object.entries(given)) + formatIrcLine(source, 'X', [...middle, last]);
			const read = parseIrcLine(line)!;
			expect(read).toMatchObject({source, verb: 'X', params: [...middle, last]});
			expect(Object.fromEntries(read.tags)).toEqual({...given});
		}),
	);
});

test('a line is never longer than one may be, nor cut within a character', () => {
	const text = fc
		.string({unit: 'grapheme', maxLength: 600})
		.filter(each => !/[\r\n\0]/u.test(each));
	fc.assert(
		fc.property(text, topic => {
			const line = formatIrcLine('irc.test', 'TOPIC', ['#tea', topic]);
			const whole = bytesOfLine('irc.test', 'TOPIC', ['#tea', topic]);
			const bytes = Buffer.byteLength(line);
			expect(bytes).toBe(Math.min(bytes, 510));
			expect(line.isWellFormed()).toBe(topic.isWellFormed());
			expect(bytes === whole || bytes > 450).toBe(true);
		}),
	);
	const flags = formatIrcLine('', 'AWAY', ['🇩🇪'.repeat(100)]);
	expect(flags).toBe(`AWAY :${'🇩🇪'.repeat(63)}`);
});

test.each([
	['PRIVMSG', ['#tea', 'hi'], 'PRIVMSG #tea :hi'],
	['QUIT', ['Quit'], 'QUIT :Quit'],
	['PART', ['#tea'], 'PART #tea'],
	['PART', ['#tea', 'bye'], 'PART #tea :bye'],
	['TOPIC', ['#tea', 'lunch'], 'TOPIC #tea :lunch'],
	['332', ['ada', '#tea', 'lunch'], '332 ada #tea :lunch'],
	['JOIN', ['#tea'], 'JOIN #tea'],
	['MODE', ['#tea', '+o', 'ada'], 'MODE #tea +o ada'],
])('text stands behind a colon, even one word: %s %j', (verb, params, line) => {
	expect(formatIrcLine('', verb, params)).toBe(line);
});
