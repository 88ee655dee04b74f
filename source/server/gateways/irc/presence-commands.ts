import {cleanLine} from '../../../protocol/body.ts';
import {lobby} from '../../../protocol/ids.ts';
import type {Commands} from './irc-client.ts';
import {inLines, personNamed} from './people.ts';

/** AWAYLEN and NAMELEN of RPL_ISUPPORT: in bytes, for they share a line of 512 with names. */
const mostAwayBytes = 200;
const mostRealNameBytes = 100;
const mostUserhosts = 5;

const wordsIn = (params: readonly string[]): readonly string[] =>
	params.flatMap(param => param.split(' ')).filter(Boolean);

// Never a part of a character.
function beginning(text: string, mostBytes: number): string {
	let start = '';
	for (const character of text) {
		if (Buffer.byteLength(start + character) > mostBytes) {
			break;
		}

		start += character;
	}

	return start;
}

/** Who is here, who answers, and what they call themselves. */
export const presenceCommands: Commands = {
	/** Modern IRC, «AWAY message»: without words, or with none in them, one is here again. */
	AWAY: {
		least: 0,
		run({host, member, reply}, {params}) {
			const why = beginning(cleanLine(params[0] ?? ''), mostAwayBytes) || undefined;
			if (why !== member.face.away) {
				host.hub.moderation.setAway(member, why);
			}

			if (why === undefined) {
				reply('RPL_UNAWAY', 'You are no longer marked as being away');
			} else {
				reply('RPL_NOWAWAY', 'You have been marked as being away');
			}
		},
	},

	/** IRCv3 setname. */
	SETNAME: {
		least: 1,
		run(client, {params}) {
			const {host, member} = client;
			const name = cleanLine(params[0]!);
			if (name === '' || Buffer.byteLength(name) > mostRealNameBytes) {
				client.fail('SETNAME', 'INVALID_REALNAME', 'Realname is not valid');
				return;
			}

			host.hub.moderation.setRealName(member, name);
			const who = member.face;
			client.show({type: 'changed', room: lobby, what: 'realName', who});
		},
	},

	/** Modern IRC, «ISON message». */
	ISON: {
		least: 1,
		run(client, {params}) {
			const here = wordsIn(params).flatMap(nick => personNamed(client, nick)?.nick ?? []);
			const [line = ''] = inLines(here, ' ');
			client.reply('RPL_ISON', line);
		},
	},

	/** Modern IRC, «USERHOST message». */
	USERHOST: {
		least: 1,
		run(client, {params}) {
			const asked = wordsIn(params).slice(0, mostUserhosts);
			const known = asked.flatMap(word => {
				const member = personNamed(client, word);
				if (!member) {
					return [];
				}

				const {nick, user, person, away} = member.face;
				const sign = away === undefined ? '+' : '-';
				return `${nick}${member.isOperator ? '*' : ''}=${sign}${user}@${person.tag}`;
			});
			client.reply('RPL_USERHOST', known.join(' '));
		},
	},
};
