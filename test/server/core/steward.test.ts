import {beforeEach, describe, expect, test} from 'vitest';
import {accepted} from '../../../source/protocol/accepted.ts';
import type {Nick} from '../../../source/protocol/ids.ts';
import {desk, keyOf, StewardStage} from '../../helpers/steward-stage.ts';
import {quiet} from '../../helpers/turns.ts';

const hour = 3_600_000;

let stage: StewardStage;

beforeEach(() => {
	stage = new StewardStage();
});

const everyOrder = [
	'/kick bob',
	'/ban bob',
	'/ban 10.0.0.7',
	'/unban bob',
	'/bans',
	'/mute bob',
	'/unmute bob',
	'/limit 5',
	'/lock',
	'/unlock',
	'/announce hi',
	'/release bob',
	'/op bob',
	'/deop bob',
	'/link',
];

describe('somebody who looks after nothing', () => {
	test.each(everyOrder)('can not order %s', async line => {
		const [ada, bob] = [stage.come('ada'), stage.come('bob')];
		await stage.order(bob, '/keep');
		await expect(stage.order(ada, line)).rejects.toMatchObject({
			code: expect.stringMatching(/^not-(?:steward|operator|yours)$/),
		});
		expect(bob.ear.dismissals).toEqual([]);
		expect(stage.history).toEqual([]);
	});
});

describe.each([
	['the console of the host', () => desk],
	['the host who is here', () => stage.come('hilda', {key: keyOf('host')})],
	['somebody who was made operator', () => stage.come('ada')],
])('%s', (_, arrive) => {
	test.each(everyOrder)('can order %s', async line => {
		await stage.hub.house.makeOperator(keyOf('ada'), true);
		const bob = stage.come('bob');
		await stage.order(bob, '/keep');
		await stage.hub.house.mutes.set({name: 'bob', why: '', by: '', at: 0, until: 1});
		if (line === '/deop bob') {
			await stage.hub.house.makeOperator(keyOf('bob'), true);
		}

		if (line === '/unban bob') {
			await stage.hub.house.bans.set({name: 'bob', why: '', by: '', at: 0});
		}

		const answer = await stage.order(arrive(), line);
		expect(answer === undefined || typeof answer === 'string').toBe(true);
	});
});

describe('who is put out', () => {
	test('hears by whom and why, and can come back', async () => {
		const bob = stage.come('bob');
		await stage.order(desk, '/kick bob too loud');
		expect(bob.ear.dismissals).toEqual(['host put you out: too loud.']);
		bob.quit();
		expect(stage.refusalOf('bob').code).toBeUndefined();
		expect(stage.history).toEqual(['moderation: host put bob out: too loud']);
	});

	test('for an hour, stays out for an hour under any name, also after a restart', async () => {
		const bob = stage.come('bob', {address: '10.0.0.7'});
		const ada = stage.come('ada');
		await stage.order(desk, '/ban bob 1h spam');
		expect(bob.ear.dismissals).toEqual(['You may not come in here for 1 hour: spam.']);
		expect(ada.ear.dismissals).toEqual([]);
		bob.quit();
		stage.restart();
		expect(stage.refusalOf('rob', {key: keyOf('bob')})).toMatchObject({code: 'put-out'});
		expect(stage.refusalOf('carl', {address: '10.0.0.7'})).toMatchObject({code: 'put-out'});
		expect(stage.refusalOf('B0B')).toMatchObject({code: 'put-out'});
		expect(stage.refusalOf('boba').code).toBeUndefined();
		expect(stage.refusalOf('ВоВ', {key: keyOf('x')})).toMatchObject({code: 'put-out'});
		stage.now = hour;
		expect(stage.refusalOf('bob').code).toBeUndefined();
		expect(stage.history).toEqual(['moderation: host banned bob for 1 hour: spam']);
	});

	test('though not here is known by the device that had the name last', async () => {
		stage.come('bob').quit();
		await quiet();
		await stage.order(desk, '/ban bob');
		expect(stage.refusalOf('rob', {key: keyOf('bob')})).toMatchObject({code: 'put-out'});
	});

	test('by address is everybody of it, until it is let in again, however it is written', async () => {
		const bob = stage.come('bob', {address: '2001:db8:0:0'});
		await stage.order(desk, '/ban 2001:db8::7');
		expect(bob.ear.dismissals).toHaveLength(1);
		expect(stage.refusalOf('eve', {address: '2001:db8:0:0'})).toMatchObject({code: 'put-out'});
		await expect(stage.order(desk, '/unban 2001:db8:1::/64')).rejects.toThrow('is not banned');
		await stage.order(desk, '/unban 2001:db8::9');
		expect(stage.refusalOf('eve', {address: '2001:db8:0:0'}).code).toBeUndefined();
	});

	test.each(['127.0.0.1', '::1', '1.2.3.4/8', '300.1.1.1', '2001:db8::/32'])(
		'is nobody of %s',
		async address => {
			await expect(stage.order(desk, `/ban ${address}`)).rejects.toThrow(
				'no address that could be banned',
			);
		},
	);
});

