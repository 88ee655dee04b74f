import type {HeardEntry, History, Join, LoggedEntry} from './history.ts';
import type {Accuse} from './violation.ts';

/** The part of the log that one set of rooms is made of. */
type Part = {
	readonly entries: readonly LoggedEntry[];
	readonly indexOf: ReadonlyMap<number, number>;
};

type Listening = {
	readonly who: string;
	readonly part: Part;
	/** The index in `part` of what must be heard next. */
	next: number;
};

/** How far one participant has come, over all its connections. */
type Progress = {applied: number; reached: number; part: Part; isHere: boolean};

/** What was shown: only what is in the log, on each connection as one run of it, and all of it in the end. */
export function checkHearing({operations, log}: History, accuse: Accuse): void {
	const bySeq = new Map(log.map(entry => [entry.seq, entry]));
	const partOf = partsOf(log);
	const listening = new Map<string, Listening>();
	const progress = new Map<string, Progress>();
	for (const operation of operations) {
		const {who} = operation;
		const own = progress.get(who);
		switch (operation.op) {
			case 'join': {
				const part = partOf(operation.rooms);
				checkJoin(operation, own, accuse);
				const next = indexAfter(part.entries, operation.after);
				listening.set(operation.connection, {who, part, next});
				const before = own?.applied ?? operation.after;
				const reached = Math.max(own?.reached ?? 0, operation.after);
				progress.set(who, {applied: before, reached, part, isHere: true});
				break;
			}

			case 'recv': {
				const {entry} = operation;
				const ear = listening.get(operation.connection);
				if (!ear || !own || !isAlike(bySeq.get(entry.seq), entry)) {
					accuse('visible-not-durable', `${who} was shown ${entry.seq} as ${entry.text}`);
				} else {
					hear(ear, entry, accuse);
					own.applied = Math.max(own.applied, entry.seq);
					own.reached = Math.max(own.reached, entry.seq);
				}

				break;
			}

			case 'caught-up': {
				const ear = listening.get(operation.connection);
				const missing = ear?.part.entries[ear.next];
				if (missing && missing.seq <= operation.seq) {
					accuse(
						'conn-gap',
						`${who} was told that ${operation.seq} is all, without ${missing.seq}`,
					);
				}

				// What the server says is all may be resumed from, but is not thereby heard.
				if (own) {
					own.applied = Math.max(own.applied, operation.seq);
				}

				break;
			}

			case 'leave': {
				if (own) {
					own.isHere = false;
				}

				break;
			}

			case 'send':
			case 'ack':
			case 'nack':
			case 'drop': {
				break;
			}
		}
	}

	for (const [who, {part, reached, isHere}] of progress) {
		const last = part.entries.at(-1)?.seq ?? 0;
		if (isHere && reached < last) {
			accuse('not-converged', `${who} has heard up to ${reached} of ${last}`);
		}
	}
}

function checkJoin({who, after, how}: Join, own: Progress | undefined, accuse: Accuse): void {
	if (own && how !== 'resumed') {
		accuse('join-skips', `${who} had heard up to ${own.applied} and was ${how} at ${after}`);
	} else if (own && after > own.applied) {
		accuse('join-skips', `${who} went on after ${after}, and had heard up to ${own.applied}`);
	}
}

/** One step on one connection. */
function hear(ear: Listening, {seq, room}: HeardEntry, accuse: Accuse): void {
	const index = ear.part.indexOf.get(seq);
	if (index === undefined) {
		accuse('conn-dup-or-reorder', `${ear.who} heard ${seq} of ${room}, where it is not`);
		return;
	}

	if (index < ear.next) {
		accuse('conn-dup-or-reorder', `${ear.who} heard ${seq} too late or again`);
	} else if (index > ear.next) {
		accuse('conn-gap', `${ear.who} heard ${seq} before ${ear.part.entries[ear.next]!.seq}`);
	}

	ear.next = Math.max(ear.next, index + 1);
}

const isAlike = (logged: LoggedEntry | undefined, heard: HeardEntry): boolean =>
	logged !== undefined &&
	logged.id === heard.id &&
	logged.prev === heard.prev &&
	logged.room === heard.room &&
	logged.text === heard.text &&
	logged.key.startsWith(heard.tag);

/** Where the entries above `seq` begin. */
function indexAfter(entries: readonly LoggedEntry[], seq: number): number {
	let low = 0;
	let high = entries.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (entries[middle]!.seq <= seq) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}

/** Cuts the log to rooms, once for each set of them. */
function partsOf(log: readonly LoggedEntry[]): (rooms: readonly string[]) => Part {
	const parts = new Map<string, Part>();
	return rooms => {
		const name = rooms.toSorted().join(' ');
		let part = parts.get(name);
		if (!part) {
			const entries = log.filter(({room}) => rooms.includes(room));
			part = {entries, indexOf: new Map(entries.map(({seq}, index) => [seq, index]))};
			parts.set(name, part);
		}

		return part;
	};
}
