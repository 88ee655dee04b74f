import {chmodSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {joinRoom, say} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const up = '\x1b[A';
const altUp = '\x1b[1;3A';

test('one edits what one has just said, and others see it change', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await using bob = await joinRoom(server.port, 'bob');
	await say(ada, 'helo world');
	await bob.shows('helo world');
	ada.type(up);
	await ada.showsDraft('edit › helo world', 17);
	ada.type('\x01\x1b[C\x1b[C\x1b[Cl\r');
	await bob.shows('hello world');
	await bob.showsNot('helo world');
	await ada.shows('hello world');
	await ada.showsDraft('›', 2);
	ada.type('s/world/there/\r');
	await bob.shows('hello there');
});

test('one answers, reacts to and takes back messages with single keys', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await using bob = await joinRoom(server.port, 'bob');
	await say(ada, 'shall we?');
	await bob.shows('shall we?');
	bob.type(`${altUp}r`);
	await bob.showsDraft('reply ›', 8);
	bob.type('yes\r');
	await ada.shows('bob yes');
	bob.type(`${altUp}${altUp}+`);
	await bob.shows('4 🎉');
	bob.type('4');
	await ada.shows('🎉');

	bob.type(`${altUp}d`);
	await bob.shows('Again d takes it back');
	bob.type('d');
	await ada.showsNot('bob yes');
});

test('others see who writes, until it is said', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await using bob = await joinRoom(server.port, 'bob');
	ada.type('hel');
	await bob.shows('ada is writing…');
	ada.type('lo\r');
	await bob.shows('ada hello');
	await bob.showsNot('is writing');
});

test('who writes is forgotten by itself', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await using bob = await joinRoom(server.port, 'bob');
	ada.type('hel');
	await bob.shows('ada is writing…');
	await expect
		.poll(() => bob.rows().join('\n'), {...patience, timeout: 20_000})
		.not.toContain('is writing');
}, 60_000);

test('Ctrl+X Ctrl+E opens the draft in EDITOR and takes what it makes of it', async () => {
	await using server = await openServer();
	using home = openHome();
	const editor = path.join(home.directory, 'editor.sh');
	writeFileSync(
		editor,
		'#!/bin/sh\ntest -t 0 && echo "the editor is here"\nread line\necho "$line" >> "$1"\n',
	);
	chmodSync(editor, 0o755);
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada', {env: {EDITOR: editor}});
	ada.type('draft\n');
	ada.type('\x18\x05');
	await ada.shows('the editor is here');
	bob.say('meanwhile');
	ada.type('typed into it\n');
	await ada.shows('online as ada', 'bob meanwhile', '  typed into it');
	await ada.showsNot('the editor is here');
	ada.type('\r');
	await bob.hears(/<ada> draft\n +typed into it\n/);
});

test('an editor that fails or is not there keeps the draft', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {env: {EDITOR: 'false'}});
	ada.type('draft');
	ada.type('\x18\x05');
	await ada.shows('false failed (status 1): what you wrote is as it was.');
	await ada.showsDraft('› draft', 7);

	await using bob = await joinRoom(server.port, 'bob');
	bob.type('\x18\x05');
	await bob.shows('No editor is set.');
});
