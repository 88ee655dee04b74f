import {accepted} from '../../../protocol/accepted.ts';
import {isBlank, parseBody} from '../../../protocol/body.ts';
import {directWith, isDirect, type RoomName} from '../../../protocol/ids.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {Face} from '../../core/face.ts';
import type {Piece} from '../../core/room-event.ts';
import {maskedName, type Standing} from '../../core/rules.ts';
import type {Sign} from '../../core/speech.ts';
import {aboutOf, clientTags} from './client-tags.ts';
import {type Commands, type IrcClient, listOf} from './irc-client.ts';
import {bytesOfLine, type IrcLine} from './irc-line.ts';
import {actionIn, cleanPassing, cleanPiece, isFitting, parseIrcText} from './irc-text.ts';
import {type Collected, collect, steerBatch, wholeOf} from './multiline.ts';
import {react} from './reactions.ts';
import {tellRefusal} from './refusals.ts';
import {shown} from './registration.ts';
import {isChannel, memberNamed, parseChannel} from './targets.ts';
import {hasUserMode} from './user-modes.ts';

/** What somebody says or asks, and how its lines were composed if they came in several. */
type Message = Omit<IrcLine, 'source'> & {readonly pieces?: readonly Piece[] | undefined};

/** Where words go, as it is shown to those who hear them, and who they are if not all. */
type Place = {
	readonly room: RoomName;
	readonly target: string;
	readonly audience?: Standing | undefined;
};

const audiences: Readonly<Record<string, Standing>> = {'@': 'operator', '+': 'voice'};

