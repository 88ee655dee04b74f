import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {entryKinds} from '../../protocol/entry.ts';
import {pageBytes} from './history-schema.ts';
import {type ReadPage, recordsOn, type StoredRecord, type StoredValue} from './sqlite-pages.ts';

/** A row of `entries`: the seq, then the other columns in their order. */
export type SalvagedRow = readonly [number, ...StoredValue[]];
/** A row of `facts`, in the order of its columns. */
export type SalvagedFact = readonly [kind: string, key: string, value: string, changed: number];

export type Salvage = {
	readonly entry: (row: SalvagedRow) => void;
	/** Unlike entries facts change: of each key the one that was changed last counts. */
	readonly fact: (row: SalvagedFact) => void;
	/** There is, or was, an entry of this seq. */
	readonly knows: (seq: number) => void;
	readonly progress: (page: number, pages: number) => void;
};

const pagesBetweenProgress = 1000;

/**
Finds every entry that can be read in a file, in the order of its pages. Entries are never changed or taken away, so whatever looks like one, on whatever page, is one.
*/
export function salvage(file: string, {entry, fact, knows, progress}: Salvage): void {
	const descriptor = openSync(file, 'r');
	try {
		const pages = Math.ceil(fstatSync(descriptor).size / pageBytes);
		const readPage = pageReader(descriptor);
		for (let page = 1; page <= pages; page += 1) {
			for (const record of recordsOn(page, readPage)) {
				if (isEntry(record)) {
					entry([record.rowid, ...record.values.slice(1)]);
					knows(record.values[1]);
				} else if (isFact(record)) {
					fact(record.values);
				} else if (isIndexed(record)) {
					knows(record.values.at(-1) as number);
				}
			}

			if (page % pagesBetweenProgress === 0) {
				progress(page, pages);
			}
		}
	} finally {
		closeSync(descriptor);
	}
}

// Zeros stand where a file was cut short within a page.
function pageReader(descriptor: number): ReadPage {
	return page => {
		const bytes = Buffer.alloc(pageBytes);
		try {
			const length =
				page > 0 ? readSync(descriptor, bytes, 0, pageBytes, (page - 1) * pageBytes) : 0;
			return length > 0 ? bytes : undefined;
		} catch {
			// The disk does not give it back: it is as lost as one that was overwritten.
			return undefined;
		}
	};
}

const kinds: readonly string[] = entryKinds;
const room = /^[#@]/;
const id = /^[\w-]{22}$/;
const factKind = /^[a-z-]+$/;
const control = /[\0-\x08\x0B-\x1F\x7F]/;

const isSeq = (value: StoredValue | undefined): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
const isText = (value: StoredValue | undefined): value is string =>
	typeof value === 'string' && !control.test(value);
const isTextOrNull = (value: StoredValue | undefined): boolean => value === null || isText(value);

type EntryRecord = {
	readonly rowid: number;
	readonly values: readonly [null, number, ...StoredValue[]];
};

function isEntry(record: StoredRecord): record is EntryRecord {
	const {rowid, values} = record;
	const [none, prev, where, key, entryId, author, at, kind, text, re, toNick, toKey] = values;
	return (
		values.length === 12 &&
		none === null &&
		isSeq(rowid) &&
		(prev === 0 || (isSeq(prev) && prev < rowid)) &&
		isText(where) &&
		isText(key) &&
		typeof entryId === 'string' &&
		id.test(entryId) &&
		isText(author) &&
		Number.isSafeInteger(at) &&
		kinds.includes(kind as string) &&
		isText(text) &&
		(re === null || isSeq(re)) &&
		isTextOrNull(toNick) &&
		isTextOrNull(toKey)
	);
}

// A table without rowids is stored as an index is.
function isFact(record: StoredRecord): record is {rowid: undefined; values: SalvagedFact} {
	const {rowid, values} = record;
	const [kind, key, value, changed] = values;
	return (
		rowid === undefined &&
		values.length === 4 &&
		factKind.test(String(kind)) &&
		[kind, key, value].every(part => typeof part === 'string') &&
		isSeq(changed)
	);
}

// Of the index of rooms, or of the one of ids and keys.
const isIndexed = ({rowid, values}: StoredRecord): boolean =>
	rowid === undefined &&
	isSeq(values.at(-1)) &&
	values.slice(0, -1).every(isText) &&
	((values.length === 2 && room.test(values[0] as string)) ||
		(values.length === 3 && id.test(values[0] as string)));
