import process from 'node:process';
import type {Entry} from '../protocol/entry.ts';
import {lobby, noSeq, type Seq} from '../protocol/ids.ts';
import {limits} from '../protocol/limits.ts';
import type {ServerFrameOf} from '../protocol/server-frame.ts';
import {clockOf} from '../client/text/clock.ts';
import {text} from './destination.ts';
import {connectingOf} from './connecting.ts';
import {exitCodes} from './failure.ts';
import type {Arguments} from './parse-arguments.ts';
import {parseSince, type Since} from './since.ts';
import type {Surroundings} from './surroundings.ts';
import {roomName} from './values.ts';
import {isPassing, visit, type Visit} from './visit.ts';

/** `chatroom tail`: prints what is said until a signal ends it, without a gap when the connection breaks. */
export async function tail(given: Arguments, surroundings: Surroundings): Promise<number> {
	const connecting = connectingOf(given, surroundings);
	const room = text(given.flags['room']) ? roomName(text(given.flags['room'])!) : lobby;
	const asJson = given.flags['json'] === true;
	const sinceText = text(given.flags['since']);
	const since = sinceText === undefined ? undefined : parseSince(sinceText, Date.now());
	const {stdout, stderr} = surroundings;

	let catchUp = since && createCatchUp(since, room);
	let last: Seq = noSeq;
	const print = (entry: Entry, isGone = false): void => {
		if (entry.seq > last) {
			last = entry.seq;
			stdout.write(asJson ? `${JSON.stringify(entry)}\n` : isGone ? goneLine(entry) : line(entry));
		}
	};

	// Whoever took something back does not want it read once more; for programs it is what the log holds.
	const printAll = (entries: readonly Entry[]): void => {
		const gone = goneIn(entries);
		entries.forEach(entry => print(entry, gone.has(entry.seq)));
	};

	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	const {promise: told, resolve} = Promise.withResolvers<number>();
	const stop = (): void => resolve(0);
	signals.forEach(signal => process.on(signal, stop));
	try {
		return await visit({
			...connecting,
			rooms: [room],
			ended: told,
			onWelcome({resumed}, current) {
				if (resumed === 'reset') {
					stderr.write("chatroom: The server's history was replaced.\n");
					last = noSeq;
					catchUp = createCatchUp({after: noSeq}, room);
				}

				catchUp?.begin(current);
			},
			onFrame(frame, current) {
				if (frame.type === 'entry') {
					const {type: _, ...entry} = frame;
					current.heard(entry.seq);
					// What is said directly to this device comes as well.
					if (entry.room === room && !catchUp?.hold(entry)) {
						print(entry);
					}
				} else if (frame.type === 'page') {
					printAll(catchUp?.receive(frame, current) ?? []);
				} else if (frame.type === 'refused' && !isPassing(frame.code)) {
					current.fail(`The server says: ${frame.text}`, exitCodes.refused);
				}
			},
			onLost: why => stderr.write(`chatroom: ${why} Trying again.\n`),
		});
	} finally {
		signals.forEach(signal => process.off(signal, stop));
	}
}

/** Fetches what was said before; what is said meanwhile is held until all of that is there. */
function createCatchUp(since: Since, room: typeof lobby) {
	let isDone = false;
	let older: readonly Entry[] = [];
	const held: Entry[] = [];
	const ask = ({send}: Visit, mark: {before?: Seq; after?: Seq}) =>
		send({type: 'history', room, ...mark, limit: limits.pageEntries});

	return {
		/** Again after every reconnection, until it is done. */
		begin(current: Visit): void {
			if (!isDone) {
				older = [];
				ask(current, 'after' in since ? {after: since.after} : {});
			}
		},

		hold(entry: Entry): boolean {
			if (!isDone) {
				held.push(entry);
			}

			return !isDone;
		},

		/** What can be printed now. */
		receive({entries, more}: ServerFrameOf<'page'>, current: Visit): readonly Entry[] {
			if ('after' in since) {
				const newest = entries.at(-1);
				isDone = !more || !newest;
				if (more && newest) {
					ask(current, {after: newest.seq});
				}

				return isDone ? [...entries, ...held] : entries;
			}

			const recent = entries.filter(({at}) => at >= since.from);
			older = [...recent, ...older];
			const [oldest] = entries;
			isDone = !more || !oldest || recent.length < entries.length;
			if (!isDone && oldest) {
				ask(current, {before: oldest.seq});
			}

			return isDone ? [...older, ...held] : [];
		},
	};
}

/** What is known to be taken back when all of these are here, with the edits that tell what it became. */
function goneIn(entries: readonly Entry[]): ReadonlySet<Seq> {
	const gone = new Set(entries.flatMap(({kind, re}) => (kind === 'redact' ? [re] : [])));
	return new Set(
		entries
			.filter(({seq, kind, re}) => gone.has(seq) || (kind === 'edit' && gone.has(re)))
			.map(({seq}) => seq),
	);
}

const goneLine = ({at, author}: Entry): string => `[${clockOf(at)}] * ${author}: taken back\n`;

function line({at, author, kind, text: said}: Entry): string {
	const indented = said.replaceAll('\n', '\n    ');
	const words = {
		action: `* ${author} ${indented}`,
		topic: said ? `* ${author} set the topic: ${indented}` : `* ${author} took the topic away`,
		moderation: `* ${author} ${indented}`,
		edit: `* ${author} edited: ${indented}`,
		react: `* ${author} reacts: ${indented}`,
		redact: `* ${author} takes something back${said ? `: ${indented}` : ''}`,
	}[kind as string];
	return `[${clockOf(at)}] ${words ?? `<${author}> ${indented}`}\n`;
}
