import {expect, test} from 'vitest';
import {inClearAt} from '../helpers/client.ts';
import {
	placesOfBars,
	placesOfBoth,
	placesOfMessages,
	rawEnd,
	rawPerson,
	rawRoom,
	rawWelcome,
} from '../helpers/hostile-places.ts';
import {openHostileServer} from '../helpers/hostile-server.ts';
import {hostileStrings, isClean} from '../helpers/hostile-strings.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';

const tries = Object.values(hostileStrings);
const places = Object.values({...placesOfBars, ...placesOfBoth, ...placesOfMessages});
const everything = tries.flatMap((text, index) =>
	places.flatMap((place, number) => place(text, 1000 * (index + 1) + 10 * number)),
);

const unclean = (output: string): readonly string[] =>
	output.split('\n').filter(line => !isClean(line));

/** Lines that another person could have written, though they look like the program's own. */
const forged = (output: string, own: RegExp): readonly string[] =>
	output.split('\n').filter(line => line !== '' && !own.test(line));

test.each<[string, readonly string[], RegExp]>([
	['join --plain', ['join', '--username', 'ada', '--plain'], /^(?:\d\d:\d\d |-- You are ada| {6})/],
	['tail', ['tail'], /^(?:\[\d\d:\d\d\] | {4})/],
])(
	'whatever a server says, %s prints lines of its own and no escape sequence',
	async (...given) => {
		const [, [command, ...flags], own] = given;
		const last = 1_000_000;
		await using server = await openHostileServer(say =>
			say(rawWelcome(), ...rawRoom(1), ...everything, ...rawRoom(last), rawEnd(last + 1, 1)),
		);
		await using program = startProgram(chatroom(command!, ...inClearAt(server.port), ...flags));
		await program.prints('end of 001');
		program.signal('SIGTERM');
		expect(await program.exit()).toBe(0);
		expect(unclean(program.stdout() + program.stderr())).toEqual([]);
		expect(forged(program.stdout(), own)).toEqual([]);
	},
);

test('whatever a server says, who prints a line for each person and no escape sequence', async () => {
	const names = tries.filter(text => text.length <= 128);
	const people = names.map(name => rawPerson(name, {dialect: name}));
	await using server = await openHostileServer(say =>
		say(rawWelcome({server: {name: names.join(' '), software: ''}}), {
			type: 'people',
			people,
			visitors: 1,
		}),
	);
	const {status, stdout, stderr} = await run(chatroom('who', ...inClearAt(server.port)));
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
	expect(unclean(stdout)).toEqual([]);
	expect(stdout.trimEnd().split('\n')).toHaveLength(names.length + 1);
});

test('whatever a server refuses, send complains in one line', async () => {
	await using server = await openHostileServer(say =>
		say({type: 'refused', code: 'internal', text: tries.join(' ').slice(0, 2000)}),
	);
	const {status, stderr} = await run(
		chatroom('send', ...inClearAt(server.port), '--username', 'cron', 'hello'),
	);
	expect(status).toBe(4);
	expect(stderr).toMatch(/^chatroom: The server says: [^\n]+\n$/);
	expect(unclean(stderr)).toEqual([]);
});
