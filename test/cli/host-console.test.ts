import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {jsonConsole, silentConsole, terminalConsole} from '../../source/cli/host-console.ts';
import type {Surroundings} from '../../source/cli/surroundings.ts';
import type {Pin} from '../../source/protocol/ids.ts';
import type {RoomLink} from '../../source/protocol/room-link.ts';
import {hostileStrings, isClean} from '../helpers/hostile-strings.ts';

test('while the client has the screen only faults are told, and not without end', () => {
	const lines: string[] = [];
	const view = silentConsole(line => lines.push(line));
	view.stopped();
	expect(lines).toEqual([]);
	view.report(new Error('odd'));
	expect(lines).toEqual(['A fault of this program ended one connection: Error: odd']);
	for (let count = 0; count < 1000; count++) {
		view.report(new Error('again'));
	}

	expect(lines.length).toBeLessThan(100);
});

test('a fault that quotes what somebody sent is one line, without its control characters', () => {
	for (const text of Object.values(hostileStrings)) {
		const stdout = new PassThrough();
		const surroundings = {stdout, stdin: {}} as unknown as Surroundings;
		const quiet: string[] = [];
		const views = [
			terminalConsole(surroundings),
			jsonConsole(surroundings),
			silentConsole(line => quiet.push(line)),
		];
		views.forEach(view => view.report(new Error(text)));
		const lines = [...String(stdout.read()).trimEnd().split('\n'), ...quiet];
		expect(lines).toHaveLength(3);
		expect(lines.filter(line => line.includes('\n') || !isClean(line))).toEqual([]);
	}
});

const pin = 'p'.repeat(43) as Pin;
const at = (...hosts: readonly string[]): RoomLink => {
	const [first, ...others] = hosts.map(host => ({host, port: 12_312}));
	return {addresses: [first!, ...others], pin};
};

/** What is printed when the room is open, in a terminal of that size. */
async function opened(
	changes: Partial<Parameters<ReturnType<typeof terminalConsole>['listening']>[0]>,
	size: Readonly<Record<string, number>> = {},
) {
	const stdout = Object.assign(new PassThrough(), size);
	const view = terminalConsole({stdout, stdin: {isTTY: true}} as unknown as Surroundings);
	await view.listening({
		host: '::',
		port: 12_312,
		limit: 100,
		name: 'here',
		directory: '/data',
		version: '1.0.0',
		link: at('192.168.1.5', '10.0.0.7'),
		hasPassword: false,
		isLocked: false,
		isTlsOnly: false,
		...changes,
	});
	return String(stdout.read());
}

test('a host reads where others join, as a link that can be copied and one that cameras read', async () => {
	const text = await opened({}, {columns: 100, rows: 50});
	expect(text).toContain(
		`npx chatroom join "chatroom://192.168.1.5:12312?or=10.0.0.7#${pin}"\n                    or: nc 192.168.1.5 12312\n`,
	);
	expect(text).toContain('█▀▀▀▀▀▀▀█');
	expect(text).toContain('anyone who can reach this machine; 100 at once');
	const small = await opened({}, {columns: 80, rows: 20});
	expect(small).not.toContain('█');
	expect(small).toContain(`#${pin}`);
});

test('what only this machine reaches has a link, and nothing for cameras', async () => {
	const link = at('127.0.0.1');
	const text = await opened({host: '127.0.0.1', link}, {columns: 100, rows: 50});
	expect(text).toContain(`chatroom://127.0.0.1:12312#${pin}\n`);
	expect(text).not.toMatch(/█|From elsewhere|nc /);
	expect(text).toContain('whoever reaches 127.0.0.1; 100 at once');
});

test.each([
	[{hasPassword: true}, 'whoever can reach this machine and knows the password; 100 at once'],
	[
		{isLocked: true, hasPassword: true},
		'only who was invited: it is locked, and /unlock opens it;',
	],
	[{isTlsOnly: true}, 'anyone who can reach this machine; only encrypted, 100 at once'],
])('who can come in with %j is told in one line', async (changes, words) => {
	const text = await opened(changes);
	expect(text).toContain(`Who can come in:  ${words}`);
	expect(text.includes('or: nc')).toBe(!('isTlsOnly' in changes));
});

test('without somebody who could write, it promises no orders and reads none', async () => {
	const stdout = new PassThrough();
	const view = terminalConsole({stdout, stdin: {isTTY: false}} as unknown as Surroundings);
	view.takeOrders({carryOut: () => Promise.reject(new Error('nobody wrote'))}, () => {});
	view.stopping('SIGTERM');
	expect(String(stdout.read())).toContain('Closing');
});
