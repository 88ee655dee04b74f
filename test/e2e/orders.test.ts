import {expect, test} from 'vitest';
import {at, inClearAt, joinRoom, say, untilMessages} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {openHome} from '../helpers/home.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {openTerminal, type Terminal} from '../helpers/terminal.ts';

const altUp = '\x1b[1;3A';

/** Ada, in front of her own server. */
async function openHost() {
	const port = await freePort();
	const where = ['--host', '127.0.0.1', '--port', String(port)];
	const flags = ['--join', '--ephemeral', '--name', 'here', '--username', 'ada'];
	const ada = openTerminal(chatroom('serve', ...where, ...flags), {columns: 100});
	await ada.shows('online as ada');
	return {port, ada, [Symbol.asyncDispose]: () => ada[Symbol.asyncDispose]()};
}

const isEmpty = (ada: Terminal) => ada.showsDraft('›', 2);

test('whoever runs the server takes back what others said, which the keys say', async () => {
	await using host = await openHost();
	const {ada, port} = host;
	await using bob = await joinRoom(port, 'bob');
	await say(bob, 'rude words');
	await untilMessages(ada, 'bob rude words');
	ada.type(altUp);
	await ada.shows('r reply · d delete · + react · Esc');
	ada.type('d');
	await ada.shows('Again d takes it back');
	ada.type('d');
	await bob.shows('taken back by ada');
	await isEmpty(ada);

	await say(ada, 'kind words');
	await bob.shows('kind words');
	bob.type(altUp);
	await bob.shows('r reply · + react · Esc');
	bob.type('\x1b');
	ada.type('/op bob\r');
	await bob.shows('You look after this server now.');
	bob.type(altUp);
	await bob.shows('d delete');
});

test('what is ordered is told to all and to the one it is about; what may not be, where it was typed', async () => {
	await using host = await openHost();
	const {ada, port} = host;
	await using tail = startProgram(chatroom('tail', ...at(port), '--since', '0'));
	await using carol = startProgram(chatroom('join', ...at(port), '--username', 'carol', '--plain'));
	await carol.prints('You are carol');
	await using bob = await joinRoom(port, 'bob', {columns: 100});
	bob.type('/kick ada\r');
	await bob.shows('! That is for those who look after the room.');
	bob.type('/ban\r');
	await bob.shows('Like this: /ban NAME|ADDRESS [1h] [WHY]');

	ada.type('/mute bob 1h spam\r');
	const muted = '* ada muted bob for 1 hour: spam';
	await ada.shows(muted);
	await bob.shows(muted, 'You may not speak here for 1 hour: spam.');
	await carol.prints(muted);
	await tail.prints(muted);
	bob.type('why?\r');
	await bob.shows('(not sent: You may not speak here');
	ada.type('/bans\r');
	await ada.shows('muted bob for');
	ada.type('/help\r');
	await ada.shows('For those who look after the room or the server:', '/deop NAME');
});

test('whoever is banned reads why in the prompt, does not come back by itself, and is told again when trying', async () => {
	await using host = await openHost();
	const {ada, port} = host;
	await using bob = await joinRoom(port, 'bob');
	ada.type('/ban bob 1h too loud\r');
	const why = 'You may not come in here for 1 hour: too loud.';
	await bob.shows('Join a chat room', why);
	await ada.shows('* ada banned bob for 1 hour: too loud', '1 here: ada');
	bob.type('\t\x15?\r');
	await bob.shows('A port is a number');
	expect(bob.text()).not.toContain(why);
	bob.type(`\x15${port}\r`);
	await bob.shows(why);
	bob.type('\x03');
	await bob.givesBack(4);
});

test('so do lines of text, and what else runs on that device, with the reason and status 4', async () => {
	await using host = await openHost();
	const {ada, port} = host;
	using home = openHome();
	await using tail = startProgram(chatroom('tail', ...at(port), '--since', '0'), {home});
	await say(ada, 'good morning');
	await tail.prints('good morning');
	const join = chatroom('join', ...at(port), '--username', 'carol', '--plain');
	await using carol = startProgram(join, {home});
	await carol.prints('You are carol');
	ada.type('/kick carol too loud\r');
	expect(await carol.exit()).toBe(4);
	expect(carol.stderr()).toBe('chatroom: ada put you out: too loud.\n');

	ada.type('/ban carol\r');
	expect(await tail.exit()).toBe(4);
	const why = 'The server says: You may not come in here.';
	expect(tail.stderr()).toBe(`chatroom: ${why}\n`);
	expect(await run(join, {home})).toMatchObject({
		status: 4,
		stderr: 'chatroom: You may not come in here.\n',
	});
});

test('whoever comes under the name of another device is told as such, in the room and by who', async () => {
	await using host = await openHost();
	const {ada, port} = host;
	const words = /bob is not on the device that was bob before\s+\(was [\w-]{8}, is [\w-]{8}\)\./;
	{
		await using bob = await joinRoom(port, 'bob');
		await ada.shows('2 here: ada, bob');
		expect(ada.text()).not.toMatch(words);
		bob.type('\x03');
		await bob.givesBack(0);
	}

	await using other = await joinRoom(port, 'bob');
	await ada.shows(words);
	ada.type('/who\r');
	await ada.shows(/bob \(not on the device that was bob before, [\w-]{8}\)/);
	expect(other.text()).not.toMatch(words);
	const {stdout} = await run(chatroom('who', ...inClearAt(port)));
	expect(stdout).toContain('  bob  json  (not on the device that was bob before)\n');
});
