import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {isVerb, orderHelp, parseLength, parseOrder} from '../../source/protocol/orders.ts';
import {Refusal} from '../../source/protocol/refusal.ts';

const hour = 3_600_000;
const ada = {type: 'nick', nick: 'ada'};

test.each([
	['/kick ada', {type: 'kick', nick: 'ada', why: ''}],
	['  KICK   @ada:   too   loud ', {type: 'kick', nick: 'ada', why: 'too loud'}],
	['/ban ada', {type: 'ban', target: ada, forMs: undefined, why: ''}],
	['/ban ada 1h', {type: 'ban', target: ada, forMs: hour, why: ''}],
	['/ban ada 2H spam, again', {type: 'ban', target: ada, forMs: 2 * hour, why: 'spam, again'}],
	['/ban ada spam 1h', {type: 'ban', target: ada, forMs: undefined, why: 'spam 1h'}],
	['/ban ada 2nd time', {type: 'ban', target: ada, forMs: undefined, why: '2nd time'}],
	[
		'/ban 10.0.0.7 7d',
		{type: 'ban', target: {type: 'address', address: '10.0.0.7'}, forMs: 168 * hour, why: ''},
	],
	[
		'/ban 2001:DB8::/64',
		{type: 'ban', target: {type: 'address', address: '2001:db8::/64'}, forMs: undefined, why: ''},
	],
	['/unban ada', {type: 'unban', target: ada}],
	['/unban ::1', {type: 'unban', target: {type: 'address', address: '::1'}}],
	['/bans', {type: 'bans'}],
	['/mute ada 90s', {type: 'mute', nick: 'ada', forMs: 90_000, why: ''}],
	['/unmute ada', {type: 'unmute', nick: 'ada'}],
	['/limit 20', {type: 'limit', most: 20}],
	['/limit', {type: 'limit', most: undefined}],
	['/limit off', {type: 'limit', most: undefined}],
	['/lock', {type: 'lock', why: ''}],
	['/lock until noon', {type: 'lock', why: 'until noon'}],
	['/unlock', {type: 'unlock'}],
	['/announce Lunch!', {type: 'announce', text: 'Lunch!'}],
	['/keep', {type: 'keep'}],
	['/release', {type: 'release', nick: undefined}],
	['/release ada', {type: 'release', nick: 'ada'}],
	['/op ada', {type: 'op', nick: 'ada'}],
	['/deop ada', {type: 'deop', nick: 'ada'}],
	['/link', {type: 'link', forMs: undefined}],
	['/link 1d', {type: 'link', forMs: 24 * hour}],
])('%s', (line, order) => {
	expect(parseOrder(line)).toEqual(order);
});

describe('how it is written is told for', () => {
	test.each([
		'/kick',
		'/kick .',
		'/kick аda',
		'/ban',
		'/ban ..',
		'/ban ada 400d too long for a ban, and no reason either',
		'/ban ada 0s',
		'/ban ada 2years',
		'/mute ada 1hour',
		'/mute',
		'/mute 2001:db8::1',
		'/unmute',
		'/unban',
		'/limit 0',
		'/limit -1',
		'/limit many',
		'/limit 100000',
		'/announce',
		'/release -',
		'/op',
		'/deop',
		'/link tomorrow',
		'/link 0s',
	])('%s', line => {
		const refusal = parseOrder(line) as Refusal;
		expect(refusal).toBeInstanceOf(Refusal);
		expect(refusal.message).toBe(
			`Like this: ${orderHelp[line.slice(1).split(' ')[0] as keyof typeof orderHelp].usage}`,
		);
	});
});

test.each(['', '/', 'ada', '/kic ada', '/__proto__', '/constructor x', '/toString', '// kick ada'])(
	'%j is no order',
	line => {
		expect(parseOrder(line)).toMatchObject({
			code: 'no-such-order',
			message: 'There is no such order.',
		});
	},
);

test('a length is a number and its unit, up to a year', () => {
	const lengths = ['1s', '90S', '10m', '2h', '7d', '4w', '365d'].map(parseLength);
	expect(lengths).toEqual([1000, 90_000, 600_000, 2 * hour, 168 * hour, 672 * hour, 8760 * hour]);
	const none = [
		'',
		'5',
		's',
		'0s',
		'00h',
		'1.5h',
		'-1h',
		'366d',
		'53w',
		'1e3s',
		'1h30m',
		'٣h',
		'9999999s',
	];
	expect(none.map(parseLength)).toEqual(none.map(() => undefined));
});

test('every order that help lists is understood as it is written there', () => {
	const examples = Object.entries(orderHelp).map(([verb, {usage}]) => {
		const line = usage
			.replaceAll(/[[\]]/g, '')
			.replace('NAME|ADDRESS', 'ada')
			.replace('NAME', 'ada')
			.replace('WHY', 'spam')
			.replace('TEXT', 'hello')
			.replace(' N', ' 5');
		return [verb, parseOrder(line)] as const;
	});
	expect(examples.map(([verb, order]) => [verb, Object(order).type])).toEqual(
		Object.keys(orderHelp).map(verb => [verb, verb]),
	);
});

test('whatever is written is an order or a sentence', () => {
	const verb = fc.constantFrom(...Object.keys(orderHelp).filter(isVerb), 'frob');
	const word = fc.oneof(
		fc.string({unit: 'binary', maxLength: 20}),
		fc.constantFrom(
			'ada',
			'1h',
			'99999999999d',
			'10.0.0.7',
			'::',
			'1.2.3.4/33',
			'@',
			':',
			'\u202e',
		),
	);
	const line = fc.oneof(
		fc.string({unit: 'binary', maxLength: 100}),
		fc
			.tuple(verb, fc.array(word, {maxLength: 5}))
			.map(([first, rest]) => `/${[first, ...rest].join(' ')}`),
	);
	fc.assert(
		fc.property(line, text => {
			const order = parseOrder(text);
			expect(order instanceof Refusal || isVerb(order.type)).toBe(true);
		}),
		{numRuns: 2000},
	);
});
