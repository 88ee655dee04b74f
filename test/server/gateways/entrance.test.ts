import {expect, test} from 'vitest';
import {Entrance} from '../../../source/server/gateways/entrance.ts';
import {PlainSession} from '../../../source/server/gateways/plain-session.ts';
import {converse, conversePlainly} from '../../helpers/converse.ts';
import {guarded} from '../../helpers/password.ts';
import {Peer} from '../../helpers/stage.ts';

test('a program gives the password with its hello, and may try again', () =>
	converse(
		`
		> hello v=[1,1] nick=ada
		< refused code=password-needed
		> hello v=[1,1] nick=ada password=wrong
		< refused code=password-wrong
		> say room=#lobby id=a text=hi
		< refused code=nick-needed
		> hello v=[1,1] nick=ada password=secret
		< welcome nick=ada
		< room people=ada
		< caught-up
	`,
		guarded(),
	));

test('the third wrong password is the last', () =>
	converse(
		`
		> hello v=[1,1] nick=ada password=a
		< refused code=password-wrong
		> hello v=[1,1] nick=ada password=b
		< refused code=password-wrong
		> hello v=[1,1] nick=ada password=c
		< refused code=password-wrong
		< (end)
	`,
		guarded(),
	));

test('someone with netcat is asked for it after the name', () =>
	conversePlainly(
		`
		> ada
		< This server has a password, please enter it
		> wrong
		< * That is not the password.
		> secret
		< Welcome ada, you can send messages now. To leave, type ---quit---
		< * Here: ada
	`,
		guarded(),
	));

test('after the right password another name may be asked for', () =>
	conversePlainly(
		`
		> ada lovelace
		< This server has a password, please enter it
		> secret
		< A name starts with a letter or digit; letters, digits and single . _ - may follow. Please enter another username
		> ada
		< Welcome ada, you can send messages now. To leave, type ---quit---
		< * Here: ada
	`,
		guarded(),
	));

test('a password is not taken where somebody could listen', async () => {
	const {stage} = guarded();
	const peer = new Peer(wire => new PlainSession(wire, stage.host));
	peer.isLocal = false;
	const entrance = new Entrance(stage.host, peer);
	await expect(entrance.open('secret')).rejects.toMatchObject({code: 'password-unsafe'});
	expect(entrance.isOpen).toBe(false);
});
