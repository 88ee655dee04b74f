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
import type {LogId, Nick} from '../protocol/ids.ts';

/** Whose notes: two people on one device have each their own, of each history. */
export type NotesOf = {readonly log: LogId; readonly nick: Nick};

/** What this device remembers from run to run for somebody's convenience: one small file of JSON for each person and history. Never throws: without it nothing is lost. */
export type DeviceNotes = {
	/** Undefined, when there is nothing that could be read. Anybody may have written it. */
	read(of: NotesOf): unknown;
	/** Soon, and only what was told last. */
	keep(of: NotesOf, value: () => unknown): void;
	/** Now. */
	flush(): void;
};

const mostFiles = 200;
const writeAfter = 1000;

export function openDeviceNotes(directory: string): DeviceNotes {
	let waiting: {readonly of: NotesOf; readonly value: () => unknown} | undefined;
	let written = '';
	let timer: NodeJS.Timeout | undefined;

	const flush = (): void => {
		clearTimeout(timer);
		timer = undefined;
		const work = waiting;
		waiting = undefined;
		if (work) {
			const file = path.join(directory, fileOf(work.of));
			const text = `${JSON.stringify(work.value())}\n`;
			if (file + text !== written) {
				attempt(() => replace(file, text));
				written = file + text;
			}
		}
	};

	return {
		read: of =>
			attempt(() => JSON.parse(readFileSync(path.join(directory, fileOf(of)), 'utf8')) as unknown),
		keep(of, value) {
			if (waiting && !isSame(waiting.of, of)) {
				flush();
			}

			waiting = {of, value};
			timer ??= setTimeout(flush, writeAfter).unref();
		},
		flush,
	};
}

const isSame = (one: NotesOf, other: NotesOf): boolean =>
	one.log === other.log && one.nick === other.nick;

// A nick may hold what a file name may not.
const fileOf = ({log, nick}: NotesOf): string =>
	`${createHash('sha256').update(`${log}\n${nick.toLowerCase()}`).digest('hex').slice(0, 32)}.json`;

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

function attempt<Value>(work: () => Value): Value | undefined {
	try {
		return work();
	} catch {
		// As said above.
		return undefined;
	}
}
