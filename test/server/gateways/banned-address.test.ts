import {expect, test} from 'vitest';
import {welcomePeer} from '../../../source/server/gateways/detect-session.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {quiet} from '../../helpers/turns.ts';

const banned = '192.0.2.1';

/** Somebody who was let connect before the ban, and says who that is after it. */
function arrive(stage: Stage, address: string | undefined): Peer {
	return new Peer(wire => {
		const peer = wire as Peer;
		peer.address = address;
		peer.isLocal = address === undefined;
		return welcomePeer(peer, stage.host);
	});
}

const greetings = {
	json: '{"type":"hello","v":[1,1],"nick":"eve"}\n',
	irc: 'NICK eve\r\nUSER eve 0 * :Eve\r\n',
	plain: 'eve\n',
};

test.each(Object.entries(greetings))(
	'whoever speaks %s from an address that was banned is told why, and does not come in',
	async (_, greeting) => {
		const stage = new Stage();
		const mark = {name: banned, address: banned, why: 'spam', by: 'host', at: 0};
		await stage.hub.house.bans.set(mark);
		const eve = arrive(stage, banned);
		eve.say(greeting);
		await quiet();
		expect(eve.heard).toContain('You may not come in here: spam.');
		expect(stage.hub.people).toEqual([]);

		for (const address of ['192.0.2.2', undefined]) {
			const ada = arrive(stage, address);
			ada.say(greeting);
			await quiet();
			expect(ada.heard).not.toContain('You may not come in');
			expect(stage.hub.people).toHaveLength(1);
			ada.session.close();
			await quiet();
		}
	},
);
