import {globSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {type Home, openHome} from '../../helpers/home.ts';
import {canOpenNamespace, type Namespace, openNamespace} from '../../helpers/namespace.ts';
import {patience} from '../../helpers/patience.ts';
import {chatroom, startProgram} from '../../helpers/program.ts';
import {openTerminal} from '../../helpers/terminal.ts';

const port = 12_444;

/** A server in a network of its own, which may get another key. */
class Elsewhere {
	readonly #network: Namespace;
	readonly #data = mkdtempSync(path.join(tmpdir(), 'chatroom-data-'));
	readonly #given: readonly string[];
	#run: ReturnType<typeof startProgram> | undefined;
	pin = '';
	link = '';

	constructor(network: Namespace, given: readonly string[]) {
		this.#network = network;
		this.#given = given;
	}

	get at(): readonly string[] {
		return ['--host', this.#network.address, '--port', String(port)];
	}

	inside(...given: readonly string[]): readonly string[] {
		return this.#network.inside(chatroom(...given));
	}

	async start(): Promise<void> {
		const flags = ['--data', this.#data, '--no-discovery', ...this.#given];
		this.#run = startProgram(this.inside('serve', ...this.at, ...flags));
		await this.#run.prints('"event":"listening"');
		const {pin, link} = JSON.parse(this.#run.stdout().split('\n', 1)[0]!) as Record<string, string>;
		Object.assign(this, {pin, link});
	}

	/** The same address, and another key. */
	async change(): Promise<void> {
		await this.#run?.[Symbol.asyncDispose]();
		rmSync(path.join(this.#data, 'identity.pem'));
		await this.start();
	}

	/** One command of somebody, to its end. */
	async run(home: Home, ...given: readonly string[]) {
		await using run = startProgram(this.inside(...given), {home});
		const status = await run.exit();
		return {status, told: run.stderr(), printed: run.stdout()};
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#run?.[Symbol.asyncDispose]();
		rmSync(this.#data, {recursive: true, force: true, maxRetries: 5});
	}
}

async function openElsewhere(network: Namespace, ...given: readonly string[]): Promise<Elsewhere> {
	const server = new Elsewhere(network, given);
	await server.start();
	return server;
}

const knownHosts = (home: Home): string =>
	globSync(path.join(home.directory, '**/known_hosts'))[0] ?? '';

describe.skipIf(!canOpenNamespace())('A server on another address', () => {
	test('is told of and kept the first time, and taken at its key from then on', async () => {
		using network = await openNamespace();
		using home = openHome();
		await using server = await openElsewhere(network);
		const {at, pin} = server;
		const first = await server.run(home, 'send', 'hello', ...at, '--username', 'ada');
		expect(first).toMatchObject({status: 0, told: expect.stringContaining(pin)});
		const file = knownHosts(home);
		expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^10\\.9\\.0\\.1:${port} ${pin} `));
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(await server.run(home, 'who', ...at)).toMatchObject({status: 0, told: ''});

		const clear = await server.run(home, 'who', ...at, '--no-tls');
		expect(clear).toMatchObject({status: 3, told: expect.stringContaining('met encrypted before')});
	});

	test('that shows another key is refused with both, everywhere, until somebody trusts it', async () => {
		using network = await openNamespace();
		using home = openHome();
		await using server = await openElsewhere(network);
		const {at, pin: before} = server;
		await server.run(home, 'who', ...at);
		await server.change();
		const {pin: after} = server;
		expect(after).not.toBe(before);
		for (const command of [['who'], ['tail'], ['send', 'x', '--username', 'ada']]) {
			const {status, told} = await server.run(home, ...command, ...at);
			expect({command, status}).toEqual({command, status: 3});
			expect(told).toContain(before);
			expect(told).toContain(after);
			expect(told).toContain(`chatroom trust 10.9.0.1:${port} --replace`);
		}

		await using terminal = openTerminal(server.inside('join', ...at, '--username', 'ada'), {home});
		const read = () =>
			terminal
				.rows()
				.map(row => row.trim())
				.join('');
		await expect.poll(read, patience).toContain(after);
		expect(read()).toContain(before);
		expect(read().replaceAll(' ', '')).toContain('--replace');
		terminal.type('\x03');
		await terminal.givesBack(3);

		const where = `10.9.0.1:${port}`;
		const replaced = await server.run(home, 'trust', where, '--replace');
		expect(replaced).toMatchObject({status: 0, printed: expect.stringContaining(after)});
		expect(await server.run(home, 'who', ...at)).toMatchObject({status: 0, told: ''});
		expect(await server.run(home, 'trust', where, '--forget')).toMatchObject({status: 0});
		expect(await server.run(home, 'who', ...at)).toMatchObject({
			status: 0,
			told: expect.stringContaining('First time'),
		});
	});

	test('is joined by its link without a question or a word, and not when it is not the one of the link', async () => {
		using network = await openNamespace();
		using home = openHome();
		await using server = await openElsewhere(network);
		const {link} = server;
		expect(await server.run(home, 'who', '--host', link)).toMatchObject({status: 0, told: ''});
		using other = openHome();
		await server.change();
		const {status, told} = await server.run(other, 'who', '--host', link);
		expect({status, told}).toMatchObject({status: 3, told: expect.stringContaining(server.pin)});
	});

	test('that keeps nothing has a key that is not kept either', async () => {
		using network = await openNamespace();
		using home = openHome();
		await using server = await openElsewhere(network, '--ephemeral');
		for (const _ of [1, 2]) {
			expect(await server.run(home, 'who', ...server.at)).toMatchObject({
				status: 0,
				told: expect.stringContaining('First time'),
			});
		}

		expect(knownHosts(home)).toBe('');
	});
});
