import {expect, test} from 'vitest';
import {decodeServerFrame} from '../../../source/protocol/codec.ts';
import type {Body} from '../../../source/protocol/body.ts';
import type {Seq} from '../../../source/protocol/ids.ts';
import {limits} from '../../../source/protocol/limits.ts';
import {arrive} from '../../helpers/json-peer.ts';
import {draftOf} from '../../helpers/drafts.ts';
import {Guest} from '../../helpers/guest.ts';
import {Stage} from '../../helpers/stage.ts';
import {quiet} from '../../helpers/turns.ts';

const utf8 = new TextEncoder();

async function answerTo(stage: Stage, request: string) {
	const peer = arrive(stage, 'ada');
	await quiet();
	peer.takeLines();
	peer.say(`${request}\n`);
	await quiet();
	const line = utf8.encode(peer.takeLines()[0]);
	expect(line.length).toBeLessThan(limits.serverFrameBytes);
	return decodeServerFrame(line);
}

test('rooms are listed as far as they fit', async () => {
	const stage = new Stage();
	for (let index = 0; index < 20; index++) {
		const guest = new Guest(stage.hub, `guest${index}`, {rooms: []});
		for (let room = 0; room < limits.roomsPerMember; room++) {
			guest.join(`#${index}-${room}`);
		}
	}

	const text = '字'.repeat(limits.topicCodePoints) as Body;
	const topicEntry = {...draftOf('', {kind: 'topic', text}), seq: 1 as Seq, prev: 0 as Seq};
	stage.hub.rooms.forEach(room => (room.topicEntry = topicEntry));
	const answer = await answerTo(stage, '{"type":"rooms"}');
	expect(answer).toMatchObject({type: 'rooms', more: true});
});

test('people are listed as far as they fit', async () => {
	const stage = new Stage();
	for (let index = 0; index < 8000; index++) {
		const nick = `guest-${String(index).padStart(26, '0')}`;
		new Guest(stage.hub, nick, {key: nick, rooms: [], bot: true});
	}

	const answer = await answerTo(stage, '{"type":"who"}');
	expect(answer).toMatchObject({type: 'people', more: true});
});

test('all of a short list is there, and nothing says otherwise', async () => {
	expect(await answerTo(new Stage(), '{"type":"rooms"}')).toEqual({
		type: 'rooms',
		rooms: [{room: '#lobby', people: 1}],
	});
});
