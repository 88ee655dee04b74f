import fc from 'fast-check';
import {expect, test, vi} from 'vitest';
import {cleanLine} from '../../source/protocol/body.ts';
import {directWith, type Nick, parseRoomName} from '../../source/protocol/ids.ts';
import {limits} from '../../source/protocol/limits.ts';
import {parseNick} from '../../source/protocol/nick.ts';
import {Refusal} from '../../source/protocol/refusal.ts';
import {hostileText} from '../helpers/arbitraries.ts';

vi.setConfig({testTimeout: 30_000});

const letters = Array.from('aZ09._-éßıİаяΩשعक१١२字ナーᄀ한ｱＡ\u0301\u0323\u0E33\u093F𠀀');
const likely = fc
	.array(fc.constantFrom(...letters), {maxLength: 6})
	.map(characters => characters.join(''));
const anyText = fc.oneof(hostileText, likely, fc.string({unit: 'grapheme', maxLength: 4}));

function ofEveryName(promise: (nick: Nick) => void): void {
	let names = 0;
	const property = fc.property(anyText, text => {
		const nick = parseNick(text);
		if (!(nick instanceof Refusal)) {
			names++;
			promise(nick);
		}
	});
	fc.assert(property, {numRuns: 20_000});
	expect(names).toBeGreaterThan(500);
}

test('a name parses to itself', () => {
	ofEveryName(nick => expect(parseNick(nick)).toBe(nick));
});

test('a name holds letters, marks, digits and single joints, within its limits', () => {
	ofEveryName(nick => {
		expect(nick).toMatch(/^[\p{L}\p{Nd}](?:[._-]?[\p{L}\p{M}\p{Nd}])*$/u);
		expect(Array.from(nick).length).toBeLessThanOrEqual(limits.nickCodePoints);
		expect(new TextEncoder().encode(nick).length).toBeLessThanOrEqual(limits.nickBytes);
	});
});

test('a name is clean, so that every program shows it as it is', () => {
	ofEveryName(nick => expect(cleanLine(nick)).toBe(nick));
});

test('a name also names a direct conversation', () => {
	ofEveryName(nick => expect(parseRoomName(directWith(nick))).toBe(`@${nick}`));
});
