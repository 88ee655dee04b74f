import {lobby} from '../../../protocol/ids.ts';
import {maskedName} from '../../core/rules.ts';
import {enterRoom} from './channel-commands.ts';
import type {IrcClient} from './irc-client.ts';
import {tellRefusal} from './refusals.ts';
import {tellLusers, tellMotd, tellSupport} from './server-commands.ts';
import {userModeLetters} from './user-modes.ts';

/** What a client is told when it is let in, up to the room where everyone lands. Modern IRC, «Connection Registration». */
export function burst(client: IrcClient): void {
	const {host, member, reply} = client;
	const {serverName, software, hub} = host;
	const version = software.replaceAll(' ', '-');
	reply('RPL_WELCOME', `Welcome to ${hub.name}, ${maskedName(member.face)}`);
	reply('RPL_YOURHOST', `Your host is ${serverName}, running ${version}`);
	reply('RPL_CREATED', `This server was started ${new Date(host.startedAt).toUTCString()}`);
	reply('RPL_MYINFO', serverName, version, userModeLetters, 'CIbeiklmnoqstv', 'Ibekloqv');
	tellSupport(client);
	tellLusers(client);
	tellMotd(client);
	if (host.joinsLobby) {
		const refusal = enterRoom(client, lobby);
		if (refusal) {
			tellRefusal(refusal, {verb: 'JOIN', params: [lobby], tags: new Map()}, reply);
		}
	}
}
