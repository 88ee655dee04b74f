import {deviceClaim} from '../../../source/protocol/claim.ts';
import {expect, test} from 'vitest';
import {JsonSession} from '../../../source/server/gateways/json-session.ts';
import {serverLimits} from '../../../source/server/gateways/server-limits.ts';
import {converse} from '../../helpers/converse.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {quiet} from '../../helpers/turns.ts';

const said = `
	bob> hello v=[1,1] nick=bob key=b
	bob> say room=#lobby id=1 text=one
	bob> say room=#lobby id=2 text=two
`;

test('what one session has read is told to the others of the same key, and to who comes later', () =>
	converse(`
		${said}
		> hello v=[1,1] nick=ada key=a
		< welcome
		< room read=undefined
		< caught-up
		two> hello v=[1,1] nick=ada2 key=a
		< joined
		two< welcome
		two< room read=undefined
		two< caught-up
		> read room=#lobby seq=1
		two< read room=#lobby seq=1
		> read room=#lobby seq=9
		> read room=#ops seq=1
		two> read room=#lobby seq=2
		< read room=#lobby seq=2
		three> hello v=[1,1] nick=ada3 key=a rooms=["#lobby","#ops"]
		< joined
		two< joined
		three< welcome
		three< room room=#lobby read=2 entries=one,two
		three< room room=#ops read=undefined
		three< caught-up
		four> hello v=[1,1] nick=dave
		< joined
		two< joined
		three< joined
		four< welcome
		four< room read=undefined
		four< caught-up
		four> read room=#lobby seq=2
		four> leave room=#lobby
		< left
		two< left
		three< left
		four< parted
		four> join room=#lobby
		< joined
		two< joined
		three< joined
		four< room read=undefined
	`));

test('a direct conversation has no frame of its own, so how far it was read is told on arrival', () =>
	converse(`
		${said}
		> hello v=[1,1] nick=ada key=a
		< welcome
		< room
		< caught-up
		bob> say room=@ada id=3 text=psst
		< entry seq=3 room=@bob
		> read room=@bob seq=3
		> quit
		< (end)
		two> hello v=[1,1] nick=ada2 key=a
		two< welcome
		two< room
		two< read room=@bob seq=3
		two< caught-up
	`));

test('every one counts as a request for how fast one may go on, and nothing answers it', async () => {
	const stage = new Stage();
	const ada = new Peer(wire => {
		(wire as Peer).isLocal = false;
		return new JsonSession(wire, stage.host);
	});
	ada.say(
		'{"type":"hello","v":[1,1],"nick":"ada","key":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}\n',
	);
	await quiet();
	const {nonce} = JSON.parse(ada.takeLines()[0]!) as {nonce: string};
	const signature = `signed ${deviceClaim(nonce, '')}`;
	ada.say(`${JSON.stringify({type: 'prove', signature})}\n`);
	await quiet();
	ada.takeLines();
	ada.say('{"type":"read","room":"#lobby","seq":1}\n'.repeat(serverLimits.requests.burst + 5));
	await quiet();
	expect(ada.takeLines()).toEqual([]);
	expect(ada.isListenedTo).toBe(false);
});
