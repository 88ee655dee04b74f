import {cleanLine, parseTopic} from '../../../protocol/body.ts';
import {accepted} from '../../../protocol/accepted.ts';
import type {Nick, RoomName} from '../../../protocol/ids.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import {tellBacklog} from './backlog.ts';
import {type Commands, type IrcClient, listOf} from './irc-client.ts';
import {tellNames} from './list-commands.ts';
import {tellReadMarker} from './read-markers.ts';
import {tellRefusal} from './refusals.ts';
import {nickFor, shown} from './registration.ts';
import {memberNamed, parseChannel, roomNamed, visibleRoom} from './targets.ts';

/** Comes into a room, and is told as much of it as IRC has words for. */
export function enterRoom(
	client: IrcClient,
	name: RoomName,
	password?: string,
): Refusal | undefined {
	const {host, member} = client;
	const room = host.hub.findRoom(name);
	if (room && member.rooms.has(room)) {
		return undefined;
	}

	const state = host.hub.join(member, name, password === undefined ? {} : {password});
	if (state instanceof Refusal) {
		return state;
	}

	client.show({type: 'joined', room: name, who: member.face});
	tellTopic(client, name, false);
	tellReadMarker(client, name, name);
	// IRCv3 no-implicit-names.
	if (!client.caps.has('no-implicit-names')) {
		tellNames(client, name);
	}

	tellBacklog(client, name);
	return undefined;
}

function tellTopic(client: IrcClient, name: RoomName, isAsked: boolean): void {
	const entry = client.host.hub.findRoom(name)?.topicEntry;
	if (entry?.text) {
		client.reply('RPL_TOPIC', name, entry.text);
		client.reply('RPL_TOPICWHOTIME', name, entry.author, String(Math.floor(entry.at / 1000)));
	} else if (isAsked) {
		client.reply('RPL_NOTOPIC', name, 'No topic is set');
	}
}

function leaveRoom(client: IrcClient, name: RoomName, why: string | undefined): void {
	const {host, member} = client;
	const refusal = host.hub.leave(member, name, why);
	if (refusal) {
		throw refusal;
	}

	client.show({type: 'left', room: name, who: member.face, why, how: 'parted'});
}

// Each target is answered by itself, so that one that is wrong spoils nothing for the others.
function each(
	client: IrcClient,
	verb: string,
	targets: readonly string[],
	work: (target: string, index: number) => void,
): void {
	for (const [index, target] of targets.entries()) {
		try {
			work(target, index);
		} catch (error) {
			if (!(error instanceof Refusal)) {
				throw error;
			}

			tellRefusal(error, {verb, params: [target], tags: new Map()}, client.reply);
		}
	}
}

type Kick = {readonly nick: Nick; readonly why: string; readonly label: string | undefined};

// Whether whoever did it hears of it like everyone else in the room.
async function kick(
	client: IrcClient,
	channel: string,
	{nick, why, label}: Kick,
): Promise<'heard' | undefined> {
	const {host, member, reply} = client;
	const name = parseChannel(channel);
	const room = name && host.hub.findRoom(name);
	if (!room) {
		reply('ERR_NOSUCHCHANNEL', shown(channel), 'No such channel');
		return undefined;
	}

	const isIn = room.members.has(member);
	const order = {type: 'kick', nick, why: cleanLine(why).slice(0, 390)} as const;
	try {
		await host.hub.steward.inRoom(member, room.name, order, label);
		return isIn ? 'heard' : undefined;
	} catch (error) {
		if (!(error instanceof Refusal)) {
			throw error;
		}

		if (error.code === 'not-here') {
			reply('ERR_USERNOTINCHANNEL', shown(nick), room.name, error.message);
		} else {
			tellRefusal(error, {verb: 'KICK', params: [room.name], tags: new Map()}, reply);
		}

		return undefined;
	}
}

