import type {RoomName} from '../../../protocol/ids.ts';
import type {Face} from '../../core/face.ts';
import type {Hub} from '../../core/hub.ts';
import type {Heard} from '../../core/library.ts';
import type {LogEntry} from '../../core/message-log.ts';
import {readHistory} from './history-page.ts';
import type {IrcClient} from './irc-client.ts';
import {bytesOfLine, formatIrcLine} from './irc-line.ts';
import {inBatch} from './irc-said.ts';
import {linesFor} from './irc-text.ts';

/** How much of what was said before a client is told that comes into a room. */
const mostEntries = 50;

/** What was said in a room before the client came, in the best way it understands. Clients that ask by themselves are told nothing, nor are programs that would answer. */
export function tellBacklog(client: IrcClient, room: RoomName): void {
	const {host, member, caps} = client;
	if (!host.joinsLobby || member.bot || caps.has('draft/chathistory')) {
		return;
	}

	const entries = readHistory(client, room, {limit: mostEntries});
	if (caps.has('server-time')) {
		tellEntries(client, room, entries);
	} else {
		entries.flatMap(entry => noticesFor(client, entry)).forEach(line => client.write(line));
	}
}

/** Entries with their times; as one batch for those who know batches. IRCv3 chathistory, «Batch». */
export function tellEntries(client: IrcClient, target: string, entries: readonly Heard[]): void {
	const {hub, dialects} = client.host;
	const dialect = dialects.for(client.caps);
	const lines = entries.flatMap(heard => {
		const by = authorOf(hub, heard.entry);
		return dialect.lines({type: 'said', ...heard, by});
	});
	tellBatch(client, ['chathistory', target], lines);
}

// Who said it, if that one is here and still called that.
function authorOf(hub: Hub, {author, key}: LogEntry): Face | undefined {
	const holder = hub.holder(author);
	return holder?.key === key && holder.nick === author ? holder.face : undefined;
}

/** Lines that belong together; even none, so that who asked knows. */
export function tellBatch(
	{host, caps, write}: IrcClient,
	what: readonly string[],
	lines: readonly string[],
): void {
	if (!caps.has('batch')) {
		lines.forEach(line => write(line));
		return;
	}

	const batch = 'history';
	write(formatIrcLine(host.serverName, 'BATCH', [`+${batch}`, ...what]));
	// A batch within this one is part of it by its first line.
	lines.forEach(line => write(isEndOfBatch(line) ? line : inBatch(line, batch)));
	write(formatIrcLine(host.serverName, 'BATCH', [`-${batch}`]));
}

const isEndOfBatch = (line: string): boolean => /^:\S+ BATCH -/.test(line);

// Without the time beside the words, it is among them; from the server, so that nobody seems to be speaking now.
function noticesFor({host}: IrcClient, {room, entry}: Heard): readonly string[] {
	const {author, kind, text, at} = entry;
	const starred = {
		action: `* ${author}`,
		edit: `* ${author} edited:`,
		moderation: `*** ${author}`,
	};
	const who: string | undefined = starred[kind as keyof typeof starred];
	const before = `[${dayAndTime(at)}] ${who ?? `<${author}>`} `;
	const params = (line: string) => [room, before + line];
	const measure = (line: string) => bytesOfLine(host.serverName, 'NOTICE', params(line));
	return linesFor(text, measure).map(line =>
		formatIrcLine(host.serverName, 'NOTICE', params(line)),
	);
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function dayAndTime(at: number): string {
	const date = new Date(at);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${days[date.getDay()]} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
