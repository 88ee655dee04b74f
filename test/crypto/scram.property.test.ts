import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	answerScram,
	beginScram,
	type Salt,
	saltPassword,
	verifierOf,
} from '../../source/crypto/scram.ts';

const salt: Salt = {salt: Buffer.from('0123456789abcdef'), iterations: 1};
const binding = Buffer.alloc(32, 7);
const verifier = {...verifierOf(await saltPassword('pencil', salt), salt), iterations: 100_000};
const key = await saltPassword('pencil', salt);
const client = beginScram({binding, nonce: 'nonce-of-the-client', salted: async () => key});
const server = () => answerScram(client.first, {verifier, binding, nonce: 'nonce-of-the-server'})!;
const {final, expected} = (await client.answer(server().first))!;

const place = fc.nat({max: 400});
const character = fc.oneof(
	fc.constantFrom(...Array.from('n=,rpcsi+/-_AQgw09 \0\n')),
	fc.string({unit: 'binary', minLength: 1, maxLength: 1}),
);
const change = fc.oneof(
	fc.record({at: place, remove: fc.nat({max: 3}), add: fc.string({unit: character, maxLength: 3})}),
	fc.record({at: place, remove: fc.constant(1000), add: fc.constant('')}),
);
const changes = fc.array(change, {minLength: 1, maxLength: 3});

const changed = (text: string, all: readonly {at: number; remove: number; add: string}[]): string =>
	all.reduce((before, {at, remove, add}) => {
		const from = at % (before.length + 1);
		return before.slice(0, from) + add + before.slice(from + remove);
	}, text);

test('the messages as they are prove it', () => {
	expect(server().finish(final)).toBe(expected);
});

test('a last message that is another in any place proves nothing', () => {
	fc.assert(
		fc.property(changes, all => {
			const other = changed(final, all);
			fc.pre(other !== final);
			expect(server().finish(other)).toBeUndefined();
		}),
		{numRuns: 3000},
	);
});

test('a first message that is another in any place leads to no proof', () => {
	fc.assert(
		fc.property(changes, all => {
			const other = changed(client.first, all);
			fc.pre(other !== client.first);
			const exchange = answerScram(other, {verifier, binding, nonce: 'nonce-of-the-server'});
			expect(exchange?.finish(final)).toBeUndefined();
		}),
		{numRuns: 3000},
	);
});

test('an answer of the server that is another in any place leads to no proof that it takes', async () => {
	await fc.assert(
		fc.asyncProperty(changes, async all => {
			const exchange = server();
			const other = changed(exchange.first, all);
			fc.pre(other !== exchange.first);
			const again = beginScram({binding, nonce: 'nonce-of-the-client', salted: async () => key});
			const answer = await again.answer(other);
			expect(answer && exchange.finish(answer.final)).toBeUndefined();
		}),
		{numRuns: 1500},
	);
});

test('anything at all is looked at without an error', async () => {
	const anything = fc.oneof(
		fc.string({unit: 'binary', maxLength: 300}),
		fc.string({unit: character}),
	);
	await fc.assert(
		fc.asyncProperty(anything, async text => {
			expect(answerScram(text, {verifier, binding, nonce: 'nonce-of-the-server'})).toBeUndefined();
			expect(server().finish(text)).toBeUndefined();
			expect(await client.answer(text)).toBeUndefined();
		}),
		{numRuns: 1000},
	);
});
