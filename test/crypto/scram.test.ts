import {describe, expect, test} from 'vitest';
import {
	answerScram,
	beginScram,
	type Binding,
	isSamePassword,
	type Salt,
	saltPassword,
	type Verifier,
	verifierOf,
} from '../../source/crypto/scram.ts';

const few: Salt = {salt: Buffer.from('0123456789abcdef'), iterations: 1};
const ours = Buffer.alloc(32, 1);
const theirs = Buffer.alloc(32, 2);
const clientNonce = 'client-nonce-of-24-chars';
const serverNonce = 'server-nonce-of-24-chars';

// So that no test takes a tenth of a second for each attempt: the client is told of many iterations, and does one.
const salted = (password: string) => (salt: Salt) =>
	saltPassword(password, {...salt, iterations: 1});
const told: Salt = {...few, iterations: 100_000};
const verifierFor = async (password: string): Promise<Verifier> => ({
	...verifierOf(await saltPassword(password, few), few),
	iterations: told.iterations,
});

type Attempt = {
	readonly guess?: string;
	readonly client?: Binding;
	readonly server?: Binding;
};

async function exchange({guess = 'pencil', client, server}: Attempt) {
	const verifier = await verifierFor('pencil');
	const one = beginScram({binding: client, nonce: clientNonce, salted: salted(guess)});
	const other = answerScram(one.first, {verifier, binding: server, nonce: serverNonce});
	const answer = other && (await one.answer(other.first));
	const proof = answer && other.finish(answer.final);
	return {isAnswered: other !== undefined, proof, expected: answer?.expected};
}

test('the example of RFC 7677 is answered as it says', async () => {
	const salt = {salt: Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'), iterations: 4096};
	const exchanged = answerScram('n,,n=user,r=rOprNGfwEbeRWgbNEkqO', {
		verifier: verifierOf(await saltPassword('pencil', salt), salt),
		binding: undefined,
		nonce: '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
	})!;
	expect(exchanged.first).toBe(
		'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
	);
	const final =
		'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';
	expect(exchanged.finish(final)).toBe('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
	expect(exchanged.finish(final.replace('dHzb', 'dHzc'))).toBeUndefined();
});

describe('the client and the server', () => {
	test.each([
		['in the clear', undefined],
		['bound to one connection', ours],
	])('prove to each other that they know the password, %s', async (_, binding) => {
		const {proof, expected} = await exchange({client: binding, server: binding});
		expect(proof).toMatch(/^v=/);
		expect(proof).toBe(expected);
	});

	test('do not agree on another password, which the server does not help to find', async () => {
		expect(await exchange({guess: 'pencils'})).toMatchObject({proof: undefined});
	});

	test('do not agree through somebody who has one connection with each', async () => {
		const {isAnswered, proof} = await exchange({client: ours, server: theirs});
		expect({isAnswered, proof}).toEqual({isAnswered: true, proof: undefined});
	});

	test.each([
		['the server is spoken to in the clear, and the client is not', {client: ours}],
		['the client speaks in the clear, and the server does not', {server: ours}],
	])('do not begin when %s', async (_, bindings) => {
		expect(await exchange(bindings)).toMatchObject({isAnswered: false});
	});
});

test('a password typed on another keyboard is the same one', async () => {
	const [one, other, third] = await Promise.all(['café', 'cafe\u0301', 'cafe'].map(verifierFor));
	expect(isSamePassword(one!, other!)).toBe(true);
	expect(isSamePassword(one!, third!)).toBe(false);
});

describe('the server does not begin with', () => {
	const n = `n=chatroom,r=${clientNonce}`;
	test.each([
		['y,,', `y,,${n}`, undefined],
		['y,, over TLS, which says that we cannot do what we offer', `y,,${n}`, ours],
		['n,, over TLS', `n,,${n}`, ours],
		['the binding of an older TLS', `p=tls-unique,,${n}`, ours],
		['a binding where there is no TLS', `p=tls-exporter,,${n}`, undefined],
		['another identity', `n,a=admin,${n}`, undefined],
		['an extension', `n,,m=x,${n}`, undefined],
		['a short nonce', 'n,,n=chatroom,r=short', undefined],
		['an endless nonce', `n,,n=chatroom,r=${'x'.repeat(101)}`, undefined],
		['a nonce with a space', `n,,n=chatroom,r=${clientNonce} x`, undefined],
		['more after the nonce', `n,,${n},x=y`, undefined],
		['nothing', '', undefined],
	])('%s', async (_, first, binding) => {
		const verifier = await verifierFor('pencil');
		expect(answerScram(first, {verifier, binding, nonce: serverNonce})).toBeUndefined();
	});
});

describe('the client goes no further when the server', () => {
	const both = clientNonce + serverNonce;
	const s = few.salt.toString('base64');
	test.each([
		['has no nonce of its own', `r=${clientNonce},s=${s},i=600000`],
		['adds too little to the nonce', `r=${clientNonce}123456789012345,s=${s},i=600000`],
		['has another nonce', `r=${both.slice(1)}x,s=${s},i=600000`],
		['asks for so little work that the password could be guessed', `r=${both},s=${s},i=99999`],
		['asks for one iteration', `r=${both},s=${s},i=1`],
		['asks for none', `r=${both},s=${s},i=0`],
		['asks for more work than we live to see', `r=${both},s=${s},i=10000001`],
		['asks for a number that is none', `r=${both},s=${s},i=1e6`],
		['asks for less than nothing', `r=${both},s=${s},i=-600000`],
		['has no salt', `r=${both},s=,i=600000`],
		['has an endless salt', `r=${both},s=${'A'.repeat(201)},i=600000`],
		['wants an extension', `m=x,r=${both},s=${s},i=600000`],
		['says more than it should', `r=${both},s=${s},i=600000,x=y`],
		['says nothing', ''],
	])('%s', async (_, serverFirst) => {
		let isAsked = false;
		const client = beginScram({
			binding: ours,
			nonce: clientNonce,
			salted(salt) {
				isAsked = true;
				return saltPassword('pencil', {...salt, iterations: 1});
			},
		});
		expect(await client.answer(serverFirst)).toBeUndefined();
		expect(isAsked).toBe(false);
	});
});
