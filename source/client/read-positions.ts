import {createHash} from 'node:crypto';
import {
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type {Store} from './state/store.ts';
import {positionsOf} from './state/unread.ts';
import {
	type LogId,
	type Nick,
	parseRoomName,
	parseSeq,
	type RoomName,
	type Seq,
} from '../protocol/ids.ts';

/** How far each room was read. */
export type Positions = Readonly<Record<RoomName, Seq>>;

/** Whose positions: two people on one device have each their own. */
export type PositionsOf = {readonly log: LogId; readonly nick: Nick};

/** Remembers on this device how far one has read, so that the next run begins there. Never throws: without it nothing is lost but a convenience. */
export type ReadPositions = {
	/** Nothing, when there is nothing good to read. Positions behind `head`, the newest seq there is, are none. */
	read(of: PositionsOf, head: Seq): Positions;
	/** Soon, and only what was told last. */
	keep(of: PositionsOf, positions: () => Positions): void;
	/** Now. */
	flush(): void;
};

const mostRooms = 500;
const mostFiles = 200;
const writeAfter = 1000;

export function openReadPositions(directory: string): ReadPositions {
	let waiting: {readonly of: PositionsOf; readonly positions: () => Positions} | undefined;
	let written = '';
	let timer: NodeJS.Timeout | undefined;

	const flush = (): void => {
		clearTimeout(timer);
		timer = undefined;
		const work = waiting;
		waiting = undefined;
		if (work) {
			const file = path.join(directory, fileOf(work.of));
			const text = textOf(work.positions());
			if (file + text !== written) {
				attempt(() => replace(file, text));
				written = file + text;
			}
		}
	};

	return {
		read: (of, head) => readFrom(path.join(directory, fileOf(of)), head),
		keep(of, positions) {
			if (waiting && !isSame(waiting.of, of)) {
				flush();
			}

			waiting = {of, positions};
			timer ??= setTimeout(flush, writeAfter).unref();
		},
		flush,
	};
}

const isSame = (one: PositionsOf, other: PositionsOf): boolean =>
	one.log === other.log && one.nick === other.nick;

// A nick may hold what a file name may not.
const fileOf = ({log, nick}: PositionsOf): string =>
	`${createHash('sha256').update(`${log}\n${nick.toLowerCase()}`).digest('hex').slice(0, 32)}.json`;

function readFrom(file: string, head: Seq): Positions {
	try {
		const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
		const pairs = Object.entries(Object(value) as object)
			.slice(0, mostRooms)
			.flatMap(([name, number]) => {
				const room = parseRoomName(name);
				const seq = parseSeq(number);
				return room !== undefined && seq !== undefined && seq <= head ? [[room, seq]] : [];
			});
		return Object.fromEntries(pairs) as Positions;
	} catch {
		return {};
	}
}

// Those that were opened last come last.
const textOf = (positions: Positions): string =>
	`${JSON.stringify(Object.fromEntries(Object.entries(positions).slice(-mostRooms)))}\n`;

function replace(file: string, text: string): void {
	const directory = path.dirname(file);
	mkdirSync(directory, {recursive: true, mode: 0o700});
	const draft = `${file}.${process.pid}.new`;
	writeFileSync(draft, text, {mode: 0o600});
	renameSync(draft, file);
	forgetOldest(directory);
}

// A server that is no more leaves its file behind.
function forgetOldest(directory: string): void {
	const names = readdirSync(directory);
	if (names.length <= mostFiles) {
		return;
	}

	const files = names
		.map(name => path.join(directory, name))
		.map(file => ({file, at: statSync(file).mtimeMs}))
		.toSorted((one, other) => other.at - one.at);
	files.slice(mostFiles).forEach(({file}) => rmSync(file, {force: true}));
}

/** Keeps what is read from now on, and tells what was read before in the history that is being entered. */
export function followReading(
	{getState, subscribe, dispatch}: Store,
	positions: ReadPositions,
): {enter(log: LogId, head: Seq, nick: Nick | undefined): void} {
	let entered: LogId | undefined;
	let {conversations} = getState();
	subscribe(() => {
		const state = getState();
		const {logId, nick} = state;
		// While another history is being entered, what is here belongs to the one before.
		if (state.conversations !== conversations && logId !== undefined && logId === entered && nick) {
			({conversations} = state);
			positions.keep({log: logId, nick}, () => positionsOf(state));
		}
	});
	return {
		enter(log, head, nick = getState().nick) {
			if (log !== getState().logId && nick) {
				entered = log;
				dispatch({type: 'positions-read', positions: positions.read({log, nick}, head)});
			}
		},
	};
}

function attempt(work: () => void): void {
	try {
		work();
	} catch {
		// As said above.
	}
}
