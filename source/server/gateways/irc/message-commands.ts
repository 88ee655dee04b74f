import {accepted} from '../../../protocol/accepted.ts';
import {parseBody} from '../../../protocol/body.ts';
import {directWith, type RoomName} from '../../../protocol/ids.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import {aboutOf, clientTags, reactionOf} from './client-tags.ts';
import {type Commands, type IrcClient, listOf} from './irc-client.ts';
import type {IrcLine} from './irc-line.ts';
import {parseIrcText} from './irc-text.ts';
import {type Collected, collect, steerBatch} from './multiline.ts';
import {tellRefusal} from './refusals.ts';
import {shown} from './registration.ts';
import {isChannel, memberNamed, parseChannel} from './targets.ts';

/** Of what one program asks another: with any source and target it fits into a line. */
const mostAskedBytes = 360;

/** Where words for that target go; undefined when there is no such place, which the client has been told. */
function placeOf(client: IrcClient, target: string, isQuiet: boolean): RoomName | undefined {
	const {host, reply} = client;
	if (isChannel(target)) {
		const name = parseChannel(target);
		const room = name && host.hub.findRoom(name);
		if (!room && !isQuiet) {
			reply('ERR_NOSUCHCHANNEL', shown(target), 'No such channel');
		}

		return room?.name;
	}

	const partner = memberNamed(client, target);
	if (!partner?.nick && !isQuiet) {
		reply('ERR_NOSUCHNICK', shown(target), 'No such nick/channel');
	}

	return partner?.nick && directWith(partner.nick);
}

/** Says it to one target. Whether what was said comes back with the command's label. */
async function speak(client: IrcClient, {verb, params, tags}: IrcLine, target: string) {
	const {reply} = client;
	const isNotice = verb === 'NOTICE';
	const room = placeOf(client, target, isNotice);
	if (!room) {
		return false;
	}

	try {
		await (verb === 'TAGMSG' ? sign(client, room, tags) : say(client, room, {verb, params, tags}));
	} catch (error) {
		// RFC 2812 3.3.2: a NOTICE is never answered.
		if (!(error instanceof Refusal) || isNotice) {
			throw error;
		}

		const about = error.code === 'not-a-member' ? new Refusal('silenced') : error;
		tellRefusal(about, {verb, params: [target], tags: new Map()}, reply);
		return false;
	}

	const partner = verb !== 'PRIVMSG' || isChannel(target) ? undefined : memberNamed(client, target);
	if (partner?.face.away !== undefined) {
		reply('RPL_AWAY', partner.face.nick, partner.face.away);
	}

	return client.caps.has('echo-message');
}

async function say(client: IrcClient, room: RoomName, {verb, params, tags}: IrcLine) {
	const {host, member, label} = client;
	const said = parseIrcText(params[1]!);
	const isNotice = verb === 'NOTICE';
	if (!said) {
		// What programs ask each other is nothing that was said: it passes, and is not kept.
		const text = params[1]!.replaceAll(/[\0\x02-\x1f\x7f]/g, '');
		if (Buffer.byteLength(text) > mostAskedBytes) {
			throw new Refusal('too-long');
		}

		const words = {kind: isNotice ? 'notice' : 'message', text} as const;
		await host.hub.speech.signal(member, {room, tags: clientTags(tags), words}, label);
		return;
	}

	const text = accepted(parseBody(said.text));
	const kind = isNotice ? 'notice' : said.kind;
	const about = aboutOf(client, room, tags);
	await host.hub.say(member, {...about, room, id: host.newId(), kind, text}, label);
}

// IRCv3 message-tags: «TAGMSG». A reaction is kept, for it is something that was said; typing is not.
async function sign(client: IrcClient, room: RoomName, tags: IrcLine['tags']): Promise<void> {
	const {host, member, label} = client;
	const about = aboutOf(client, room, tags);
	const reaction = reactionOf(tags);
	if (reaction !== undefined && about.re !== undefined) {
		const text = accepted(parseBody(reaction));
		await host.hub.say(member, {...about, room, id: host.newId(), kind: 'react', text}, label);
		return;
	}

	const msgid = ['msgid', `sign.${host.newId()}`] as const;
	await host.hub.speech.signal(member, {room, tags: [msgid, ...clientTags(tags)]}, label);
}

async function speakToAll(client: IrcClient, line: IrcLine): Promise<'answered' | void> {
	const {params, verb} = line;
	if (params.length === 0 || params[0] === '') {
		client.reply('ERR_NORECIPIENT', `No recipient given (${verb})`);
		return undefined;
	}

	if (verb !== 'TAGMSG' && !params[1]) {
		client.reply('ERR_NOTEXTTOSEND', 'No text to send');
		return undefined;
	}

	let isEchoed = false;
	for (const target of listOf(params[0])) {
		isEchoed = (await speak(client, line, target)) || isEchoed;
	}

	return isEchoed ? 'answered' : undefined;
}

/** The same where nothing is ever answered. */
async function notice(client: IrcClient, line: IrcLine): Promise<'answered' | void> {
	try {
		return await speakToAll(client, line);
	} catch (error) {
		if (error instanceof Refusal) {
			return undefined;
		}

		throw error;
	}
}

async function speakCollected(client: IrcClient, said: Collected): Promise<'answered' | void> {
	const own = {...client, label: said.label};
	const {verb, target, text, tags} = said;
	const work = verb === 'NOTICE' ? notice : speakToAll;
	const answered = await work(own, {verb, params: [target, text], tags});
	if (said.label !== undefined && answered !== 'answered') {
		client.write(`@label=${said.label} :${client.host.serverName} ACK`);
	}

	return 'answered';
}

/** Modern IRC, «Sending Messages»; IRCv3 message-tags and multiline. */
export const messageCommands: Commands = {
	PRIVMSG: {
		least: 0,
		run: (client, line) => (collect(client, line) ? 'answered' : speakToAll(client, line)),
	},
	NOTICE: {
		least: 0,
		run: (client, line) => (collect(client, line) ? 'answered' : notice(client, line)),
	},
	TAGMSG: {
		least: 0,
		run: (client, line) => (client.caps.has('message-tags') ? speakToAll(client, line) : undefined),
	},
	BATCH: {
		least: 1,
		run(client, line) {
			const said = steerBatch(client, line);
			return said ? speakCollected(client, said) : 'answered';
		},
	},
};
