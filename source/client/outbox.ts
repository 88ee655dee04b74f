import {createHash} from 'node:crypto';
import {
	closeSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type {EntryId, LogId} from '../protocol/ids.ts';
import {doneLine, type KeptLine, keptLine, readKept} from './outbox-lines.ts';
import {hasEnded, ownerName} from './run-owner.ts';
import type {Kept} from './state/outbox.ts';

type Address = {readonly host: string; readonly port: number};

/** Keeps what is said until the server has it, so that a killed program loses nothing. Never throws. */
export type Outbox = {
	/** From now on exactly these are kept. */
	hold(messages: readonly Kept[], address: Address): void;
	/** What ended runs of this device have left for that history, or said at that address, oldest first. It is this run's now, and nobody else gets it. */
	take(log: LogId, address: Address): readonly Kept[];
};

export type OutboxOptions = {
	readonly directory: string;
	/** The device's secret: others that use the directory keep their own. */
	readonly key: string;
	readonly run: string;
	/** Told once when nothing can be kept, with the system's code. */
	readonly onTrouble: (code: string) => void;
	readonly owner?: string;
};

// owner-start-run, and a number for what was taken over from others.
const namePattern = /^(\d+-\d+)-\w+(?:\.\d+)?\.jsonl$/;
const compactAfter = 1024 * 1024;

/**
One file for each run, named after its process: whoever finds the file of a process that has ended takes it over by renaming it, so only one can. The page cache survives a killed process, so nothing is synced.
*/
export function openOutbox(options: OutboxOptions): Outbox {
	const {directory, key, run, onTrouble} = options;
	const device = createHash('sha256').update(key).digest('base64url').slice(0, 16);
	const owner = options.owner ?? ownerName();
	const own = path.join(directory, `${owner}-${run}.jsonl`);
	const held = new Map<EntryId, KeptLine>();
	let descriptor: number | undefined;
	let written = 0;
	let isTorn = false;
	let isTroubled = false;
	let taken = 0;

	// Whether it worked. A full disk is no reason not to talk.
	const attempt = (work: () => void): boolean => {
		try {
			work();
			return true;
		} catch (error) {
			if (!isTroubled) {
				isTroubled = true;
				onTrouble((error as NodeJS.ErrnoException).code ?? String(error));
			}

			return false;
		}
	};

	const append = (text: string): boolean =>
		attempt(() => {
			if (descriptor === undefined) {
				mkdirSync(directory, {recursive: true, mode: 0o700});
				descriptor = openSync(own, 'a', 0o600);
			}

			// Half a line may stand there since the disk was full.
			const whole = isTorn ? `\n${text}` : text;
			isTorn = true;
			writeFileSync(descriptor, whole);
			isTorn = false;
			written += whole.length;
		});

	const close = (): void => {
		if (descriptor !== undefined) {
			closeSync(descriptor);
			descriptor = undefined;
			written = 0;
		}
	};

	const keep = (line: KeptLine): boolean => {
		const isKept = append(keptLine(line));
		if (isKept) {
			held.set(line.message.id, line);
		}

		return isKept;
	};

	// One message that nobody dismisses would let the file grow with all that is said after it.
	const compact = (): void => {
		const text = Array.from(held.values(), keptLine).join('');
		if (written > compactAfter + 4 * text.length) {
			attempt(() => {
				replaceFile(own, text);
				close();
			});
		}
	};

	const forgetExcept = (wanted: ReadonlySet<EntryId>): void => {
		if (wanted.size === 0 && held.size > 0) {
			attempt(() => rmSync(own, {force: true}));
			close();
			held.clear();
			return;
		}

		for (const id of held.keys()) {
			if (!wanted.has(id) && append(doneLine(id))) {
				held.delete(id);
			}
		}
	};

	return {
		hold(messages, {host, port}) {
			for (const message of messages) {
				const before = held.get(message.id);
				if (!before || !isSame(before.message, message)) {
					keep({message: keptOf(message), host, port, device});
				}
			}

			forgetExcept(new Set(messages.map(({id}) => id)));
			compact();
		},

		take(log, {host, port}) {
			const isMeant = ({device: whose, message, ...at}: KeptLine): boolean =>
				whose === device && (message.log === log || (at.host === host && at.port === port));
			const found = leftIn(directory).flatMap(file => {
				const text = readText(file);
				if (text === undefined) {
					return [];
				}

				const {kept, isWhole} = readKept(text);
				const mine = kept.filter(isMeant);
				const claimed = path.join(directory, `${owner}-${run}.${taken++}.jsonl`);
				if (kept.length === 0 && isWhole) {
					attempt(() => rmSync(file, {force: true}));
				}

				if (mine.length === 0 || !claim(file, claimed)) {
					return [];
				}

				const others = kept.filter(line => !isMeant(line));
				const isSafe = attempt(() => leaveForOthers(claimed, others)) && mine.every(keep);
				// Until it is safe elsewhere it stays, also if we are killed here: what is said twice is heard once.
				if (isSafe) {
					attempt(() => rmSync(claimed, {force: true}));
				}

				return [mine.map(({message}) => message)];
			});
			const inOrder = found.toSorted(([one], [other]) => (one?.at ?? 0) - (other?.at ?? 0)).flat();
			// Somebody may have been killed while taking it over.
			return [...new Map(inOrder.map(message => [message.id, message])).values()];
		},
	};
}

function keptOf({id, room, kind, re, text, at, log, failed}: Kept): Kept {
	return {id, room, kind, ...(re !== undefined && {re}), text, at, log, failed};
}

const isSame = (one: Kept, other: Kept): boolean =>
	one.room === other.room &&
	one.log === other.log &&
	one.failed === other.failed &&
	one.text === other.text;

function leftIn(directory: string): readonly string[] {
	try {
		return readdirSync(directory)
			.filter(name => {
				const owner = namePattern.exec(name)?.[1];
				return owner !== undefined && hasEnded(owner);
			})
			.map(name => path.join(directory, name));
	} catch {
		// Nobody has ever left anything.
		return [];
	}
}

function readText(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		// Somebody else was faster, or it is nothing of ours.
		return undefined;
	}
}

function claim(file: string, claimed: string): boolean {
	try {
		renameSync(file, claimed);
		return true;
	} catch {
		// Somebody else was faster.
		return false;
	}
}

// Under the name of no process, so that whoever goes there finds it.
function leaveForOthers(claimed: string, others: readonly KeptLine[]): void {
	if (others.length > 0) {
		const name = path.basename(claimed).replaceAll(/\W/g, '_');
		replaceFile(
			path.join(path.dirname(claimed), `0-0-${name}.jsonl`),
			others.map(keptLine).join(''),
		);
	}
}

function replaceFile(file: string, text: string): void {
	const draft = `${file}.new`;
	writeFileSync(draft, text, {mode: 0o600});
	renameSync(draft, file);
}
