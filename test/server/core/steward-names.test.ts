import {beforeEach, describe, expect, test} from 'vitest';
import type {Nick, RoomName} from '../../../source/protocol/ids.ts';
import {desk, keyOf, StewardStage} from '../../helpers/steward-stage.ts';
import {quiet} from '../../helpers/turns.ts';

let stage: StewardStage;

beforeEach(() => {
	stage = new StewardStage();
});

describe('a name', () => {
	test('is kept by its bearer, let go of by the same, or by those who look after the server', async () => {
		const ada = stage.come('ada');
		await stage.order(ada, '/keep');
		ada.quit();
		expect(stage.refusalOf('Ada', {key: keyOf('eve')})).toMatchObject({code: 'nick-kept'});
		await expect(stage.order(stage.come('bob'), '/release ada')).rejects.toMatchObject({
			code: 'not-yours',
		});
		await stage.order(desk, '/release ada');
		expect(stage.refusalOf('ada', {key: keyOf('eve')}).code).toBeUndefined();
		expect(stage.history).toEqual(['moderation: host released the name ada']);
	});

	test('is not kept for whoever could not be known again', async () => {
		const ada = stage.come('ada', {hasOwnKey: false});
		await expect(stage.order(ada, '/keep')).rejects.toMatchObject({code: 'key-needed'});
	});

	test('that is kept cannot be taken by renaming', async () => {
		const ada = stage.come('ada');
		await stage.order(ada, '/keep');
		ada.quit();
		expect(stage.hub.rename(stage.come('bob').member, 'ÁDA' as Nick)).toMatchObject({
			code: 'nick-kept',
		});
	});

	test('that another device had is told with it', async () => {
		stage.come('ada').quit();
		await quiet();
		expect(stage.come('ada', {key: keyOf('eve')}).member.person).toMatchObject({
			unlike: keyOf('ada').slice(0, 8),
		});
	});
});

test('whoever looks after a room orders there, and nowhere else', async () => {
	const ada = stage.come('ada', {rooms: ['#lobby', '#tea']});
	const bob = stage.come('bob', {rooms: ['#lobby', '#tea']});
	await stage.order(ada, '/mute bob', '#tea');
	await expect(bob.say('x', {room: '#tea'})).rejects.toMatchObject({code: 'silenced'});
	await bob.say('x');
	await expect(stage.order(ada, '/ban bob 1h', '#tea')).rejects.toThrow(
		'only those who look after the server',
	);
	await expect(stage.order(ada, '/ban 10.0.0.7', '#tea')).rejects.toMatchObject({
		code: 'not-steward',
	});
	await stage.order(ada, '/ban bob out', '#tea');
	expect(stage.hub.join(bob.member, '#tea' as RoomName)).toMatchObject({code: 'banned'});
	expect(bob.ear.dismissals).toEqual([]);
	await expect(stage.order(ada, '/kick bob', '#lobby')).rejects.toMatchObject({
		code: 'not-operator',
	});
	await stage.order(ada, '/unban bob', '#tea');
	expect(stage.hub.join(bob.member, '#tea' as RoomName)).not.toHaveProperty('code');
});
