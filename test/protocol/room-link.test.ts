import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Pin} from '../../source/protocol/ids.ts';
import {formatLink, isRoomLink, parseLink, type RoomLink} from '../../source/protocol/room-link.ts';

const pin = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaA' as Pin;
const invite = 'bbbbbbbbbbbbbbbbbbbbbb';
const home = {host: '192.168.1.5', port: 12_312};

describe('a link', () => {
	test.each<[string, RoomLink]>([
		['chatroom://192.168.1.5:12312', {addresses: [home]}],
		[`chatroom://192.168.1.5:12312#${pin}`, {addresses: [home], pin}],
		[
			`chatroom://192.168.1.5:12312?or=10.0.0.7,[fe80::1]:99&invite=${invite}#${pin}`,
			{
				addresses: [home, {host: '10.0.0.7', port: 12_312}, {host: 'fe80::1', port: 99}],
				pin,
				invite,
			},
		],
		['chatroom://[2001:db8::1]:5', {addresses: [{host: '2001:db8::1', port: 5}]}],
		['chatroom://[fe80::1%eth0]:5', {addresses: [{host: 'fe80::1%eth0', port: 5}]}],
	])('%s', (text, link) => {
		expect(formatLink(link)).toBe(text);
		expect(parseLink(text)).toEqual(link);
		expect(isRoomLink(text)).toBe(true);
	});

	test('may be typed otherwise', () => {
		expect(parseLink(` CHATROOM://Home/?#${pin} `)).toEqual({
			addresses: [{host: 'Home', port: 12_312}],
			pin,
		});
		expect(isRoomLink('ChatRoom://x')).toBe(true);
	});

	test('may say more, which a later version understands', () => {
		expect(parseLink(`chatroom://home?new=1&or=&invite=${invite}&x#${pin}`)).toEqual({
			addresses: [{host: 'home', port: 12_312}],
			pin,
			invite,
		});
	});
});

test('of a machine with very many addresses the first ones are told, and the link stays one', () => {
	const [first, ...others] = Array.from({length: 20}, (_, at) => ({host: `10.0.0.${at}`, port: 7}));
	const text = formatLink({addresses: [first!, ...others], pin});
	expect(parseLink(text)).toEqual({addresses: [first, ...others.slice(0, 7)], pin});
});

describe('is no link:', () => {
	test.each([
		'',
		'home',
		'http://home',
		'chatroom:/home',
		'chatroom://',
		'chatroom://:12312',
		'chatroom://home:0',
		'chatroom://home:65536',
		'chatroom://home:x',
		'chatroom://home:12312:1',
		'chatroom://a b',
		'chatroom://-home',
		'chatroom://user@home',
		'chatroom://2001:db8::1',
		'chatroom://[]:5',
		'chatroom://home/path',
		'chatroom://home?or=a:b',
		'chatroom://home?or=[::1',
		`chatroom://home?or=${Array.from({length: 9}, () => 'a').join(',')}`,
		'chatroom://home?invite=short',
		// Whoever answers would get it.
		`chatroom://home?invite=${invite}`,
		`chatroom://home?invite=${invite}%20`,
		// Half a key must not be taken for none.
		`chatroom://home#${pin.slice(1)}`,
		`chatroom://home#${pin}x`,
		'chatroom://home\u001b[2J',
	])('%j', text => {
		expect(parseLink(text)).toBeUndefined();
	});
});

const host = fc.oneof(
	fc.ipV4(),
	fc.ipV6(),
	fc.domain(),
	fc.ipV6().map(address => `${address}%eth0`),
);
const address = fc.record({host, port: fc.integer({min: 1, max: 65_535})});
const base64url = (length: number) =>
	fc.string({
		unit: fc.constantFrom(...Array.from('abcdefghijXYZ0189-_')),
		minLength: length,
		maxLength: length,
	});
const link = fc
	.record(
		{
			addresses: fc
				.array(address, {minLength: 1, maxLength: 8})
				.map(([first, ...others]) => [first!, ...others] as const),
			pin: base64url(43).map(text => text as Pin),
			invite: base64url(22),
		},
		{requiredKeys: ['addresses']},
	)
	.filter(({pin, invite}) => pin !== undefined || invite === undefined);

test('every link is read as what it was made of', () => {
	fc.assert(
		fc.property(link, made => {
			expect(parseLink(formatLink(made))).toEqual(made);
		}),
		{numRuns: 1000},
	);
});

test('whatever looks like a link is one or none, without an error', () => {
	const part = fc.oneof(
		fc.string({unit: 'binary', maxLength: 30}),
		fc.constantFrom(':', '[', ']', '?', '#', '&', '=', ',', 'or=', 'invite=', pin, '::1', '%'),
	);
	fc.assert(
		fc.property(fc.array(part, {maxLength: 12}), parts => {
			const parsed = parseLink(`chatroom://${parts.join('')}`);
			expect(parsed === undefined || parsed.addresses.length > 0).toBe(true);
		}),
		{numRuns: 2000},
	);
});
