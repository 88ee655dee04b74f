import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {beforeAll, expect, test} from 'vitest';
import {openKnownHosts} from '../../source/cli/known-hosts.ts';
import {trust} from '../../source/cli/trust.ts';
import {type Identity, openIdentity} from '../../source/server/access/identity.ts';
import {type RunningServer, startServer} from '../../source/server/start-server.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';
import {freePort} from '../helpers/free-port.ts';

let first: Identity;
let second: Identity;
let passing: Identity;

beforeAll(async () => {
	[first, second, passing] = await Promise.all([lasting(), lasting(), openIdentity(undefined)]);
});

async function lasting(): Promise<Identity> {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-identity-'));
	try {
		return await openIdentity(directory);
	} finally {
		rmSync(directory, {recursive: true});
	}
}

/** A place where servers come and go, and somebody who remembers their keys. */
async function open() {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-trust-'));
	const port = await freePort();
	const knownHosts = openKnownHosts(directory);
	let server: RunningServer | undefined;
	return {
		directory,
		knownHosts,
		where: `127.0.0.1:${port}`,
		address: {host: '127.0.0.1', port},
		people: () => [...server!.hub.members].length,
		async serve(identity: Identity | undefined) {
			await server?.stop('');
			server =
				identity &&
				(await startServer({
					openLog: () => new MemoryLog(),
					openIdentity: async () => identity,
					host: '127.0.0.1',
					port,
					door: {limit: 1},
					name: 'test',
					software: 'chatroom test',
					report(error) {
						throw error;
					},
				}));
		},
		async trust(given: string, flags: Readonly<Record<string, string | boolean>> = {}) {
			let printed = '';
			const stdout = {write: (text: string) => (printed += text)} as never;
			const status = await trust({rest: [given], flags}, {stdout}, knownHosts);
			return {status, printed};
		},
		async [Symbol.asyncDispose]() {
			await server?.stop('');
			rmSync(directory, {recursive: true, force: true});
		},
	};
}

test('without a flag it shows both keys, and says what to do', async () => {
	await using place = await open();
	const {where, address, knownHosts} = place;
	knownHosts.keep(address, first.pin);
	await place.serve(second);
	const {status, printed} = await place.trust(where);
	expect(status).toBe(0);
	expect(printed).toContain(`${where} is known by the key  ${first.pin}\n`);
	expect(printed).toContain(`The key it shows now is  ${second.pin}\n`);
	expect(printed).toContain(`chatroom trust ${where} --replace\n`);
	expect(printed).toContain(`chatroom trust ${where} --forget\n`);
	expect(knownHosts.pinOf(address)).toBe(first.pin);
});

test('--replace keeps the key that it shows now, for nobody else to read or change', async () => {
	await using place = await open();
	const {where, address, knownHosts, directory} = place;
	knownHosts.keep({host: 'chat.example.org', port: 12_312}, first.pin);
	knownHosts.keep(address, first.pin);
	await place.serve(second);
	const {status, printed} = await place.trust(where, {replace: true});
	expect(status).toBe(0);
	expect(printed).toMatch(new RegExp(`${first.pin}\\n[^]*${second.pin}\\nFrom now on only`));
	expect(knownHosts.pinOf(address)).toBe(second.pin);
	expect(knownHosts.pinOf({host: 'chat.example.org', port: 12_312})).toBe(first.pin);
	const file = path.join(directory, 'known_hosts');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readdirSync(directory)).toEqual(['known_hosts']);
	expect(readFileSync(file, 'utf8')).toMatch(
		/^chat\.example\.org:12312 \S{43} \d{4}-\d\d-\d\d\n127\.0\.0\.1:\d+ \S{43} \d{4}-\d\d-\d\d\n$/,
	);
	expect((await place.trust(where, {replace: true})).printed).toContain('nothing to do');
});

test('--forget takes the key away, whether anybody answers or not', async () => {
	await using place = await open();
	const {where, address, knownHosts} = place;
	knownHosts.keep(address, first.pin);
	expect((await place.trust(where, {forget: true})).printed).toContain(`${where} is forgotten`);
	expect(knownHosts.pinOf(address)).toBeUndefined();
	expect((await place.trust(where, {forget: true})).printed).toBe(
		`Nothing is known of ${where}.\n`,
	);
});

test('a server whose key lasts for one run has none that could be kept', async () => {
	await using place = await open();
	const {where, address, knownHosts} = place;
	knownHosts.keep(address, first.pin);
	await place.serve(passing);
	expect((await place.trust(where, {replace: true})).printed).toContain(
		'another key at every start',
	);
	expect(knownHosts.pinOf(address)).toBeUndefined();
});

test('nothing is kept where nobody answers, or somebody who does not encrypt', async () => {
	await using place = await open();
	const {where, address, knownHosts} = place;
	knownHosts.keep(address, first.pin);
	await expect(place.trust(where, {replace: true})).rejects.toMatchObject({
		exitCode: 3,
		message: expect.stringContaining(`Nothing is listening on ${where}`),
	});
	expect((await place.trust(where)).printed).toMatch(/is known by [^]*Nothing is listening/);

	const plain = net.createServer(socket => socket.on('error', () => {}).end('Welcome\n'));
	await new Promise<void>(resolve => plain.listen(address.port, '127.0.0.1', resolve));
	await expect(place.trust(where, {replace: true})).rejects.toMatchObject({
		message: expect.stringContaining('does not encrypt'),
	});
	plain.close();
	expect(knownHosts.pinOf(address)).toBe(first.pin);
});

test('it asks for a key, and comes in under no name', async () => {
	await using place = await open();
	await place.serve(first);
	expect((await place.trust(place.where)).printed).toContain(first.pin);
	expect(place.people()).toBe(0);
});

test.each([
	['chat.example.org', {}, 'chat.example.org:12312'],
	['Chat.Example.org:4000', {}, 'chat.example.org:4000'],
	['chat.example.org', {port: '4000'}, 'chat.example.org:4000'],
	['2001:db8::7', {}, '[2001:db8::7]:12312'],
	['[2001:DB8::7]:4000', {}, '[2001:db8::7]:4000'],
	['chatroom://10.0.0.7:4000?or=10.0.0.8', {}, '10.0.0.7:4000'],
])('%s is a server', async (given, flags, where) => {
	await using place = await open();
	const {printed} = await place.trust(given, {...flags, forget: true});
	expect(printed).toBe(`Nothing is known of ${where}.\n`);
});

test.each([
	['', {}, 'takes one server'],
	['chat.example.org:99999', {}, 'from 1 to 65535'],
	['chat.example.org', {port: 'x'}, '--port takes'],
	['chat.example.org', {replace: true, forget: true}, 'do not go together'],
])('%j with %j is a mistake', async (given, flags, words) => {
	await using place = await open();
	await expect(place.trust(given, flags)).rejects.toMatchObject({
		exitCode: 2,
		message: expect.stringContaining(words),
	});
});