/** Where words for that target go; undefined when there is no such place, which the client has been told. */
function placeOf(client: IrcClient, target: string, isQuiet: boolean): Place | undefined {
	const {host, reply} = client;
	// Modern IRC, «STATUSMSG».
	const [, sign = '', channel = target] = /^([@+])(#.*)$/.exec(target) ?? [];
	if (isChannel(channel)) {
		const name = parseChannel(channel);
		const room = name && host.hub.findRoom(name);
		if (!room && !isQuiet) {
			reply('ERR_NOSUCHCHANNEL', shown(target), 'No such channel');
		}

		return room && {room: room.name, target: sign + room.name, audience: audiences[sign]};
	}

	const nick = memberNamed(client, target)?.nick;
	if (!nick && !isQuiet) {
		reply('ERR_NOSUCHNICK', shown(target), 'No such nick/channel');
	}

	return nick && {room: directWith(nick), target: nick};
}

/** Says it to one target. Whether what was said comes back with the command's label. */
async function speak(client: IrcClient, message: Message, target: string) {
	const {reply} = client;
	const {verb} = message;
	const isNotice = verb === 'NOTICE';
	const place = placeOf(client, target, isNotice);
	if (!place) {
		return false;
	}

	try {
		const work = verb === 'TAGMSG' ? sign : say;
		if (!(await work(client, place, message))) {
			return false;
		}
	} catch (error) {
		if (!(error instanceof Refusal)) {
			throw error;
		}

		// RFC 2812 3.3.2: a NOTICE is never answered.
		if (!isNotice) {
			const about = error.code === 'not-a-member' ? new Refusal('silenced') : error;
			tellRefusal(about, {verb, params: [target], tags: new Map()}, reply);
		}

		return false;
	}

	const away = awayOf(client, message, target);
	if (away) {
		reply('RPL_AWAY', away.nick, away.away!);
	}

	return client.caps.has('echo-message');
}

function awayOf(client: IrcClient, {verb}: Message, target: string): Face | undefined {
	const face = verb === 'PRIVMSG' ? memberNamed(client, target)?.face : undefined;
	return face?.away === undefined ? undefined : face;
}

/** Whether it was said. */
function say(client: IrcClient, place: Place, message: Message): Promise<boolean> | false {
	const given = parseIrcText(message.params[1]!);
	return given ? tell(client, place, message, given) : ask(client, place, message);
}

async function tell(
	client: IrcClient,
	place: Place,
	{verb, tags, pieces}: Message,
	given: NonNullable<ReturnType<typeof parseIrcText>>,
): Promise<boolean> {
	const {host, member, label} = client;
	const {room, audience} = place;
	const kind = verb === 'NOTICE' ? 'notice' : given.kind;
	const text = accepted(parseBody(given.text));
	const asSent = kind === 'action' ? actionIn : (line: string) => line;
	if ((!pieces || audience) && !fits(client, place, verb, text.split('\n').map(asSent))) {
		return false;
	}

	// What only some hear is not for all who come later: it passes, and is not kept.
	if (audience) {
		const passing = kind === 'notice' ? 'notice' : 'message';
		const words = kind === 'action' ? asSent(text.replaceAll('\n', ' ')) : text;
		return pass(client, place, tags, {kind: passing, text: words});
	}

	const about = aboutOf(client, room, tags, kind);
	const composed = kind === 'action' ? undefined : pieces;
	const spoken = {...about, room, id: host.newId(), kind, text, pieces: composed} as const;
	await host.hub.say(member, spoken, label);
	return true;
}

// What programs ask each other is nothing that was said: it passes, and is not kept.
function ask(client: IrcClient, place: Place, {verb, params, tags}: Message) {
	const text = cleanPassing(params[1]!);
	const kind = verb === 'NOTICE' ? 'notice' : 'message';
	const mayPass = fits(client, place, verb, [text]) && mayAsk(client, place);
	return mayPass && pass(client, place, tags, {kind, text});
}

// Whether each of them is a line towards those who hear it. Nothing is cut without a word, of a NOTICE neither: a client that knows how much fits cuts it by itself.
function fits(
	{member, reply}: IrcClient,
	{target}: Place,
	verb: string,
	lines: readonly string[],
): boolean {
	const source = maskedName(member.face);
	const areFitting = lines.every(line => isFitting(bytesOfLine(source, verb, [target, line])));
	if (!areFitting) {
		reply('ERR_INPUTTOOLONG', 'Input line was too long');
	}

	return areFitting;
}

// Whether somebody may be asked by programs; in a room, whether everybody may.
function mayAsk(client: IrcClient, {room, target}: Place): boolean {
	if (client.host.hub.findRoom(room)?.rules.noQuestions) {
		throw new Refusal('silenced');
	}

	const partner = isDirect(room) ? memberNamed(client, target) : undefined;
	return !partner || !hasUserMode(partner, 'T');
}

async function pass(
	{host, member, label}: IrcClient,
	{room, audience}: Place,
	tags: IrcLine['tags'],
	words?: Sign['words'],
): Promise<boolean> {
	const msgid = ['msgid', `sign.${host.newId()}`] as const;
	const passing = {room, audience, tags: [msgid, ...clientTags(tags)], words};
	return host.hub.speech.signal(member, passing, label);
}

// IRCv3 message-tags: «TAGMSG».
async function sign(client: IrcClient, place: Place, {tags}: Message): Promise<boolean> {
	const isKept = place.audience ? undefined : await react(client, place.room, tags);
	return isKept ?? pass(client, place, tags);
}

async function speakToAll(client: IrcClient, message: Message): Promise<'answered' | void> {
	const {params, verb} = message;
	if (params.length === 0 || params[0] === '') {
		client.reply('ERR_NORECIPIENT', `No recipient given (${verb})`);
		return undefined;
	}

	if (verb !== 'TAGMSG' && !params[1]) {
		client.reply('ERR_NOTEXTTOSEND', 'No text to send');
		return undefined;
	}

	const targets = listOf(params[0]);
	const isAwaited = client.label !== undefined && client.caps.has('echo-message');
	const isSeveral = targets.length > 1 || targets.some(target => awayOf(client, message, target));
	if (isAwaited && isSeveral && client.caps.has('batch')) {
		client.openBatch();
	}

	let isEchoed = false;
	for (const target of targets) {
		isEchoed = (await speak(client, message, target)) || isEchoed;
	}

	return isEchoed ? 'answered' : undefined;
}

async function speakCollected(client: IrcClient, said: Collected): Promise<'answered' | void> {
	const {verb, target, tags, label} = said;
	const pieces = said.pieces
		.map(({text, joins}) => ({text: cleanPiece(text), joins}))
		.filter(({text, joins}) => text !== '' || !joins);
	// One piece, or none that shows, is composed in no way of its own.
	const isComposed = pieces.length > 1 && pieces.some(({text}) => !isBlank(text));
	const params = [target, wholeOf(said.pieces)];
	const message = {verb, params, tags, pieces: isComposed ? pieces : undefined};
	client.relabel(label);
	return speakToAll(client, message);
}

/** Modern IRC, «Sending Messages»; IRCv3 message-tags and multiline. */
export const messageCommands: Commands = {
	PRIVMSG: {
		least: 0,
		run: (client, line) => (collect(client, line) ? 'answered' : speakToAll(client, line)),
	},
	NOTICE: {
		least: 0,
		run: (client, line) => (collect(client, line) ? 'answered' : speakToAll(client, line)),
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
