import type {Commands, IrcClient} from './irc-client.ts';
import {fits} from '../../core/rules.ts';
import {supportLines} from './isupport.ts';
import {isThisServer, peopleAmong} from './people.ts';
import {shown} from './registration.ts';
import {hasUserMode} from './user-modes.ts';

/** As one word. */
const versionOf = ({host}: IrcClient): string => host.software.replaceAll(' ', '-');

/** Modern IRC, «LUSERS message». */
export function tellLusers({host, reply}: IrcClient): void {
	const {hub, attendance, strangers} = host;
	const everyone = peopleAmong(hub.members);
	const invisible = everyone.filter(member => hasUserMode(member, 'i')).length;
	const visible = everyone.length - invisible;
	const people = String(everyone.length);
	const most = String(attendance.most);
	const operators = [...hub.members].filter(({isOperator}) => isOperator).length;
	const rooms = hub.rooms.filter(({count}) => count > 0).length;
	reply('RPL_LUSERCLIENT', `There are ${visible} users and ${invisible} invisible on 1 servers`);
	reply('RPL_LUSEROP', String(operators), 'operator(s) online');
	reply('RPL_LUSERUNKNOWN', String(strangers()), 'unknown connection(s)');
	reply('RPL_LUSERCHANNELS', String(rooms), 'channels formed');
	reply('RPL_LUSERME', `I have ${people} clients and 0 servers`);
	reply('RPL_LOCALUSERS', people, most, `Current local users ${people}, max ${most}`);
	reply('RPL_GLOBALUSERS', people, most, `Current global users ${people}, max ${most}`);
}

/** Modern IRC, «MOTD message». */
export function tellMotd({host, reply}: IrcClient): void {
	reply('RPL_MOTDSTART', `- ${host.serverName} Message of the day - `);
	reply('RPL_MOTD', `- ${host.hub.name}: what is said here is kept, and history is there for all.`);
	reply('RPL_ENDOFMOTD', 'End of /MOTD command.');
}

/** Modern IRC, «RPL_ISUPPORT». */
export function tellSupport({host, reply}: IrcClient): void {
	for (const tokens of supportLines(host.hub.name)) {
		reply('RPL_ISUPPORT', ...tokens, 'are supported by this server');
	}
}

function tellInfo({host, reply}: IrcClient): void {
	reply('RPL_INFO', `${host.software}: a chat room for people in terminals.`);
	reply('RPL_INFO', 'IRC clients, its own client and netcat share one port and all rooms.');
	reply('RPL_INFO', `Started ${new Date(host.startedAt).toUTCString()}`);
	reply('RPL_ENDOFINFO', 'End of /INFO list');
}

function tellAdmin({host, reply}: IrcClient): void {
	reply('RPL_ADMINME', host.serverName, 'Administrative info');
	reply('RPL_ADMINLOC1', host.hub.name);
	reply('RPL_ADMINEMAIL', 'Ask whoever told you of this server');
}

/** About this server, for whoever names it, or none. */
const about = (tell: (client: IrcClient) => void) => ({
	least: 0,
	run(client: IrcClient, {params}: {readonly params: readonly string[]}) {
		if (isThisServer(client, params[0])) {
			tell(client);
		}
	},
});

/** Modern IRC, «Server Queries and Commands». */
export const serverCommands: Commands = {
	MOTD: about(tellMotd),
	INFO: about(tellInfo),
	ADMIN: about(tellAdmin),
	TIME: about(({host, reply}) =>
		reply('RPL_TIME', host.serverName, new Date(host.now()).toUTCString()),
	),
	VERSION: about(client => {
		const {host, reply} = client;
		reply('RPL_VERSION', versionOf(client), host.serverName, 'JSON, IRC and plain text');
		tellSupport(client);
	}),

	/** `LUSERS [mask [server]]`: there is one server, whatever the mask. */
	LUSERS: {
		least: 0,
		run(client, {params}) {
			if (isThisServer(client, params[1])) {
				tellLusers(client);
			}
		},
	},

	/** `LINKS [[server] mask]`. */
	LINKS: {
		least: 0,
		run(client, {params}) {
			const {host, reply} = client;
			const {serverName, hub} = host;
			const [server, mask] = params.length > 1 ? params : [undefined, params[0] || '*'];
			if (!isThisServer(client, server)) {
				return;
			}

			if (fits(mask!, serverName)) {
				reply('RPL_LINKS', serverName, serverName, `0 ${hub.name}`);
			}

			reply('RPL_ENDOFLINKS', shown(mask!), 'End of /LINKS list');
		},
	},
};
