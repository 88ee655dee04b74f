import {describe, expect, test} from 'vitest';
import {deviceClaim} from '../../../source/protocol/claim.ts';
import {JsonSession} from '../../../source/server/gateways/json-session.ts';
import {converse} from '../../helpers/converse.ts';
import {guarded} from '../../helpers/password.ts';
import {padded, Peer, Stage} from '../../helpers/stage.ts';
import {pass, quiet} from '../../helpers/turns.ts';

const claim = deviceClaim(padded('nonce'), '');
const proof = (signature: string) => `prove signature=${JSON.stringify(signature)}`;

describe('a device', () => {
	test('is let in when it has signed what it was given', () =>
		converse(`
			> hello v=[1,1] nick=ada key=k
			< challenge nonce=nonce-----------------
			> ${proof(`signed ${claim}`)}
			< welcome nick=ada
			< room people=ada
			< caught-up
		`));

	test('is not let in otherwise, and may begin again', () =>
		converse(`
			> hello v=[1,1] nick=ada key=k
			< challenge
			> ${proof(`signed ${claim}x`)}
			< refused code=bad-proof
			> prove
			< refused code=bad-frame
			> hello v=[1,1] nick=ada key=k
			< challenge
			> prove
			< refused code=bad-proof
			> hello v=[1,1] nick=ada key=k
			< challenge
			> ${proof(`signed ${claim}`)}
			< welcome nick=ada
			< room people=ada
			< caught-up
		`));

	test('proves what its last hello asked for, and no other', () =>
		converse(`
			> hello v=[1,1] nick=ada key=k
			< challenge
			> hello v=[1,1] nick=bob key=k
			< challenge
			> ${proof(`signed ${claim}`)}
			< welcome nick=bob
			< room people=bob
			< caught-up
			> ${proof(`signed ${claim}`)}
			< refused code=bad-frame
		`));
});

describe('where there is a password', () => {
	test('device and password are proved in one answer, and the server proves it as well', () =>
		converse(
			`
			> hello v=[1,1] nick=ada key=k scram=begin
			< challenge scram="go on, begin"
			> ${proof(`signed ${claim}`)} scram="it is secret"
			< welcome nick=ada scram=indeed
			< room people=ada
			< caught-up
		`,
			guarded(),
		));

	test('one of both is not enough', () =>
		converse(
			`
			> hello v=[1,1] nick=ada key=k scram=begin
			< challenge
			> ${proof(`signed ${claim}`)} scram=wrong
			< refused code=password-wrong
			> hello v=[1,1] nick=ada key=k scram=begin
			< challenge
			> ${proof('wrong')} scram="it is secret"
			< refused code=bad-proof
			> hello v=[1,1] nick=ada key=k
			< refused code=password-needed
		`,
			guarded(),
		));

	test('whoever has proved it and asks for another name hears the proof of the server again', () =>
		converse(
			`
			> hello v=[1,1] nick=server scram=begin
			< challenge scram="go on, begin"
			> prove scram="it is secret"
			< refused code=nick-reserved
			> hello v=[1,1] nick=ada scram=again
			< challenge scram="go on, again"
			> prove scram="it is secret"
			< welcome nick=ada scram=indeed
			< room people=ada
			< caught-up
		`,
			guarded(),
		));

	test('names that are not to be had are no guesses', () =>
		converse(
			`
			> hello v=[1,1] nick=server scram=begin
			< challenge
			> prove scram="it is secret"
			< refused code=nick-reserved
			${`
			> hello v=[1,1] nick=server scram=begin
			< challenge
			> prove scram="it is secret"
			< refused code=nick-reserved`.repeat(6)}
			> hello v=[1,1] nick=ada
			< welcome nick=ada
			< room people=ada
			< caught-up
		`,
			guarded(),
		));
});

test('proofs that nobody asked for are counted like bad names, and end it', () =>
	converse(`
		${'> prove\n< refused code=bad-frame\n'.repeat(16)}
		> prove
		< refused code=too-many-attempts
		< (end)
	`));

describe('a secret that comes where somebody could listen', () => {
	test.each([
		['a password', '"password":"secret"'],
		['the beginning of a proof', '"scram":"begin"'],
		['an invitation', '"invite":"good"'],
	])('is not even looked at: %s', async (_, field) => {
		const stage = new Stage(undefined, {
			password: guarded().stage.host.password,
			invitations: {isGood: secret => secret === 'good'},
		});
		const peer = new Peer(
			wire => new JsonSession(Object.assign(wire, {isLocal: false}), stage.host),
		);
		peer.say(`{"type":"hello","v":[1,1],"nick":"ada",${field}}\n`);
		await quiet();
		expect(peer.takeLines().map(line => (JSON.parse(line) as {code: string}).code)).toEqual([
			'password-unsafe',
		]);
		expect(stage.hub.people).toEqual([]);
	});
});

describe('a connection of the same device under the same name', () => {
	const hello = (run: string) =>
		`${JSON.stringify({type: 'hello', v: [1, 1], nick: 'ada', key: 'k'.repeat(43), run})}\n`;
	const prove = `${JSON.stringify({type: 'prove', signature: `signed ${claim}`})}\n`;

	const come = async (stage: Stage, run: string, isLocal = true) => {
		const peer = new Peer(wire => new JsonSession(Object.assign(wire, {isLocal}), stage.host));
		peer.say(hello(run));
		await quiet(2);
		peer.say(prove);
		await quiet(2);
		return peer;
	};

	test('that is held back because it said too much is alive, though it cannot say so', async () => {
		const stage = new Stage();
		const first = await come(stage, 'one', false);
		for (let count = 0; count < 60; count++) {
			first.say(`{"type":"say","room":"#lobby","id":"${padded(`m${count}`)}","text":"x"}\n`);
		}

		expect(first.isListenedTo).toBe(false);
		const second = await come(stage, 'two');
		expect(second.heard).toContain('"nick-taken"');
		expect(first.heard).not.toContain('"bye"');
	});

	test('that is quiet is asked, and keeps its name when it answers', async () => {
		const stage = new Stage();
		const first = await come(stage, 'one');
		first.takeLines();
		const second = await come(stage, 'two');
		expect(first.takeLines()).toEqual(['{"type":"ping"}']);
		first.say('{"type":"pong"}\n');
		await quiet(2);
		expect(second.heard).toContain('"nick-taken"');
	});

	test('that does not answer gives way', async () => {
		const stage = new Stage();
		const first = await come(stage, 'one');
		const second = await come(stage, 'two');
		expect(second.heard).not.toContain('"welcome"');
		pass(700);
		await quiet(2);
		expect(second.heard).toContain('"welcome"');
		expect(first.heard).toContain('"isFinal":true');
	});
});
