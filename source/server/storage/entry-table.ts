import type {DatabaseSync, StatementSync} from 'node:sqlite';
import {noSeq, type Seq} from '../../protocol/ids.ts';
import type {Appended, Draft, LogEntry, Query} from '../core/message-log.ts';
import type {LogRoom} from '../core/log-room.ts';

type Row = {
	readonly seq: Seq;
	readonly prev: Seq;
	readonly room: LogRoom;
	readonly key: Draft['key'];
	readonly id: Draft['id'];
	readonly author: Draft['author'];
	readonly at: number;
	readonly kind: Draft['kind'];
	readonly text: Draft['text'];
	readonly re: Seq | null;
	readonly to_nick: Draft['author'] | null;
	readonly to_key: Draft['key'] | null;
};

const insertSql = `
	INSERT INTO entries (seq, prev, room, key, id, author, at, kind, text, re, to_nick, to_key)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id, key) DO NOTHING
`;

/** The table of entries through the one connection that writes it. */
export class EntryTable {
	readonly #database: DatabaseSync;
	readonly #insert: StatementSync;
	readonly #selectSame: StatementSync;
	readonly #selectOne: StatementSync;
	readonly #selectLast: StatementSync;
	readonly #selectFrames: StatementSync;
	readonly #selectPage = new Map<string, StatementSync>();
	readonly #lastOf = new Map<LogRoom, Seq>();
	#last: Seq;

	constructor(database: DatabaseSync) {
		this.#database = database;
		this.#insert = database.prepare(insertSql);
		this.#selectSame = database.prepare('SELECT * FROM entries WHERE key = ? AND id = ?');
		this.#selectOne = database.prepare('SELECT * FROM entries WHERE seq = ?');
		this.#selectLast = database.prepare('SELECT max(seq) AS seq FROM entries WHERE room = ?');
		this.#selectFrames = database.prepare('PRAGMA wal_checkpoint(NOOP)');
		this.#last = (database.prepare('SELECT max(seq) AS seq FROM entries').get()?.['seq'] ??
			noSeq) as Seq;
	}

	/** The newest seq ever given, also to what was then rolled back. */
	get last(): Seq {
		return this.#last;
	}

	/** How long the WAL is. */
	get walFrames(): number {
		return this.#selectFrames.get()?.['log'] as number;
	}

	/** The transaction was rolled back. */
	forget(): void {
		this.#lastOf.clear();
	}

	one(seq: Seq): LogEntry | undefined {
		const row = this.#selectOne.get(seq);
		return row && toEntry(row);
	}

	/** What matches at or below `head`, oldest first. */
	read(query: Query, head: Seq): readonly LogEntry[] {
		const {rooms, direct, after, before, kind, re, from, limit} = query;
		if (rooms.length === 0 && !direct) {
			return [];
		}

		const filters = `${kind ? isRare(kind) : ''} ${re === undefined ? '' : 're'}`;
		const shape = `${rooms.length} ${direct ? 'direct' : ''} ${filters} ${from}`;
		let select = this.#selectPage.get(shape);
		if (!select) {
			select = this.#database.prepare(pageSql(query));
			this.#selectPage.set(shape, select);
		}

		const bounds = [after ?? noSeq, Math.min(before ?? Infinity, head + 1), limit];
		return select.all(...bounds, kind ?? null, re ?? null, direct ?? null, ...rooms).map(toEntry);
	}

	/** Within a transaction of whoever calls. */
	insert(draft: Draft): Appended {
		const {room, key, id, author, at, kind, text, re, to} = draft;
		const prev = this.#lastOf.get(room) ?? ((this.#selectLast.get(room)?.['seq'] ?? noSeq) as Seq);
		const seq = (this.#last + 1) as Seq;
		const place = [seq, prev, room, key, id, author, at, kind, text];
		const values = [...place, re ?? null, to?.nick ?? null, to?.key ?? null];
		const {changes} = this.#insert.run(...values);
		if (changes === 0) {
			return {entry: toEntry(this.#selectSame.get(key, id)!), dup: true};
		}

		this.#last = seq;
		this.#lastOf.set(room, seq);
		return {entry: {...draft, seq, prev}, dup: false};
	}
}

const isRare = (kind: Draft['kind']): boolean => kind !== 'message';

/** Merges the indexes in seq order and stops at the limit, so a page costs a page, however long the history. */
function pageSql({rooms, direct, kind, re, from}: Query): string {
	// The literal lets SQLite use the index of what is not a message.
	const kinds = kind ? `AND kind = ?4 ${isRare(kind) ? "AND kind <> 'message'" : ''}` : '';
	const sources = [
		...rooms.map((_, index) => `room = ?${index + 7}`),
		...(direct ? ['to_key = ?6', 'key = ?6 AND to_key IS NOT NULL'] : []),
	];
	const [table, target] =
		re === undefined ? ['entries', ''] : ['entries INDEXED BY entries_by_target', 'AND re = ?5'];
	const selects = sources.map(
		source =>
			`SELECT seq FROM ${table} WHERE ${source} AND seq > ?1 AND seq < ?2 ${kinds} ${target}`,
	);
	return `
		SELECT entries.* FROM entries JOIN (
			${selects.join(' UNION ')} ORDER BY seq ${from === 'newest' ? 'DESC' : 'ASC'} LIMIT ?3
		) USING (seq) ORDER BY seq
	`;
}

function toEntry(fields: object): LogEntry {
	const {re, to_nick: nick, to_key: key, ...row} = fields as Row;
	return {...row, ...(re && {re}), ...(nick && key && {to: {nick, key}})};
}