describe('the host', () => {
	test.each(['/kick hilda', '/ban hilda', '/mute hilda', '/deop hilda'])(
		'stays, whoever orders %s',
		async line => {
			const host = stage.come('hilda', {key: keyOf('host')});
			await stage.hub.house.makeOperator(keyOf('ada'), true);
			await expect(stage.order(stage.come('ada'), line)).rejects.toThrow('The host stays.');
			expect(host.ear.dismissals).toEqual([]);
		},
	);

	test('is not put out with its address', async () => {
		const host = stage.come('hilda', {key: keyOf('host'), address: '10.0.0.7'});
		await stage.order(desk, '/ban 10.0.0.7');
		expect(host.ear.dismissals).toEqual([]);
	});
});

test.each(['/ban ada', '/mute ada'])(
	'%s says what to do first when ada looks after it, too',
	async line => {
		await stage.hub.house.makeOperator(keyOf('ada'), true);
		stage.come('ada');
		await expect(stage.order(desk, line)).rejects.toThrow('First: /deop ada');
		expect([stage.hub.house.bans.all, stage.hub.house.mutes.all]).toEqual([[], []]);
	},
);

test('who was made operator is one at once and after a restart, until it is taken back, here or not', async () => {
	const ada = stage.come('ada');
	await stage.order(desk, '/op ada');
	expect(ada.member.isOperator).toBe(true);
	await quiet();
	expect(ada.heard.at(-1)).toContain('ada');
	ada.quit();
	await stage.order(desk, '/deop ada');
	expect(stage.hub.house.isOperator(keyOf('ada'))).toBe(false);
	await expect(stage.order(desk, '/deop ada')).rejects.toThrow('does not look after');
	expect(stage.history.map(line => line.replace(/.* /, ''))).toHaveLength(2);
});

test('whoever could not be known again is not made operator', async () => {
	stage.come('ada', {hasOwnKey: false});
	await expect(stage.order(desk, '/op ada')).rejects.toMatchObject({code: 'key-needed'});
	await expect(stage.order(desk, '/op nobody')).rejects.toMatchObject({code: 'no-such-nick'});
});

test('who is muted is told, says nothing more, and speaks again when the time is over', async () => {
	const [ada, bob] = [stage.come('ada'), stage.come('bob')];
	await stage.order(desk, '/mute bob 1h spam');
	await quiet();
	expect(bob.heard).toContain('told: You may not speak here for 1 hour: spam.');
	await expect(bob.say('but')).rejects.toMatchObject({code: 'muted'});
	accepted(stage.hub.rename(bob.member, 'rob' as Nick) ?? undefined);
	await expect(bob.say('but')).rejects.toMatchObject({code: 'muted'});
	stage.now = hour;
	await bob.say('at last');
	expect(ada.talk.at(-1)).toBe('at last');
});

test('a locked server lets in whom it knows within and who is invited', async () => {
	const bob = stage.come('bob');
	await stage.order(desk, '/lock we are enough');
	expect(stage.refusalOf('eve')).toMatchObject({code: 'locked'});
	bob.quit();
	expect(stage.refusalOf('bob').code).toBeUndefined();
	expect(stage.refusalOf('eve', {isInvited: true}).code).toBeUndefined();
	await stage.order(desk, '/unlock');
	expect(stage.refusalOf('carl').code).toBeUndefined();
});

test('how many may be here is told, and changed', async () => {
	expect(await stage.order(desk, '/limit')).toBe('100 people may be here at once.');
	await stage.order(desk, '/limit 7');
	expect(stage.premises.limit).toBe(7);
});

test('a link is good for a day, or for as long as is said', async () => {
	expect(await stage.order(desk, '/link')).toBe(
		'For 1 day, whoever has this link comes in: chatroom://here',
	);
	expect(stage.invitedUntil).toBe(24 * hour);
	await stage.order(desk, '/link 1h');
	expect(stage.invitedUntil).toBe(hour);
});
