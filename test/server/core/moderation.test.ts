import {describe, expect, test} from 'vitest';
import type {Nick, RoomName} from '../../../source/protocol/ids.ts';
import {Refusal} from '../../../source/protocol/refusal.ts';
import {mostMasks} from '../../../source/server/core/moderation.ts';
import type {MaskList, RuleChange} from '../../../source/server/core/rules.ts';
import {Guest, openHub} from '../../helpers/guest.ts';
import {quiet} from '../../helpers/turns.ts';

const tea = '#tea' as RoomName;

function meet() {
	const hub = openHub();
	const ada = new Guest(hub, 'ada', {rooms: ['#tea']});
	const bob = new Guest(hub, 'bob', {rooms: ['#tea']});
	const rule = (who: Guest, ...changes: readonly RuleChange[]) =>
		hub.moderation.rule(who.member, tea, changes);
	const codeOf = (result: unknown) => (result instanceof Refusal ? result.code : undefined);
	return {hub, ada, bob, rule, codeOf, room: hub.findRoom(tea)!};
}

describe('whoever makes a room', () => {
	test('may change its rules, and others may not', () => {
		const {ada, bob, rule, codeOf} = meet();
		const change = {type: 'switch', rule: 'moderated', on: true} as const;
		expect(codeOf(rule(bob, change))).toBe('not-operator');
		expect(rule(ada, change)).toEqual([change]);
		expect(rule(ada, change)).toEqual([]);
	});

	test('may share that, and it ends when one leaves', () => {
		const {ada, bob, rule, room} = meet();
		rule(ada, {type: 'standing', standing: 'operator', on: true, nick: 'bob' as Nick});
		expect(room.has('operator', bob.member)).toBe(true);
		bob.leave('#tea');
		bob.join('#tea');
		expect(room.has('operator', bob.member)).toBe(false);
	});
});

describe('a kick', () => {
	test('is told to all, and the kicked one is out, but may come back', async () => {
		const {hub, ada, bob, room} = meet();
		await quiet();
		ada.forget();
		bob.forget();
		const kick = {nick: 'bob' as Nick, why: 'tea'};
		expect(hub.moderation.kick(ada.member, tea, kick)).toBeUndefined();
		await hub.told();
		expect(ada.heard).toEqual(['#tea kicked bob by ada (tea)']);
		expect(bob.heard).toEqual(['#tea removed bob by ada (tea)']);
		expect(room.members.has(bob.member)).toBe(false);
		expect(bob.join('#tea')).not.toBeInstanceOf(Refusal);
	});

	test('closes the room when nobody is left in it', () => {
		const {hub, ada, bob} = meet();
		bob.leave('#tea');
		hub.moderation.kick(ada.member, tea, {nick: 'ada' as Nick, why: ''});
		expect(hub.findRoom(tea)).toBeUndefined();
	});

	test('is refused to others, and of those who are not there', () => {
		const {hub, ada, bob, codeOf} = meet();
		const kick = (by: Guest, nick: string) =>
			codeOf(hub.moderation.kick(by.member, tea, {nick: nick as Nick, why: ''}));
		expect(kick(bob, 'ada')).toBe('not-operator');
		expect(kick(ada, 'nobody')).toBe('not-here');
	});
});

describe('a room is closed', () => {
	test.each<readonly [string, RuleChange]>([
		['room-password', {type: 'password', password: 'key'}],
		['invite-only', {type: 'switch', rule: 'inviteOnly', on: true}],
		['room-full', {type: 'limit', limit: 2}],
		['banned', {type: 'mask', list: 'ban', mask: 'eve!*@*', on: true}],
	])('with %s, except to the invited', (code, change) => {
		const {hub, ada, rule, codeOf} = meet();
		const eve = new Guest(hub, 'eve', {rooms: []});
		rule(ada, change);
		expect(codeOf(eve.join('#tea'))).toBe(code);
		expect(hub.moderation.invite(ada.member, tea, 'eve' as Nick)).toBeUndefined();
		expect(eve.join('#tea')).not.toBeInstanceOf(Refusal);
	});
});

describe('the masks of a room', () => {
	test.each<MaskList>(['ban', 'exception', 'invitation'])('are only so many: %s', list => {
		const {ada, rule, room} = meet();
		for (let number = 0; number <= mostMasks; number++) {
			rule(ada, {type: 'mask', list, mask: `${number}!*@*`, on: true});
		}

		expect(room.masks[list].size).toBe(mostMasks);
	});

	test.each<readonly [MaskList, string, RuleChange]>([
		['exception', 'banned', {type: 'mask', list: 'ban', mask: '*!*@*', on: true}],
		['invitation', 'invite-only', {type: 'switch', rule: 'inviteOnly', on: true}],
	])('let someone in by %s who is %s, and not when they are lifted', (list, code, change) => {
		const {hub, ada, rule, codeOf} = meet();
		const eve = new Guest(hub, 'eve', {rooms: []});
		const mask = {type: 'mask', list, mask: 'EVE!*@*'} as const;
		rule(ada, change, {...mask, on: true});
		expect(eve.join('#tea')).not.toBeInstanceOf(Refusal);
		eve.leave('#tea');
		expect(rule(ada, {...mask, on: false})).toEqual([{...mask, on: false}]);
		expect(codeOf(eve.join('#tea'))).toBe(code);
	});

	test('leave no one without a name out', () => {
		const {hub, ada, rule} = meet();
		const someone = new Guest(hub, undefined, {rooms: []});
		rule(ada, {type: 'mask', list: 'ban', mask: '*!*@*', on: true});
		expect(someone.join('#tea')).not.toBeInstanceOf(Refusal);
	});
});

test('what has happened has been told once `told` resolves, comings and goings too', async () => {
	const {hub, ada, bob} = meet();
	await quiet();
	ada.forget();
	bob.leave('#tea');
	await hub.told();
	bob.join('#tea');
	bob.rename('rob');
	await hub.told();
	expect(ada.heard).toEqual(['#tea - bob', '#tea + bob', 'bob -> rob']);
	await hub.told();
});
