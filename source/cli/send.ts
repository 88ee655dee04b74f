import {text as readAll} from 'node:stream/consumers';
import {parseBody} from '../protocol/body.ts';
import {isDirect, lobby} from '../protocol/ids.ts';
import {newEntryId} from '../protocol/new-id.ts';
import {parseNick} from '../protocol/nick.ts';
import {Refusal} from '../protocol/refusal.ts';
import {text, usernameOf} from './destination.ts';
import {connectingOf} from './connecting.ts';
import {exitCodes, Failure} from './failure.ts';
import type {Arguments} from './parse-arguments.ts';
import type {Surroundings} from './surroundings.ts';
import {roomName} from './values.ts';
import {visit} from './visit.ts';

const confirmWithin = 60_000;

/** `chatroom send`: says one message, and ends when the server has it on disk. Killed before, it keeps nothing: whoever called it sees that it did not end with 0, and has the words. */
export async function send(given: Arguments, surroundings: Surroundings): Promise<number> {
	const connecting = connectingOf(given, surroundings);
	const room = text(given.flags['room']) ? roomName(text(given.flags['room'])!) : lobby;
	const {offered} = usernameOf(given, surroundings);
	const what = offered === '' ? 'A name is needed' : `"${offered}" cannot be your name`;
	const nick = orFail(parseNick(offered), what, '--username');
	const said = given.rest.length > 0 ? given.rest.join(' ') : await readAll(surroundings.stdin);
	const body = orFail(parseBody(said), 'Nothing was sent');

	// One id for every attempt: the server keeps the message once, however often it hears it.
	const id = newEntryId(Date.now());
	return visit({
		...connecting,
		nick,
		rooms: isDirect(room) ? [] : [room],
		limit: {
			milliseconds: confirmWithin,
			otherwise: 'The server did not confirm the message; it may have been said.',
		},
		onWelcome(_, {send: sendFrame}) {
			sendFrame({type: 'say', room, id, text: body});
		},
		onFrame(frame, {done, fail}) {
			if (frame.type === 'ack' && frame.id === id) {
				done(0);
			} else if (frame.type === 'refused') {
				fail(`The server says: ${frame.text}`, exitCodes.refused);
			}
		},
	});
}

function orFail<Value>(value: Value | Refusal, what: string, flag?: string): Value {
	if (value instanceof Refusal) {
		const next = flag ? ` Give another with ${flag}.` : '';
		throw new Failure(`${what}: ${value.message}${next}`, exitCodes.usage);
	}

	return value;
}
