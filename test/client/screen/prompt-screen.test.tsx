import {expect, test} from 'vitest';
import {
	atPrompt,
	atStart,
	lostForGood,
	opened,
	play,
	refused,
	started,
} from '../../helpers/client-fakes.ts';
import {openClient} from '../../helpers/screen.tsx';

const small = {columns: 40, rows: 12};

test('the connection prompt is filled in, and the cursor is in the first field', async () => {
	using client = await openClient(atPrompt(), small);

	expect(client.rows().slice(1, 9)).toEqual([
		' Join a chat room',
		'',
		' Host       127.0.0.1',
		' Port       12312',
		' Your name  ada',
		'',
		' Enter connects · Tab next field ·',
		' Ctrl+C leaves',
	]);
	expect(client.cursor()).toEqual({x: 21, y: 3});
	expect(client.looks()[3]!.slice(1, 5)).toBe('bbbb');
	expect(client.looks()[4]!.slice(1, 5)).toBe('dddd');
});

test('Tab goes to the next field, and what is typed goes there', async () => {
	using client = await openClient(atPrompt(), small);

	await client.type('\t0\t漢');
	expect(client.rows().slice(4, 6)).toEqual([' Port       123120', ' Your name  ada漢']);
	expect(client.cursor()).toEqual({x: 17, y: 5});

	await client.type('\x1b[Z');
	expect(client.cursor()).toEqual({x: 18, y: 4});
	await client.type('\x1b[A');
	expect(client.cursor()).toEqual({x: 21, y: 3});
});

test('what is wrong stands under its field, and the cursor is in it', async () => {
	using client = await openClient(atPrompt(), {columns: 60, rows: 12});
	await client.type('\t\x15port\r');

	expect(client.rows().slice(4, 7)).toEqual([
		'  Port       port',
		'    A port is a number from 1 to 65535.',
		'  Your name  ada',
	]);
	expect(client.cursor()).toEqual({x: 17, y: 4});
	expect(client.looks()[5]!.slice(4, 9)).toBe('ccccc');
});

test('while it connects it says where to, and afterwards why not', async () => {
	using client = await openClient(atPrompt(), {columns: 70, rows: 12});
	await client.type('\r');
	expect(client.rows().join('\n')).toContain('connecting to 127.0.0.1:12312 …');

	await client.dispatch(lostForGood('Nothing is listening on 127.0.0.1:12312.'));
	const rows = client.rows();
	const host = rows.findIndex(row => row.includes('Host'));
	expect(rows[host + 1]).toContain('Nothing is listening on 127.0.0.1:12312.');
	expect(rows.join('\n')).toContain('Enter connects');
});

test('a long reason takes as many rows as it needs', async () => {
	using client = await openClient(atPrompt(), small);
	await client.type('\r');
	await client.dispatch(
		lostForGood('127.0.0.1:12312 does not answer. A firewall, or the wrong address?'),
	);

	expect(client.rows().slice(2, 6)).toEqual([
		' Host       127.0.0.1',
		'   127.0.0.1:12312 does not answer. A',
		'   firewall, or the wrong address?',
		' Port       12312',
	]);
});

test('of a text too long for its field, the part around the cursor is shown', async () => {
	using client = await openClient(atPrompt(), {columns: 30, rows: 10});
	await client.type('.a-very-long-host-name.example');
	const {x, y} = client.cursor();
	expect(client.rows()[y]).toMatch(/^ Host {7}\S+example$/);
	expect(x).toBe(client.rows()[y]!.length);

	await client.type('\x01');
	expect(client.rows()[client.cursor().y]).toMatch(/^ Host {7}127\.0\.0\.1/);
	expect(client.cursor().x).toBe(12);
});

test('a refused name is asked for again, with the reason', async () => {
	const taken = play(atStart(), started, opened, refused('nick-taken', 'That name is taken.'));
	using client = await openClient(taken.state, small);

	expect(client.rows().slice(2, 8)).toEqual([
		' Your name at chat.example:12312',
		'',
		' Name  ada',
		'   That name is taken.',
		'',
		' Enter joins · Ctrl+C leaves',
	]);
	expect(client.cursor()).toEqual({x: 10, y: 4});

	await client.type('2\r');
	expect(client.effects.at(-1)).toMatchObject({type: 'hello', nick: 'ada2'});
	expect(client.rows().join('\n')).not.toContain('taken');
});

test.each([
	{columns: 20, rows: 6},
	{columns: 20, rows: 24},
	{columns: 80, rows: 6},
])('at $columns x $rows the field with the cursor is on screen', async size => {
	using client = await openClient(atPrompt(), size);
	await client.type('\r');
	await client.dispatch(lostForGood('127.0.0.1:12312 does not answer. A firewall?'));

	for (const label of ['Host', 'Port', 'Your name']) {
		const {y} = client.cursor();
		expect(client.rows()[y]?.trimStart().startsWith(label)).toBe(true);
		await client.type('\t');
	}
});

test('a password is asked for with stars, one for each character, and the cursor is where one writes', async () => {
	const needed = refused('password-needed', 'This server has a password.');
	using client = await openClient(play(atStart(), started, opened, needed).state, small);
	await client.type('pass漢');
	expect(client.rows().slice(2, 8)).toEqual([
		' This server has a password',
		'',
		' Password  *****',
		'',
		' chat.example:12312 · Enter goes in ·',
		' Esc leaves',
	]);
	expect(client.cursor()).toEqual({x: 16, y: 4});
	await client.type('\x1b[D\x7f');
	expect(client.rows()[4]).toBe(' Password  ****');
	expect(client.cursor()).toEqual({x: 14, y: 4});
	expect(client.bytes()).not.toMatch(/pass漢|漢/);
});

test('why a password is none stands under it', async () => {
	const wrong = refused('password-wrong', 'That is not the password.');
	using client = await openClient(play(atStart(), started, opened, wrong).state, small);
	expect(client.rows()).toContain('   That is not the password.');
});
