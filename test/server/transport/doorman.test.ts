import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {Refusal} from '../../../source/protocol/refusal.ts';
import {serverLimits} from '../../../source/server/gateways/server-limits.ts';
import {Doorman, type Guest} from '../../../source/server/transport/doorman.ts';
import {bannable, originOf} from '../../../source/server/transport/origin.ts';

const {perAddress, strangersPerAddress, arrivals} = serverLimits;
const codeOf = (guest: Guest | undefined) =>
	guest ? (guest.refusal?.code ?? 'seated') : 'closed without a word';

/** Comes in and says its name. */
function member(doorman: Doorman, address: string, now = 0): Guest {
	const guest = doorman.receive(address, now)!;
	guest.introduce();
	return guest;
}

test('strangers are counted until they have a name or are gone', () => {
	const doorman = new Doorman({limit: 3});
	const [first, second, third] = ['127.0.0.1', '192.0.2.1', '192.0.2.2'].map(address =>
		doorman.receive(address, 0)!,
	);
	expect(codeOf(doorman.receive('192.0.2.3', 0))).toBe('full');
	expect(doorman.strangers).toBe(3);
	first!.introduce();
	first!.leave();
	second!.leave();
	expect(doorman.strangers).toBe(1);
	third!.standUp();
	third!.leave();
	expect(doorman.strangers).toBe(0);
});

describe('an address', () => {
	test('has so many connections, and another one is not concerned', () => {
		const doorman = new Doorman({limit: 1000});
		const guests = Array.from({length: perAddress}, () => member(doorman, '192.0.2.1'));
		expect(guests.map(codeOf)).toEqual(guests.map(() => 'seated'));
		const late = doorman.receive('192.0.2.1', 0);
		expect(late?.refusal?.message).toContain('--per-address');
		expect(codeOf(doorman.receive('192.0.2.2', 0))).toBe('seated');
		guests[0]!.leave();
		expect(codeOf(doorman.receive('192.0.2.1', 0))).toBe('seated');
	});

	test('has fewer of them without a name', () => {
		const doorman = new Doorman({limit: 1000});
		const strangers = Array.from({length: strangersPerAddress}, () =>
			doorman.receive('192.0.2.1', 0),
		);
		expect(codeOf(doorman.receive('192.0.2.1', 0))).toBe('too-many');
		strangers[0]!.introduce();
		strangers[0]!.introduce();
		expect(codeOf(doorman.receive('192.0.2.1', 0))).toBe('seated');
		expect(codeOf(doorman.receive('192.0.2.1', 0))).toBe('too-many');
	});

	test('that comes again and again has to wait', () => {
		const doorman = new Doorman({limit: 1000});
		for (let time = 0; time < arrivals.burst; time++) {
			doorman.receive('192.0.2.1', 0)!.leave();
		}

		expect(codeOf(doorman.receive('192.0.2.1', 0))).toBe('too-fast');
		const later = 1000 / arrivals.perSecond;
		expect(codeOf(doorman.receive('192.0.2.1', later))).toBe('seated');
	});

	test('of this machine is not counted', () => {
		const doorman = new Doorman({limit: 1000});
		for (const address of ['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1']) {
			const codes = Array.from({length: 2 * perAddress}, () => codeOf(doorman.receive(address, 0)));
			expect(new Set(codes)).toEqual(new Set(['seated']));
		}

		expect(doorman.known).toBe(0);
	});

	test('is forgotten once nobody is here and it has not come for a while', () => {
		const doorman = new Doorman({limit: 1000});
		const guest = member(doorman, '192.0.2.1');
		doorman.tidy(1e9);
		expect(doorman.known).toBe(1);
		guest.leave();
		doorman.tidy(1e9);
		expect(doorman.known).toBe(0);
	});
});

