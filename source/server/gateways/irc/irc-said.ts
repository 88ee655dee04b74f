import {isDirect, type LogId, type Seq, tagOf} from '../../../protocol/ids.ts';
import type {Face} from '../../core/face.ts';
import type {LogEntry} from '../../core/message-log.ts';
import type {Piece, RoomEvent} from '../../core/room-event.ts';
import {maskedName} from '../../core/rules.ts';
import type {Cap} from './caps.ts';
import {bytesOfLine, formatIrcLine, formatTags} from './irc-line.ts';
import {actionIn, linesFor, type Measure, piecesFor} from './irc-text.ts';

type Said = Extract<RoomEvent, {type: 'said'}>;
type Signalled = Extract<RoomEvent, {type: 'signalled'}>;

/** Tags of a line, in their order. */
type Tags = readonly (readonly [string, string | undefined])[];

/** What a client understands, and whose log it hears. */
export type Hearing = {
	readonly log: LogId;
	readonly serverName: string;
	readonly knows: (cap: Cap) => boolean;
};

const prefixOf = (log: LogId): string => `${log.slice(0, 8)}.`;

/** An entry's name towards IRC clients: opaque, and never that of another log. */
export const msgidOf = (log: LogId, {seq}: Pick<LogEntry, 'seq'>): string =>
	`${prefixOf(log)}${seq}`;

/** The entry that a msgid names, if it can be one of this log. */
export function seqNamed(log: LogId, msgid: string): Seq | undefined {
	const digits = msgid.startsWith(prefixOf(log)) ? msgid.slice(prefixOf(log).length) : '';
	return /^\d{1,15}$/.test(digits) ? (Number(digits) as Seq) : undefined;
}

/** Who said an entry, as far as it can be told: who is gone had a program that nobody remembers. */
export const sourceOf = (entry: LogEntry, by: Face | undefined): string =>
	by ? maskedName(by) : `${entry.author}!somebody@${tagOf(entry.key)}`;

/** An entry as lines without their ends. `ticket`: of the command that it answers. */
export function saidLines(said: Said, hearing: Hearing, ticket?: string): readonly string[] {
	const {room, entry, by, about: gone, tags: passing = [], pieces, isRecord} = said;
	const {log, knows} = hearing;
	const source = sourceOf(entry, by);
	const target = isDirect(room) ? entry.to!.nick : room;
	const {kind, re, text} = entry;
	const replyTo: Tags = re === undefined ? [] : [['+draft/reply', msgidOf(log, {seq: re})]];
	const time = [...timeTag(hearing, entry.at), ...botTag(hearing, by)];
	const msgid: Tags = knows('message-tags') ? [['msgid', msgidOf(log, entry)]] : [];
	const about: Tags = knows('message-tags') ? [...replyTo, ...passing] : [];
	const opening = [...time, ...msgid, ...about];
	const answer = (...lines: readonly string[]) => answering(lines, hearing, ticket);
	switch (kind) {
		case 'topic': {
			return answer(formatTags(opening) + formatIrcLine(source, 'TOPIC', [target, text]));
		}

		case 'react': {
			const reaction: Tags = [...opening, ['+draft/react', text]];
			const line = formatIrcLine(source, 'TAGMSG', [target]);
			return knows('message-tags') ? answer(formatTags(reaction) + line) : [];
		}

		// Few clients know of edits. Everyone reads this as «* ada edited: hello»; what it was, those who know tags see by the reply.
		case 'edit': {
			const spoken = {source, verb: 'PRIVMSG', target, text: `edited: ${text}`, isAction: true};
			return answer(...spokenLines(spoken, opening, [...time, ...about]));
		}

		case 'redact': {
			if (gone?.kind === 'react') {
				const subject = ['+draft/reply', msgidOf(log, {seq: gone.re!})] as const;
				const tags: Tags = [...time, ...msgid, subject, ['+draft/unreact', gone.text]];
				const line = formatIrcLine(source, 'TAGMSG', [target]);
				return knows('message-tags') ? answer(formatTags(tags) + line) : [];
			}

			const params = [target, msgidOf(log, {seq: re!}), ...(text === '' ? [] : [text])];
			const line = formatIrcLine(source, 'REDACT', params);
			return knows('draft/message-redaction') ? answer(formatTags(time) + line) : [];
		}

		// From the server, as nobody else can say it.
		case 'moderation': {
			const words = `${entry.author} ${text}`;
			const told = {source: hearing.serverName, verb: 'NOTICE', target, text: words};
			const spoken = {...told, isAction: false};
			return isRecord ? [] : answer(...spokenLines(spoken, opening, [...time, ...about]));
		}

		case 'action':
		case 'message':
		case 'notice':
		case 'reply':
		case 'file': {
			const verb = kind === 'notice' ? 'NOTICE' : 'PRIVMSG';
			const spoken = {source, verb, target, text, pieces, isAction: kind === 'action'};
			const hasSeveral = pieces !== undefined || text.includes('\n');
			if (hasSeveral && kind !== 'action' && knows('batch') && knows('draft/multiline')) {
				const [begin, ...others] = multiline(spoken, `m${entry.seq}`);
				return [...answer(formatTags(opening) + begin!), ...others];
			}

			return answer(...spokenLines(spoken, opening, [...time, ...about]));
		}
	}
}

