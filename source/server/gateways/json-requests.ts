import {accepted} from '../../protocol/accepted.ts';
import {
	type Body,
	clean,
	cleanLine,
	parseAway,
	parseBody,
	parseReaction,
	parseTopic,
} from '../../protocol/body.ts';
import type {ClientFrame, ClientFrameOf} from '../../protocol/client-frame.ts';
import type {RoomName} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {parseNick} from '../../protocol/nick.ts';
import {parseOrder} from '../../protocol/orders.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Person} from '../../protocol/entry.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import type {Hub} from '../core/hub.ts';
import type {Heard} from '../core/library.ts';
import type {Member} from '../core/member.ts';
import {enterRoom} from './json-hello.ts';
import {toAwayFrame, toEntry} from './json-frames.ts';

export type Reply = (frame: ServerFrame) => void;

/** What a member may ask for once it is in. */
export type Request = Exclude<ClientFrame, {type: 'hello' | 'prove' | 'ping' | 'pong' | 'quit'}>;

/** Does what was asked and replies. Begins at once, in the order of the calls; rejects with a `Refusal`. */
export async function serve(hub: Hub, member: Member, request: Request, reply: Reply) {
	const tag = 'tag' in request && request.tag !== undefined ? {tag: request.tag} : {};
	switch (request.type) {
		case 'say': {
			await say(hub, member, request);
			break;
		}

		case 'typing': {
			await signTyping(hub, member, request);
			break;
		}

		case 'read': {
			await quietly(() => hub.readMarks.move(member, request.room, request.seq));
			break;
		}

		case 'away': {
			reply(setAway(hub, member, request));
			break;
		}

		case 'command': {
			const {text, room} = request;
			const answer = await carryOut(hub, member, {text, room});
			const told = answer === undefined ? undefined : (clean(answer) as Body);
			reply({type: 'told', ...(told !== undefined && {text: told}), ...tag});
			break;
		}

		case 'join': {
			enterRoom({hub}, member, request.room, request.backlog, reply, request.tag);
			break;
		}

		case 'leave': {
			done(hub.leave(member, request.room));
			reply({type: 'parted', room: request.room, ...tag});
			break;
		}

		case 'nick': {
			done(hub.rename(member, accepted(parseNick(request.nick))));
			break;
		}

		case 'who': {
			reply({type: 'people', ...whoIsIn(hub, member, request), ...tag});
			break;
		}

		case 'rooms': {
			reply({type: 'rooms', ...listRooms(hub, member), ...tag});
			break;
		}

		case 'history': {
			const {room} = request;
			checkReading(hub, member, room);
			const {entries, more} = hub.library.page(member, room, request);
			reply({type: 'page', room, entries: entries.map(toEntry), more, ...tag});
			break;
		}

		case 'search': {
			checkReading(hub, member, request.room);
			const {entries, more} = await hub.library.search(member, request);
			reply({type: 'found', entries: entries.map((heard: Heard) => toEntry(heard)), more, ...tag});
			break;
		}
	}
}

/** An order by somebody who is here, in the words of any dialect. */
export async function carryOut(
	{steward}: Hub,
	member: Member,
	{text, room}: {readonly text: string; readonly room: RoomName | undefined},
): Promise<string | undefined> {
	const {nick, key} = member;
	if (!nick || member.visitor) {
		throw new Refusal('only-looking');
	}

	return steward.carryOut({nick, key, member, room}, accepted(parseOrder(cleanLine(text))));
}

/** By what the peer knows its request again. */
export const ticketOf = (frame: ClientFrame) => ({
	id: 'id' in frame ? frame.id : undefined,
	tag: 'tag' in frame ? frame.tag : undefined,
});

// Whoever may come into a room may read in it without coming in; nobody else.
function checkReading(hub: Hub, member: Member, name: RoomName | undefined): void {
	const room = name && hub.findRoom(name);
	const refusal =
		room && !member.rooms.has(room) ? hub.moderation.mayEnter(member, room, undefined) : undefined;
	done(refusal?.code === 'room-full' ? undefined : refusal);
}

const parserOf = {
	message: parseBody,
	action: parseBody,
	edit: parseBody,
	topic: parseTopic,
	react: parseReaction,
	// Why it is taken back, which nobody need say.
	redact: parseTopic,
} as const;

async function say(hub: Hub, member: Member, request: ClientFrameOf<'say'>): Promise<void> {
	const {room, id, kind = 'message', text, re} = request;
	const body = accepted(parserOf[kind](text));
	await hub.say(member, {room, id, kind, text: body, ...(re !== undefined && {re})});
}

async function signTyping(
	hub: Hub,
	member: Member,
	{room, state}: ClientFrameOf<'typing'>,
): Promise<void> {
	if (!member.visitor) {
		await quietly(() => hub.speech.signal(member, {room, tags: [['+typing', state]]}));
	}
}

// Nothing answers it: a sign that cannot be given is not missed.
async function quietly(work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof Refusal)) {
			throw error;
		}
	}
}

function setAway(hub: Hub, member: Member, {why}: ClientFrameOf<'away'>): ServerFrame {
	if (member.visitor) {
		throw new Refusal('only-looking');
	}

	const reason = accepted(parseAway(why));
	if (reason !== member.face.away) {
		hub.moderation.setAway(member, reason);
	}

	// Others hear of it by the hub.
	return toAwayFrame(member.face);
}

function whoIsIn(hub: Hub, member: Member, {room: name}: ClientFrameOf<'who'>) {
	if (name === undefined) {
		return {...listPeople(hub.people), visitors: hub.visitors};
	}

	const room = hub.findRoom(name);
	const {people = [], visitors = 0} = room?.isShownTo(member) ? room : {};
	return {room: name, ...listPeople(people), visitors};
}

function listPeople(everyone: readonly Person[]) {
	const people = fitting(everyone, ({nick}) => nick.length);
	return {people, ...(people.length < everyone.length && {more: true})};
}

function listRooms(hub: Hub, member: Member) {
	const all = hub.rooms.filter(room => room.isShownTo(member));
	const open = fitting(all, ({name, topic}) => name.length + topic.length);
	const rooms = open.map(({name, topic, count}) => ({
		room: name,
		...(topic && {topic}),
		people: count,
	}));
	return {rooms, ...(open.length < all.length && {more: true})};
}

// As many as fit into one frame, reckoned as for pages; a unit of UTF-16 takes three bytes at most.
function fitting<Item>(items: readonly Item[], lengthOf: (item: Item) => number): Item[] {
	let bytes = 0;
	const end = items.findIndex(item => (bytes += 3 * lengthOf(item) + 100) > 3 * limits.pageBytes);
	return items.slice(0, end < 0 ? undefined : end);
}

function done(refusal: Refusal | undefined): void {
	if (refusal) {
		throw refusal;
	}
}
