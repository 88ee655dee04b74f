import {accepted} from '../../protocol/accepted.ts';
import {cleanLine, parseBody, parseTopic} from '../../protocol/body.ts';
import {directWith, parseRoomName, type Nick, type RoomName} from '../../protocol/ids.ts';
import {parseNick} from '../../protocol/nick.ts';
import {isVerb, parseOrder} from '../../protocol/orders.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Member} from '../core/member.ts';
import type {Host} from './host.ts';
import {namesOf} from './plain-dialect.ts';

type Context = {
	readonly host: Host;
	readonly member: Member;
	/** Where the member's words go. */
	readonly room: RoomName;
	readonly say: (line: string) => void;
};

type Command = {
	readonly usage: string;
	/** Gives the room where words go from now on, if that changes. */
	readonly run: (context: Context, rest: string) => Promise<RoomName | undefined | void>;
};

/** For whoever made a room; nobody looks after the server by netcat, which proves nothing. */
const roomOrders =
	'/kick NAME, /ban NAME, /unban NAME, /mute NAME, /unmute NAME, /limit N, /lock, /unlock';

const commands: Readonly<Record<string, Command>> = {
	help: {
		usage: '/help',
		async run({say}) {
			const usages = Object.values(commands).map(({usage}) => usage);
			say(`* Commands: ${usages.join(', ')}, /quit or ---quit---`);
			say(`* In a room that you made: ${roomOrders}`);
		},
	},
	who: {
		usage: '/who',
		async run({host, say}) {
			const names = host.hub.people.map(({nick, dialect}) => `${nick} (${dialect})`);
			say(`* ${names.length} here: ${names.join(', ')}`);
		},
	},
	me: {
		usage: '/me TEXT',
		async run(context, rest) {
			await speak(context, context.room, 'action', rest);
		},
	},
	msg: {
		usage: '/msg NAME TEXT',
		async run(context, rest) {
			const [name, text] = firstWord(rest);
			await speak(context, directWith(name as Nick), 'message', text);
			context.say(`* told ${cleanLine(name)}`);
		},
	},
	nick: {
		usage: '/nick NAME',
		async run({host, member}, rest) {
			const refusal = host.hub.rename(member, accepted(parseNick(rest)));
			if (refusal) {
				throw refusal;
			}
		},
	},
	join: {
		usage: '/join #ROOM',
		async run({host, member, say}, rest) {
			const room = roomNamed(rest);
			const state = accepted(host.hub.join(member, room));
			const {topic} = state;
			say(`* You are in ${room}: ${namesOf(state)}`);
			if (topic) {
				say(`* Topic: ${topic}`);
			}

			return room;
		},
	},
	leave: {
		usage: '/leave',
		async run({host, member, room, say}) {
			const refusal = host.hub.leave(member, room);
			if (refusal) {
				throw refusal;
			}

			const next = [...member.rooms.keys()].at(-1)?.name;
			say(`* You left ${room}.${next ? ` You are in ${next}.` : ' /join #ROOM to talk on.'}`);
			return next;
		},
	},
	rooms: {
		usage: '/rooms',
		async run({host, member, say}) {
			for (const {name, count, topic} of host.hub.rooms.filter(room => room.isShownTo(member))) {
				say(`* ${name}: ${count} here${topic ? `, topic: ${topic}` : ''}`);
			}
		},
	},
	topic: {
		usage: '/topic [TEXT]',
		async run(context, rest) {
			const {host, room, member, say} = context;
			if (rest === '') {
				say(`* Topic: ${host.hub.findRoom(room)?.topic || 'none'}`);
				return;
			}

			const text = accepted(parseTopic(rest));
			await host.hub.say(member, {room, id: host.newId(), kind: 'topic', text});
		},
	},
};

/** Says a line, or does what it commands. Gives the room where words go from now on, if that changed. */
export async function perform(context: Context, line: string): Promise<RoomName | undefined> {
	if (!line.startsWith('/') || line.startsWith('//')) {
		await speak(context, context.room, 'message', line.replace(/^\/\//, '/'));
		return undefined;
	}

	const [verb, rest] = firstWord(line.slice(1));
	const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
	if (isVerb(verb)) {
		await carryOut(context, line);
		return undefined;
	}

	if (!command) {
		context.say(`* There is no /${cleanLine(verb)}. /help lists what there is.`);
		return undefined;
	}

	return (await command.run(context, rest)) ?? undefined;
}

// What can be ordered is written here as it is everywhere.
async function carryOut({host, member, room, say}: Context, line: string): Promise<void> {
	const {face, key} = member;
	const order = accepted(parseOrder(cleanLine(line)));
	const answer = await host.hub.steward.carryOut({nick: face.nick, key, member, room}, order);
	if (answer !== undefined) {
		say(`* ${answer.replaceAll('\n', '\n    ')}`);
	}
}

async function speak(
	{host, member}: Context,
	room: RoomName,
	kind: 'message' | 'action',
	text: string,
): Promise<void> {
	await host.hub.say(member, {room, id: host.newId(), kind, text: accepted(parseBody(text))});
}

function roomNamed(text: string): RoomName {
	const room = parseRoomName(text.startsWith('#') ? text : `#${text}`);
	if (!room) {
		throw new Refusal('room-name');
	}

	return room;
}

function firstWord(text: string): [string, string] {
	const [word = '', ...rest] = text.trim().split(/\s+/);
	return [word, rest.length > 0 ? text.trim().slice(word.length).trim() : ''];
}
