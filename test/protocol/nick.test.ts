import {expect, test} from 'vitest';
import {parseNick} from '../../source/protocol/nick.ts';
import type {RefusalCode} from '../../source/protocol/refusal.ts';
import {hostileStrings} from '../helpers/hostile-strings.ts';

const refusing = (code: RefusalCode) => expect.objectContaining({name: 'Refusal', code});

const names = [
	'x alice user_1 Zoë-7 J.R.R 7up 123 José Işıl Nguyễn ẹ́kọ́ мария Ελένη שלום عمر عمر1',
	'李雷 ナナ 山田Taro 김철수 ㄅㄆ字 შოთა नमन क१ ගෝඨා ಗೋಪಾಲ গোঁসাই น้ำ ສຳ မြို့ བསྒྲུབས ខ្ញុំ',
].flatMap(line => line.split(' '));

test.each(names)('%s is a name', name => {
	expect(parseNick(name)).toBe(name.normalize('NFC'));
});

test.each([
	['spaces around', '  ada ', 'ada'],
	['wide letters', 'Ａｄａ', 'Ada'],
	['narrow kana', 'ｶﾞﾅ', 'ガナ'],
	['loose accents', 'Jose\u0301', 'José'],
])('a name with %s is the same name without', (_, text, name) => {
	expect(parseNick(text)).toBe(name);
});

test.each([
	['nothing', ''],
	['only space', ' \t'],
	['33 letters', 'a'.repeat(33)],
	['32 letters of four bytes', '𠀀'.repeat(32)],
	['endless text', 'a'.repeat(100_000)],
])('%s is no name', (_, text) => {
	expect(parseNick(text)).toEqual(refusing('nick-length'));
});

test('32 letters and 96 bytes are a name', () => {
	expect(parseNick('a'.repeat(32))).toBe('a'.repeat(32));
	expect(parseNick('漢'.repeat(32))).toBe('漢'.repeat(32));
});

const withForeignCharacters = [
	'a b',
	...'a\tb|a\u200Db|a\u200Bb|\u202Eevil|a\u3164|a\u115F|\u001B[31m|a\u0085b|a\uE000|😀'.split('|'),
	...'.x x. -x x- _x x_ x..y x._y __proto__ @op #x * a,b a!b é! é..é é_'.split(' '),
	...'ﬁsh Ⅷ 𝐚lice ① \u0301a 1\u20E3 a\u0301\u0302\u0303\u0304 x\u0323\u0302\u0301 x\u0323\u0323'.split(
		' ',
	),
	...'ก\u0E48\u0E48 ཀ\u0F71\u0F72\u0F74\u0F80\u0F7E'.split(' '),
];

test.each(withForeignCharacters)('%j has characters that no name has', text => {
	expect(parseNick(text)).toEqual(refusing('nick-characters'));
});

test.each([
	['Latin with one Cyrillic letter', 'аdmin'],
	['Latin with one Greek letter', 'Αdmin'],
	['mostly Cyrillic', 'раурal'],
	['Hangul with kana', '김ナ'],
	['a script that is not in use', '𐌰𐌱'],
	['digits of two kinds', '١2'],
	['Indian and Latin', 'a१'],
	['two sets of Arabic digits', 'ع٣۴'],
	['a right-to-left name that starts with a digit', '1عمر'],
	['Arabic digits alone', '٣٤'],
])('%s is refused, for it imitates', (_, text) => {
	expect(parseNick(text)).toEqual(refusing('nick-scripts'));
});

test('half of a character is not text', () => {
	expect(parseNick('\uD800')).toEqual(refusing('encoding'));
});

test('of all that a name could try, only what is around it is dropped, and the rest is refused', () => {
	const taken = Object.values(hostileStrings)
		.map(parseNick)
		.filter(nick => typeof nick === 'string');
	expect(taken).toEqual(['hello', 'owned']);
});
