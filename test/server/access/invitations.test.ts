import {beforeEach, expect, test} from 'vitest';
import {Invitations} from '../../../source/server/access/invitations.ts';
import {openFacts} from '../../helpers/facts.ts';

let now = 0;
let {facts, disk} = openFacts();
const open = () => new Invitations(facts, () => now);

beforeEach(() => {
	now = 0;
	({facts, disk} = openFacts());
});

test('an invitation is good until its time, also after a restart', async () => {
	const secret = await open().make(1000);
	now = 999;
	expect(open().isGood(secret)).toBe(true);
	now = 1000;
	expect(open().isGood(secret)).toBe(false);
});

test('nobody else’s is good, nor one that nearly is', async () => {
	const invitations = open();
	const secret = await invitations.make(1000);
	const others = [
		'',
		'x',
		secret.slice(1),
		`${secret}x`,
		secret.toLowerCase(),
		`invitation ${secret}`,
	];
	expect(others.filter(other => other !== secret).map(other => invitations.isGood(other))).toEqual(
		others.map(() => false),
	);
});

test('what is kept does not let anybody in', async () => {
	const secret = await open().make(1000);
	const kept = facts.all('invitation', 10);
	expect(kept).toHaveLength(1);
	expect(JSON.stringify(kept)).not.toContain(secret);
	expect(open().isGood(kept[0]!.key)).toBe(false);
});

test('each is another one, of 128 bits', async () => {
	const secrets = await Promise.all(Array.from({length: 50}, () => open().make(1000)));
	expect(new Set(secrets).size).toBe(50);
	expect(secrets.every(secret => /^[\w-]{22}$/.test(secret))).toBe(true);
});

test('those that are over are forgotten, and of too many the oldest', async () => {
	const invitations = open();
	for (let count = 0; count < 5; count++) {
		await invitations.make(10);
	}

	now = 20;
	const first = await invitations.make(1000);
	expect(facts.count('invitation')).toBe(1);
	for (let count = 0; count < 199; count++) {
		await invitations.make(1000);
	}

	expect([facts.count('invitation'), invitations.isGood(first)]).toEqual([200, true]);
	await invitations.make(1000);
	expect([facts.count('invitation'), invitations.isGood(first)]).toEqual([200, false]);
});

test.each(['', 'soon', 'NaN', '{}'])('a damaged one, %j, lets nobody in', async value => {
	const invitations = open();
	const secret = await invitations.make(1000);
	const {key} = facts.all('invitation', 1)[0]!;
	await facts.put('invitation', key, value);
	expect(invitations.isGood(secret)).toBe(false);
});

test('one that cannot be kept is not given out', async () => {
	disk.isFull = true;
	await expect(open().make(1000)).rejects.toMatchObject({code: 'storage-full'});
});
