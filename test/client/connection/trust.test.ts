import {describe, expect, test} from 'vitest';
import type {Address} from '../../../source/client/connection/dial.ts';
import type {Counterpart} from '../../../source/client/connection/secure.ts';
import {createTrust, type Told} from '../../../source/client/connection/trust.ts';
import type {Pin} from '../../../source/protocol/ids.ts';

const at = (host: string, port = 12_312): Address => ({host, port});
const nameOf = ({host, port}: Address) => `${host}:${port}`;
const pin = (letter: string) => letter.repeat(43) as Pin;
const shows = (letter: string, isPassing = false): Counterpart => ({
	pin: pin(letter),
	isPassing,
	binding: new Uint8Array(32),
});

function trusting({
	known = {},
	told,
	isEncrypted = true,
}: {
	readonly known?: Readonly<Record<string, string>>;
	readonly told?: Told;
	readonly isEncrypted?: boolean;
}) {
	const pins = new Map(Object.entries(known).map(([where, letter]) => [where, pin(letter)]));
	const trust = createTrust(
		{
			pinOf: address => pins.get(nameOf(address)),
			keep: (address, kept) => void pins.set(nameOf(address), kept),
		},
		{isEncrypted, told},
	);
	return {placeOf: (address: Address) => trust.placeOf(address), pins};
}

describe('the key of a server', () => {
	test('that was never met is new, and is the only one there from then on', () => {
		const {placeOf, pins} = trusting({});
		const first = placeOf(at('far'));
		expect(first.judge(shows('a'))).toBe('new');
		first.remember(shows('a'));
		expect(pins.get('far:12312')).toBe(pin('a'));
		const second = placeOf(at('far'));
		expect(second.judge(shows('a'))).toBe('known');
		expect(second.judge(shows('b'))).toEqual({type: 'other-key', right: pin('a'), shown: pin('b')});
	});

	test('that was not remembered is new again', () => {
		const {placeOf} = trusting({});
		expect(placeOf(at('far')).judge(shows('a'))).toBe('new');
		expect(placeOf(at('far')).judge(shows('b'))).toBe('new');
	});

	test('is of a host and a port', () => {
		const {placeOf} = trusting({known: {'far:12312': 'a'}});
		expect(placeOf(at('far', 99)).judge(shows('b'))).toBe('new');
		expect(placeOf(at('near')).judge(shows('b'))).toBe('new');
	});

	test('that one was told of is right at first sight, and no other is', () => {
		const told: Told = {addresses: [at('far'), at('far-too')], pin: pin('a')};
		const {placeOf} = trusting({told});
		expect(placeOf(at('far')).judge(shows('a'))).toBe('told');
		expect(placeOf(at('far-too')).judge(shows('b'))).toMatchObject({type: 'other-key'});
		expect(placeOf(at('elsewhere')).judge(shows('b'))).toBe('new');
	});

	test('that is known is not replaced by being told of another', () => {
		const {placeOf} = trusting({
			known: {'far:12312': 'a'},
			told: {addresses: [at('far')], pin: pin('b')},
		});
		expect(placeOf(at('far')).judge(shows('b'))).toMatchObject({
			type: 'other-key',
			right: pin('a'),
		});
		expect(placeOf(at('far')).judge(shows('a'))).toMatchObject({
			type: 'other-key',
			right: pin('b'),
		});
	});

	test('that passes is not remembered; where another is known it is not taken', () => {
		const {placeOf, pins} = trusting({known: {'other:12312': 'a'}});
		placeOf(at('far')).remember(shows('p', true));
		expect(pins.size).toBe(1);
		expect(placeOf(at('other')).judge(shows('p', true))).toMatchObject({type: 'other-key'});
	});

	test('that is remembered again stays as it was', () => {
		const {placeOf, pins} = trusting({known: {'far:12312': 'a'}});
		placeOf(at('far')).remember(shows('b'));
		expect(pins.get('far:12312')).toBe(pin('a'));
	});
});

describe('this machine', () => {
	test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '::1', '127.0.0.2'])(
		'%s needs no key that is known, and none is remembered',
		host => {
			const {placeOf, pins} = trusting({known: {[`${host}:12312`]: 'a'}});
			expect(placeOf(at(host)).judge(shows('b'))).toBe('known');
			placeOf(at(host)).remember(shows('b'));
			expect(pins.get(`${host}:12312`)).toBe(pin('a'));
		},
	);

	test('shows the key that one was told of, or it is not talked to', () => {
		const {placeOf} = trusting({told: {addresses: [at('127.0.0.1')], pin: pin('a')}});
		expect(placeOf(at('127.0.0.1')).judge(shows('a'))).toBe('told');
		expect(placeOf(at('127.0.0.1')).judge(shows('b'))).toMatchObject({type: 'other-key'});
	});

	test.each([
		'127.evil.example',
		'localhost.evil.example',
		'128.0.0.1',
		'::2',
		'0.0.0.0',
		'a127.0.0.1',
	])('is not %s', host => {
		expect(trusting({}).placeOf(at(host)).judge(shows('a'))).toBe('new');
	});
});

describe('without encryption', () => {
	test('nobody is talked to who was met encrypted', () => {
		const {placeOf} = trusting({known: {'far:12312': 'a'}, isEncrypted: false});
		expect(placeOf(at('far')).problem).toBe('once-encrypted');
		expect(placeOf(at('near')).problem).toBeUndefined();
		expect(placeOf(at('near')).isEncrypted).toBe(false);
	});

	test('this machine is, whatever was met there', () => {
		const {placeOf} = trusting({known: {'127.0.0.1:12312': 'a'}, isEncrypted: false});
		expect(placeOf(at('127.0.0.1')).problem).toBeUndefined();
	});
});

test('where a link leads to is tried at all its addresses, and anything else only there', () => {
	const told: Told = {addresses: [at('far'), at('far-too')]};
	const {placeOf} = trusting({told});
	expect(placeOf(at('far')).addresses).toEqual(told.addresses);
	expect(placeOf(at('other')).addresses).toEqual([at('other')]);
});

test('a home that cannot be written to keeps nobody from talking', () => {
	const trust = createTrust(
		{
			pinOf: () => undefined,
			keep() {
				throw new Error('EROFS');
			},
		},
		{isEncrypted: true},
	);
	const place = trust.placeOf(at('far'));
	expect(() => place.remember(shows('a'))).not.toThrow();
	expect(place.judge(shows('a'))).toBe('new');
});
