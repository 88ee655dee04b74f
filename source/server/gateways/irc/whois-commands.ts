import type {Member} from '../../core/member.ts';
import {fits} from '../../core/rules.ts';
import {type Commands, type IrcClient, listOf} from './irc-client.ts';
import {idleSeconds, inLines, isThisServer, maySeeIn, personNamed} from './people.ts';
import {shown} from './registration.ts';
import {signsOf} from './targets.ts';

function tell(client: IrcClient, member: Member): void {
	const {host, reply} = client;
	const {nick, user, person, realName, away} = member.face;
	reply('RPL_WHOISUSER', nick, user, person.tag, '*', realName);
	const rooms = [...member.rooms.keys()]
		.filter(room => maySeeIn(client, room, member))
		.map(room => signsOf(client, room, member) + room.name);
	for (const line of inLines(rooms, ' ')) {
		reply('RPL_WHOISCHANNELS', nick, line);
	}

	reply('RPL_WHOISSERVER', nick, host.serverName, host.hub.name);
	if (member.isOperator) {
		reply('RPL_WHOISOPERATOR', nick, 'is a server operator');
	}

	if (member.bot) {
		reply('RPL_WHOISBOT', nick, 'is a bot');
	}

	if (away !== undefined) {
		reply('RPL_AWAY', nick, away);
	}

	const idle = String(idleSeconds(client, member));
	const since = String(Math.floor(member.since / 1000));
	reply('RPL_WHOISIDLE', nick, idle, since, 'seconds idle, signon time');
}

function tellDepartures(client: IrcClient, asked: string, count: number): void {
	const {host, reply} = client;
	const nicks = listOf(asked);
	const found = host.attendance.departures.filter(({who}) =>
		nicks.some(mask => fits(mask, who.nick)),
	);
	// A count that is not positive is none.
	for (const {who, at} of count > 0 ? found.slice(0, count) : found) {
		const {nick, user, person, realName} = who;
		reply('RPL_WHOWASUSER', nick, user, person.tag, '*', realName);
		reply('RPL_WHOISSERVER', nick, host.serverName, new Date(at).toUTCString());
	}

	if (found.length === 0) {
		reply('ERR_WASNOSUCHNICK', shown(asked), 'There was no such nickname');
	}

	reply('RPL_ENDOFWHOWAS', shown(asked), 'End of WHOWAS');
}

/** Modern IRC, «User-Based Queries». */
export const whoisCommands: Commands = {
	WHOIS: {
		least: 0,
		run(client, {params}) {
			const {reply} = client;
			const [server, nicks] = params.length > 1 ? params : [undefined, params[0]];
			const [nick] = listOf(nicks);
			if (nick === undefined) {
				reply('ERR_NONICKNAMEGIVEN', 'No nickname given');
				return;
			}

			if (!isThisServer(client, server)) {
				return;
			}

			const member = personNamed(client, nick);
			if (member) {
				tell(client, member);
			} else {
				reply('ERR_NOSUCHNICK', shown(nick), 'No such nick/channel');
			}

			reply('RPL_ENDOFWHOIS', member?.nick ?? shown(nick), 'End of /WHOIS list');
		},
	},

	WHOWAS: {
		least: 0,
		run(client, {params}) {
			const [asked, count = '0', server] = params;
			if (!asked) {
				client.reply('ERR_NONICKNAMEGIVEN', 'No nickname given');
			} else if (isThisServer(client, server)) {
				tellDepartures(client, asked, Number.parseInt(count, 10));
			}
		},
	},
};
