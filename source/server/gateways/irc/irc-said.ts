import {isDirect, type LogId, type Seq, tagOf} from '../../../protocol/ids.ts';
import type {Face} from '../../core/face.ts';
import type {LogEntry} from '../../core/message-log.ts';
import type {RoomEvent} from '../../core/room-event.ts';
import {maskedName} from '../../core/rules.ts';
import type {Cap} from './caps.ts';
import {formatIrcLine, formatTags} from './irc-line.ts';
import {linesFor, piecesFor} from './irc-text.ts';

type Said = Extract<RoomEvent, {type: 'said'}>;

/** Tags of a line, in their order. */
export type Tags = readonly (readonly [string, string | undefined])[];

/** What a client understands, and whose log it hears. */
export type Hearing = {readonly log: LogId; readonly knows: (cap: Cap) => boolean};

/** How a line bears the label of the command that it answers. */
export type Beside = {readonly label: string | undefined; readonly more: Tags};

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

/** An entry as lines without their ends. */
export function saidLines(said: Said, hearing: Hearing, {label, more}: Beside): readonly string[] {
	const {room, entry, by, tags: passing = []} = said;
	const {log, knows} = hearing;
	const source = sourceOf(entry, by);
	const target = isDirect(room) ? entry.to!.nick : room;
	const {kind, re} = entry;
	const about: Tags = re === undefined ? [] : [['+draft/reply', msgidOf(log, {seq: re})]];
	const opening: Tags = [...more, ...labelled(label), ...timeTag(hearing, entry.at)];
	const msgid: Tags = knows('message-tags') ? [['msgid', msgidOf(log, entry)]] : [];
	const own: Tags = knows('message-tags') ? [...msgid, ...about, ...passing] : [];
	switch (kind) {
		case 'topic': {
			const line = formatIrcLine(source, 'TOPIC', [target, entry.text]);
			return [formatTags([...opening, ...own]) + line];
		}

		case 'react': {
			const reaction: Tags = [...opening, ...own, ['+draft/react', entry.text]];
			const line = formatIrcLine(source, 'TAGMSG', [target]);
			return knows('message-tags') ? [formatTags(reaction) + line] : [];
		}

		case 'redact': {
			const why = entry.text === '' ? [] : [entry.text];
			const params = [target, msgidOf(log, {seq: re!}), ...why];
			const line = formatIrcLine(source, 'REDACT', params);
			return knows('draft/message-redaction') ? [formatTags(opening) + line] : [];
		}

		case 'action':
		case 'message':
		case 'notice':
		case 'reply':
		case 'edit':
		case 'file': {
			const spoken = {source, target, entry, opening: [...opening, ...own]};
			const hasSeveral = entry.text.includes('\n') && kind !== 'action';
			if (hasSeveral && knows('batch') && knows('draft/multiline')) {
				return multiline(spoken);
			}

			// IRCv3 multiline, «Fallback»: the msgid is only on the first line.
			const [first = '', ...others] = spokenLines(spoken);
			const later = formatTags([...more, ...timeTag(hearing, entry.at)]);
			const lines = [formatTags(spoken.opening) + first, ...others.map(line => later + line)];
			return label === undefined || others.length === 0 || !knows('batch')
				? lines
				: labelledBatch(label, [
						formatTags(spoken.opening.filter(([key]) => key !== 'label')) + first,
						...others.map(line => later + line),
					]);
		}
	}
}

type Spoken = {
	readonly source: string;
	readonly target: string;
	readonly entry: LogEntry;
	readonly opening: Tags;
};

const verbOf = ({kind}: LogEntry): string => (kind === 'notice' ? 'NOTICE' : 'PRIVMSG');

const overheadOf = ({source, target, entry}: Spoken): number =>
	Buffer.byteLength(`:${source} ${verbOf(entry)} ${target} :\x01ACTION \x01\r\n`);

function spokenLines(spoken: Spoken): readonly string[] {
	const {source, target, entry} = spoken;
	return linesFor(entry.text, overheadOf(spoken)).map(line => {
		const words = entry.kind === 'action' ? `\x01ACTION ${line}\x01` : line;
		return formatIrcLine(source, verbOf(entry), [target, words]);
	});
}

// IRCv3 multiline: what is told of all of it, its beginning tells.
function multiline(spoken: Spoken): readonly string[] {
	const {source, target, entry, opening} = spoken;
	const batch = `m${entry.seq}`;
	const begin = formatIrcLine(source, 'BATCH', [`+${batch}`, 'draft/multiline', target]);
	const lines = piecesFor(entry.text, overheadOf(spoken)).map(({text, isNewLine}) => {
		const tags: Tags = [['batch', batch], ...(isNewLine ? [] : [concat])];
		return formatTags(tags) + formatIrcLine(source, verbOf(entry), [target, text]);
	});
	return [formatTags(opening) + begin, ...lines, formatIrcLine(source, 'BATCH', [`-${batch}`])];
}

const concat = ['draft/multiline-concat', undefined] as const;

function labelledBatch(label: string, lines: readonly string[]): readonly string[] {
	const batch = 'said';
	return [
		`${formatTags([['label', label]])}BATCH +${batch} labeled-response`,
		...lines.map(line => inBatch(line, batch)),
		`BATCH -${batch}`,
	];
}

/** A line as part of a batch, unless it is part of another already. */
export function inBatch(line: string, batch: string): string {
	if (/^@(?:[^ ]*;)?batch=/.test(line)) {
		return line;
	}

	return line.startsWith('@') ? `@batch=${batch};${line.slice(1)}` : `@batch=${batch} ${line}`;
}

const labelled = (label: string | undefined): Tags =>
	label === undefined ? [] : [['label', label]];

export const timeTag = ({knows}: Hearing, at: number): Tags =>
	knows('server-time') ? [['time', new Date(at).toISOString()]] : [];
