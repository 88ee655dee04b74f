import {expect, test, vi} from 'vitest';
import {createHostOrders, hostVerbs} from '../../source/cli/host-orders.ts';
import {type Pin} from '../../source/protocol/ids.ts';
import {orderHelp} from '../../source/protocol/orders.ts';
import {Stage} from '../helpers/stage.ts';
import {arrive} from '../helpers/json-peer.ts';

const pin = 'p'.repeat(43) as Pin;

function open(stage = new Stage()) {
	const quit = vi.fn<() => void>();
	const {carryOut} = createHostOrders({hub: stage.hub, pin}, quit);
	return {stage, quit, carryOut};
}

test('the host sets the topic without being in the room, and everybody sees it', async () => {
	const {stage, carryOut} = open();
	const ada = arrive(stage, 'ada');
	expect(await carryOut('/topic  Tea \x1b[31m& cake')).toBe(
		'The topic of #lobby: Tea \ufffd[31m& cake',
	);
	expect(ada.heard).toMatch(/"author":"host",.*"kind":"topic","text":"Tea /);
	const bob = arrive(stage, 'bob');
	expect(bob.heard).toMatch(/"type":"room","room":"#lobby","topic":"Tea /);
	expect(await carryOut('/topic')).toBe('#lobby has no topic now.');
});

test('the host puts somebody out, and is told what stands in the history', async () => {
	const {stage, carryOut} = open();
	const ada = arrive(stage, 'ada');
	const bob = arrive(stage, 'bob');
	expect(await carryOut('/kick ada spam')).toBe('host put ada out: spam.');
	expect(ada.takeLines().join('\n')).toMatch(/"why":"host put you out: spam\."/);
	expect(bob.heard).toMatch(/"author":"host",.*"kind":"moderation","text":"put ada out: spam"/);
	expect(await carryOut('/KICK nobody-like-that')).toBe('Nobody of that name is here.');
	expect(await carryOut('/kick')).toBe('Like this: /kick NAME [WHY]');
});

test('what the host did has one author, that of another server has another', async () => {
	const stage = new Stage();
	await open(stage).carryOut('/announce one');
	await open(stage).carryOut('/announce two');
	const other = createHostOrders({hub: stage.hub, pin: 'q'.repeat(43) as Pin}, () => {});
	await other.carryOut('/announce three');
	const ada = arrive(stage, 'ada');
	const tags = Array.from(
		ada.heard.matchAll(/"author":"host","tag":"([^"]+)"/g),
		found => found[1],
	);
	expect(tags).toHaveLength(3);
	expect(tags[0]).toBe(tags[1]);
	expect(tags[2]).not.toBe(tags[0]);
});

test('/who says who is here', async () => {
	const {stage, carryOut} = open();
	expect(await carryOut('/who')).toBe('Nobody is here.');
	arrive(stage, 'ada');
	arrive(stage, 'bob');
	expect(await carryOut('/who')).toBe('2 here: ada (json), bob (json)');
});

test('/help fits beside the narrowest terminal, and lists every order there is for a host', async () => {
	const {carryOut} = open();
	const lines = (await carryOut('/help'))!.split('\n');
	expect(lines.filter(line => line.length > 80)).toEqual([]);
	for (const verb of Object.keys(orderHelp).filter(each => each !== 'keep')) {
		expect(lines.some(line => line.trim().startsWith(`/${verb}`))).toBe(true);
	}

	expect(lines).toHaveLength(hostVerbs.length);
});

test.each([
	['', undefined],
	['   ', undefined],
	['hello', 'Here one gives orders, which begin with /. To talk: chatroom join. /help lists them.'],
	['/kcik ada', 'There is no /kcik. Did you mean /kick? /help lists what there is.'],
	['/constructor', 'There is no /constructor. /help lists what there is.'],
	['/keep', 'That needs a program that can prove who you are: chatroom join.'],
	['/unban ada', 'ada is not banned.'],
	['/bans', 'Nobody is banned or muted.'],
])('%j is answered %j', async (line, answer) => {
	expect(await open().carryOut(line)).toBe(answer);
});

test('/quit closes the room, and nothing else does', async () => {
	const {quit, carryOut} = open();
	await carryOut('quit');
	expect(quit).not.toHaveBeenCalled();
	expect(await carryOut('/quit')).toBeUndefined();
	expect(quit).toHaveBeenCalledOnce();
});

test('nobody else can be called host', () => {
	const {stage} = open();
	expect(arrive(stage, 'Host').heard).toContain('"code":"nick-reserved"');
	expect(arrive(stage, 'h0st').heard).toContain('"code":"nick-reserved"');
});
