import {accepted} from '../../protocol/accepted.ts';
import type {ClientFrameOf} from '../../protocol/client-frame.ts';
import {encodeFrame} from '../../protocol/codec.ts';
import {isDirect, lobby, type RoomName, tagOf} from '../../protocol/ids.ts';
import {limits, protocolVersion} from '../../protocol/limits.ts';
import {parseNick} from '../../protocol/nick.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import type {Member} from '../core/member.ts';
import type {Outlet} from '../core/room-event.ts';
import type {Entrance} from './entrance.ts';
import type {Host} from './host.ts';
import type {Proved} from './json-login.ts';
import {jsonDialect, toEntry, toRoomFrame} from './json-frames.ts';

const utf8 = new TextEncoder();

type Hello = ClientFrameOf<'hello'>;

/** Somebody who has proved what it had to, and the dead connection whose place it takes, if any. */
type Arrival = Proved & {
	readonly ghost?: Member | undefined;
	readonly from: Entrance['from'];
};

/** Another run of a program on the same device that is here under the name that is asked for. */
export function rivalOf({hub, keyOf}: Host, {nick, key, run, visitor}: Hello): Member | undefined {
	const wanted = nick === undefined ? undefined : parseNick(nick);
	const rival =
		key && !visitor && wanted && !(wanted instanceof Refusal)
			? hub.reception.rivalOf(wanted, keyOf(key))
			: undefined;
	return rival?.run === run && run !== undefined ? undefined : rival;
}

/** Lets a peer in: `welcome`, a `room` for each room it is in, and its feed begins. Or the reason why not. */
export function greet(host: Host, arrival: Arrival, outlet: Outlet): Member | Refusal {
	const {hello} = arrival;
	const [oldest, newest] = hello.v;
	if (oldest > protocolVersion || newest < protocolVersion) {
		const detail = `This server speaks version ${protocolVersion} of the protocol, the client ${oldest} to ${newest}.`;
		return new Refusal('version', {detail});
	}

	const member = enter(host, arrival, outlet);
	if (member instanceof Refusal) {
		return member;
	}

	try {
		bringIn(host, arrival, member);
		return member;
	} catch (error) {
		// Its name must not stay behind in a room that nobody came into.
		host.hub.quit(member);
		throw error;
	}
}

function bringIn(host: Host, {hello, scram}: Proved, member: Member): void {
	const resumed = howResumed(host, hello);
	const frames: ServerFrame[] = [{...welcome(host, member, resumed), ...(scram && {scram})}];
	const rooms = new Set(hello.rooms?.filter(room => !isDirect(room)) ?? [lobby]);
	for (const room of rooms) {
		const backlog = resumed === 'resumed' ? 'resume' : hello.backlog;
		try {
			enterRoom(host, member, room, backlog, frame => frames.push(frame));
		} catch (error) {
			// One room that lets nobody in keeps nobody out of the others, nor out of the server for ever.
			if (!(error instanceof Refusal) || (rooms.size === 1 && resumed === 'fresh')) {
				throw error;
			}

			frames.push({type: 'parted', room, why: error.message});
		}
	}

	host.hub.settle(member);
	// Of rooms their own frames tell it.
	frames.push(...host.hub.readMarks.all(member).filter(({room}) => isDirect(room)));
	// In one write: a thousand may come at once.
	member.outlet.send(utf8.encode(frames.map(encodeFrame).join('')));
	member.feed.start(resumed === 'resumed' ? hello.resume!.seq : host.hub.head);
}

/** Comes into a room and is told what it is like, with its newest entries unless the feed will bring what was missed. */
export function enterRoom(
	{hub}: Pick<Host, 'hub'>,
	member: Member,
	room: RoomName,
	backlog: number | 'resume' | undefined,
	send: (frame: ServerFrame) => void,
	tag?: string,
): void {
	const state = accepted(hub.join(member, room, {resumes: backlog === 'resume'}));
	const limit = backlog === 'resume' ? 0 : (backlog ?? defaultBacklog(member));
	const {entries, more} = hub.library.page(member, room, {limit});
	const read = hub.readMarks.of(member, room);
	const frame = toRoomFrame(state, entries.map(toEntry), more);
	send({...frame, ...(read !== undefined && {read}), ...(tag && {tag})});
}

// A bot that is told what was said before would answer it.
const defaultBacklog = ({bot}: Member) => (bot ? 0 : limits.backlogEntries);

function enter(host: Host, {hello, ghost, from}: Arrival, outlet: Outlet): Member | Refusal {
	const nick = hello.nick === undefined ? undefined : parseNick(hello.nick);
	if (nick instanceof Refusal) {
		return nick;
	}

	if (!nick && !hello.visitor) {
		return new Refusal('nick-needed');
	}

	const key = hello.key ? host.keyOf(hello.key) : host.newKey();
	const {run, bot, visitor} = hello;
	const hasOwnKey = hello.key !== undefined;
	const who = {nick, key, hasOwnKey, run, bot, visitor, ...from};
	// What it waited for may be over by now.
	const dead = ghost && ghost === rivalOf(host, hello) ? ghost : undefined;
	return host.hub.enter({...who, dialect: jsonDialect, outlet}, dead);
}

// A seq of another log, or one that this log has not reached, says that the history was replaced.
function howResumed({hub}: Host, {resume}: Hello): 'fresh' | 'resumed' | 'reset' {
	if (!resume) {
		return 'fresh';
	}

	return resume.log === hub.log.id && resume.seq <= hub.head ? 'resumed' : 'reset';
}

const welcome = (
	{hub, software}: Host,
	{nick, key, isOperator}: Member,
	resumed: 'fresh' | 'resumed' | 'reset',
): ServerFrame => ({
	type: 'welcome',
	v: protocolVersion,
	server: {name: hub.name, software},
	log: hub.log.id,
	head: hub.head,
	...(nick && {nick}),
	tag: tagOf(key),
	...(isOperator && {operator: true}),
	resumed,
});