/** Passing signs as lines without their ends. */
export function signalledLines(sign: Signalled, hearing: Hearing): readonly string[] {
	const {room, to, audience, by, at, tags, words} = sign;
	const {knows} = hearing;
	const signs = {operator: '@', voice: '+'} as const;
	const target = isDirect(room) ? to! : `${audience ? signs[audience] : ''}${room}`;
	const source = maskedName(by);
	const time = [...timeTag(hearing, at), ...botTag(hearing, by)];
	const opening = knows('message-tags') ? [...time, ...tags] : time;
	if (!words) {
		const line = formatIrcLine(source, 'TAGMSG', [target]);
		return knows('message-tags') ? [formatTags(opening) + line] : [];
	}

	const {kind, text} = words;
	const verb = kind === 'notice' ? 'NOTICE' : 'PRIVMSG';
	if (text.startsWith('\x01')) {
		return [formatTags(opening) + formatIrcLine(source, verb, [target, text])];
	}

	const later = opening.filter(([key]) => key !== 'msgid');
	return spokenLines({source, verb, target, text, isAction: false}, opening, later);
}

type Spoken = {
	readonly source: string;
	readonly verb: string;
	readonly target: string;
	readonly text: string;
	readonly pieces?: readonly Piece[] | undefined;
	readonly isAction: boolean;
};

const measureOf =
	({source, verb, target, isAction}: Spoken): Measure =>
	text =>
		bytesOfLine(source, verb, [target, isAction ? actionIn(text) : text]);

// IRCv3 multiline, «Fallback»: the msgid is only on the first line.
function spokenLines(spoken: Spoken, opening: Tags, later: Tags): readonly string[] {
	const {source, verb, target, text, pieces, isAction} = spoken;
	return linesFor(text, measureOf(spoken), pieces).map((line, index) => {
		const words = isAction ? actionIn(line) : line;
		return formatTags(index === 0 ? opening : later) + formatIrcLine(source, verb, [target, words]);
	});
}

// IRCv3 multiline: what is told of all of it, its beginning tells.
function multiline(spoken: Spoken, batch: string): readonly string[] {
	const {source, verb, target, text, pieces} = spoken;
	const lines = piecesFor(text, measureOf(spoken), pieces).map(piece => {
		const tags: Tags = [['batch', batch], ...(piece.joins ? [concat] : [])];
		return formatTags(tags) + formatIrcLine(source, verb, [target, piece.text]);
	});
	return [
		formatIrcLine(source, 'BATCH', [`+${batch}`, 'draft/multiline', target]),
		...lines,
		formatIrcLine(source, 'BATCH', [`-${batch}`]),
	];
}

const concat = ['draft/multiline-concat', undefined] as const;

/** A ticket of what answers a command as a part of a batch that bears its label. No label begins with what no line holds. */
export const partOf = (batch: string): string => `\0${batch}`;

/** Lines that answer a command, so that its client knows it. IRCv3 labeled-response: several are a batch. */
export function answering(
	lines: readonly string[],
	{knows}: Hearing,
	ticket: string | undefined,
): readonly string[] {
	if (ticket === undefined || lines.length === 0) {
		return lines;
	}

	if (ticket.startsWith('\0')) {
		return lines.map(line => inBatch(line, ticket.slice(1)));
	}

	const [first, ...others] = lines;
	const label = formatTags([['label', ticket]]).trimEnd();
	if (others.length === 0 || !knows('batch')) {
		return [
			first!.startsWith('@') ? `${label};${first!.slice(1)}` : `${label} ${first!}`,
			...others,
		];
	}

	return [
		`${label} BATCH +said labeled-response`,
		...lines.map(line => inBatch(line, 'said')),
		'BATCH -said',
	];
}

/** A line as part of a batch, unless it is part of another already. */
export function inBatch(line: string, batch: string): string {
	if (/^@(?:[^ ]*;)?batch=/.test(line)) {
		return line;
	}

	return line.startsWith('@') ? `@batch=${batch};${line.slice(1)}` : `@batch=${batch} ${line}`;
}

/** IRCv3 bot-mode: what a program does bears a tag that says so. */
export const botTag = ({knows}: Hearing, by: Face | undefined): Tags =>
	by?.person.bot && knows('message-tags') ? [['bot', undefined]] : [];

export const timeTag = ({knows}: Hearing, at: number): Tags =>
	knows('server-time') ? [['time', new Date(at).toISOString()]] : [];
