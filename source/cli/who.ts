import type {ServerFrameOf} from '../protocol/server-frame.ts';
import {connectingOf} from './connecting.ts';
import {exitCodes} from './failure.ts';
import type {Arguments} from './parse-arguments.ts';
import type {Surroundings} from './surroundings.ts';
import {visit} from './visit.ts';

const answerWithin = 10_000;

/** `chatroom who`: prints who is on the server. */
export async function who(given: Arguments, surroundings: Surroundings): Promise<number> {
	const connecting = connectingOf(given, surroundings);
	const {host, port} = connecting;
	const {stdout} = surroundings;
	let server = '';

	return visit({
		...connecting,
		rooms: [],
		limit: {
			milliseconds: answerWithin,
			otherwise: `${host}:${port} did not say who is there. Try again.`,
		},
		onWelcome(welcome, {send}) {
			server = welcome.server.name;
			send({type: 'who'});
		},
		onFrame(frame, {done, fail}) {
			if (frame.type === 'people') {
				// The one who asks is a visitor too.
				const visitors = Math.max(0, frame.visitors - 1);
				const {people} = frame;
				stdout.write(
					given.flags['json']
						? `${JSON.stringify({server, host, port, people, visitors})}\n`
						: describe(server, people, visitors),
				);
				done(0);
			} else if (frame.type === 'refused') {
				fail(`The server says: ${frame.text}`, exitCodes.refused);
			}
		},
	});
}

function describe(server: string, people: ServerFrameOf<'people'>['people'], visitors: number) {
	const names = people.map(({nick, dialect, bot, unlike}) => {
		const other = unlike ? `  (not on the device that was ${nick} before)` : '';
		return `  ${nick}${bot ? ' (bot)' : ''}  ${dialect}${other}`;
	});
	const looking = visitors > 0 ? `, ${visitors} only looking` : '';
	return [`${people.length} at ${server}${looking}`, ...names, ''].join('\n');
}