/** Modern IRC, «Channel Operations». */
export const channelCommands: Commands = {
	JOIN: {
		least: 1,
		run(client, {params}) {
			if (params[0] === '0') {
				for (const room of client.member.rooms.keys()) {
					leaveRoom(client, room.name, undefined);
				}

				return;
			}

			const keys = (params[1] ?? '').split(',');
			each(client, 'JOIN', listOf(params[0]), (channel, index) => {
				const refusal = enterRoom(client, roomNamed(channel), keys[index] || undefined);
				if (refusal) {
					throw refusal;
				}
			});
		},
	},

	PART: {
		least: 1,
		run(client, {params}) {
			each(client, 'PART', listOf(params[0]), channel => {
				const name = parseChannel(channel);
				if (!name || !client.host.hub.findRoom(name)) {
					client.reply('ERR_NOSUCHCHANNEL', shown(channel), 'No such channel');
					return;
				}

				leaveRoom(client, name, params[1] && cleanLine(params[1]).slice(0, 300));
			});
		},
	},

	TOPIC: {
		least: 1,
		async run(client, {params}) {
			const {host, member, reply, label} = client;
			const [channel = '', text] = params;
			const room = visibleRoom(client, channel);
			if (!room) {
				reply('ERR_NOSUCHCHANNEL', shown(channel), 'No such channel');
				return undefined;
			}

			if (text === undefined) {
				tellTopic(client, room.name, true);
				return undefined;
			}

			const body = accepted(parseTopic(text));
			const mayChange = !room.rules.topicLocked || room.has('operator', member);
			// Modern IRC, «TOPIC message»: told when it is changed or cleared.
			if (body === room.topic && mayChange && member.rooms.has(room)) {
				return undefined;
			}

			await host.hub.say(
				member,
				{room: room.name, id: host.newId(), kind: 'topic', text: body},
				label,
			);
			return 'answered';
		},
	},

	KICK: {
		least: 2,
		async run(client, {params}) {
			const [channels, nicks, why = ''] = params;
			const names = listOf(channels);
			const targets = listOf(nicks);
			// RFC 2812 3.2.8: one channel and many people, or as many channels as people.
			if (targets.length === 0 || ![1, targets.length].includes(names.length)) {
				client.reply('ERR_NEEDMOREPARAMS', 'KICK', 'A channel for each, or one for all, is needed');
				return undefined;
			}

			if (targets.length > 1) {
				client.openBatch();
			}

			const {label} = client;
			const kicks = targets.map((nick, index) =>
				kick(client, names[index] ?? names[0]!, {nick: nick as Nick, why, label}),
			);
			return (await Promise.all(kicks)).includes('heard') ? 'answered' : undefined;
		},
	},

	INVITE: {
		least: 2,
		run(client, {params}) {
			const {host, member, reply} = client;
			const [nick = '', channel = ''] = params;
			const name = parseChannel(channel);
			if (!name || !host.hub.findRoom(name)) {
				reply('ERR_NOSUCHCHANNEL', shown(channel), 'No such channel');
				return;
			}

			const refusal = host.hub.moderation.invite(member, name, nick as Nick);
			if (refusal) {
				const about = refusal.code === 'no-such-nick' ? nick : name;
				if (refusal.code === 'here-already') {
					reply('ERR_USERONCHANNEL', shown(nick), name, refusal.message);
				} else {
					tellRefusal(refusal, {verb: 'INVITE', params: [about], tags: new Map()}, reply);
				}

				return;
			}

			const target = memberNamed(client, nick);
			reply('RPL_INVITING', target?.nick ?? shown(nick), name);
			if (target?.face.away !== undefined) {
				reply('RPL_AWAY', target.face.nick, target.face.away);
			}
		},
	},

	NICK: {
		least: 0,
		run: (client, {params}) => changeNick(client, params[0]),
	},
};

// Told like everything else that happens, and before the answer to the next command.
async function changeNick(client: IrcClient, text: string | undefined): Promise<'answered' | void> {
	const {host, member, reply, label} = client;
	if (!text) {
		reply('ERR_NONICKNAMEGIVEN', 'No name given');
		return undefined;
	}

	const before = member.nick;
	const nick = nickFor(text, host, member.nick);
	const refusal = nick instanceof Refusal ? nick : host.hub.rename(member, nick, label);
	if (refusal) {
		tellRefusal(refusal, {verb: 'NICK', params: [shown(text)], tags: new Map()}, reply);
		return undefined;
	}

	await host.hub.told();
	return member.nick === before ? undefined : 'answered';
}
