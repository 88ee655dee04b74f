import {JsonSession} from '../../source/server/gateways/json-session.ts';
import {padded, Peer, type Stage} from './stage.ts';

/** A peer of our own protocol that has been let in. */
export function arrive(stage: Stage, nick: string): Peer {
	const peer = new Peer(wire => new JsonSession(wire, stage.host));
	peer.say(`{"type":"hello","v":[1,1],"nick":"${nick}"}\n`);
	return peer;
}

/** The frame in which something is said in the lobby. */
export const say = (id: string, text = id): string =>
	`${JSON.stringify({type: 'say', room: '#lobby', id: padded(id), text})}\n`;