test('an address that may not come in is told why and gets no seat, and this machine never is', () => {
	const banned = new Refusal('put-out', {detail: 'You may not come in here: spam.'});
	const asked: string[] = [];
	const doorman = new Doorman({
		limit: 1,
		objection(address) {
			asked.push(address);
			return address === '192.0.2.1' || address === '2001:db8:0:0' ? banned : undefined;
		},
	});
	for (const address of ['192.0.2.1', '::ffff:192.0.2.1', '2001:db8::5']) {
		const guest = doorman.receive(address, 0)!;
		expect(guest.refusal).toBe(banned);
		guest.leave();
	}

	expect(doorman.strangers).toBe(0);
	const other = doorman.receive('192.0.2.2', 0)!;
	expect(other).toMatchObject({refusal: undefined, address: '192.0.2.2', isLocal: false});
	other.leave();
	asked.length = 0;
	for (const address of ['127.0.0.1', '::1', '127.9.9.9']) {
		const guest = doorman.receive(address, 0)!;
		expect(guest).toMatchObject({refusal: undefined, address: undefined, isLocal: true});
		guest.leave();
	}

	expect(asked).toEqual([]);
});

test('the limit can be changed: who is here stays', () => {
	const doorman = new Doorman({limit: 2});
	const [first, second] = [doorman.receive('127.0.0.1', 0)!, doorman.receive('127.0.0.1', 0)!];
	doorman.limit = 1;
	first.leave();
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('full');
	second.leave();
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('seated');
	doorman.limit = 2;
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('seated');
});

test.each([
	['192.0.2.7', '192.0.2.7'],
	['2001:db8::7', '2001:db8:0:0'],
	['2001:db8::/64', '2001:db8:0:0'],
	['2001:db8::/32', undefined],
	['192.0.2.0/24', undefined],
	['127.0.0.1', undefined],
	['::1', undefined],
	['ada', undefined],
])('%s can be banned as %s', (text, name) => {
	expect(bannable(text)).toBe(name);
});

test('whoever has nothing more to say gives the seat to the next, and stands', () => {
	const doorman = new Doorman({limit: 1, standing: 1});
	const first = doorman.receive('127.0.0.1', 0)!;
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('full');
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('closed without a word');
	expect(first.standUp()).toBe(false);
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('seated');
});

test('who stands up after having left takes no room to stand', () => {
	const doorman = new Doorman({limit: 1, standing: 1});
	const guest = doorman.receive('127.0.0.1', 0)!;
	guest.leave();
	guest.standUp();
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('seated');
	expect(codeOf(doorman.receive('127.0.0.1', 0))).toBe('full');
});

test('whatever happens, the counts are right in the end', () => {
	const act = fc.record({
		address: fc.constantFrom('192.0.2.1', '192.0.2.2', '127.0.0.1'),
		who: fc.nat({max: 20}),
		what: fc.constantFrom('come', 'introduce', 'standUp', 'leave'),
	});
	fc.assert(
		fc.property(fc.array(act, {maxLength: 200}), acts => {
			const doorman = new Doorman({limit: 5, standing: 3, perAddress: 4, strangersPerAddress: 2});
			const guests: Guest[] = [];
			for (const {address, who, what} of acts) {
				if (what === 'come') {
					const guest = doorman.receive(address, 0);
					guests.push(...(guest ? [guest] : []));
				} else {
					guests[who]?.[what]();
				}
			}

			guests.forEach(guest => guest.leave());
			const seated = Array.from({length: 5}, () => codeOf(doorman.receive('127.0.0.1', 1e9)));
			const turnedAway = Array.from({length: 3}, () => codeOf(doorman.receive('127.0.0.1', 1e9)));
			expect([...seated, ...turnedAway]).toEqual([
				...seated.map(() => 'seated'),
				...turnedAway.map(() => 'full'),
			]);
			expect(codeOf(doorman.receive('127.0.0.1', 1e9))).toBe('closed without a word');
		}),
		{numRuns: 3000},
	);
});

test.each([
	['192.0.2.7', '192.0.2.7', false],
	['::ffff:192.0.2.7', '192.0.2.7', false],
	['2001:db8:0:1:aaaa::1', '2001:db8:0:1', false],
	['2001:DB8:0:1:bbbb::2', '2001:db8:0:1', false],
	['2001:db8::1', '2001:db8:0:0', false],
	['fe80::1%eth0', 'fe80:0:0:0', false],
	['::1', '0:0:0:0', true],
	['127.0.0.9', '127.0.0.9', true],
	['', '', false],
])('%s is counted as %s', (address, name, isLocal) => {
	expect(originOf(address)).toEqual({name, isLocal});
});
