import type {DatabaseSync, StatementSync} from 'node:sqlite';
import type {Fact} from '../core/facts.ts';

const upsertSql = `
	INSERT INTO facts (kind, key, value, changed) VALUES (?, ?, ?, ?)
	ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, changed = excluded.changed
`;
// The plus keeps SQLite from walking through a whole kind in the order of its changes.
const selectUnderSql = `
	SELECT key, value FROM facts WHERE kind = ? AND key >= ? AND key < ? ORDER BY +changed LIMIT ?
`;
/** Above whatever a key can go on with. */
const last = '\u{10FFFF}';

/** The table of facts through the one connection that writes it. */
export class FactTable {
	readonly #upsert: StatementSync;
	readonly #delete: StatementSync;
	readonly #selectOne: StatementSync;
	readonly #selectAll: StatementSync;
	readonly #selectUnder: StatementSync;
	readonly #selectCount: StatementSync;
	/** Of the kinds that were asked for: SQLite counts by looking at every row. */
	readonly #counts = new Map<string, number>();
	/** Numbers the changes, for no clock can be trusted to. */
	#changed: number;

	constructor(database: DatabaseSync) {
		this.#upsert = database.prepare(upsertSql);
		this.#delete = database.prepare('DELETE FROM facts WHERE kind = ? AND key = ?');
		this.#selectOne = database.prepare('SELECT value FROM facts WHERE kind = ? AND key = ?');
		this.#selectAll = database.prepare(
			'SELECT key, value FROM facts WHERE kind = ? ORDER BY changed LIMIT ?',
		);
		this.#selectUnder = database.prepare(selectUnderSql);
		this.#selectCount = database.prepare('SELECT count(*) AS count FROM facts WHERE kind = ?');
		this.#changed = Number(
			database.prepare('SELECT max(changed) AS changed FROM facts').get()?.['changed'] ?? 0,
		);
	}

	get(kind: string, key: string): string | undefined {
		return this.#selectOne.get(kind, key)?.['value'] as string | undefined;
	}

	all(kind: string, limit: number, under?: string): readonly Fact[] {
		const rows = under
			? this.#selectUnder.all(kind, under, under + last, limit)
			: this.#selectAll.all(kind, limit);
		return rows as unknown as readonly Fact[];
	}

	count(kind: string): number {
		const count = this.#counts.get(kind) ?? Number(this.#selectCount.get(kind)?.['count']);
		this.#counts.set(kind, count);
		return count;
	}

	/** The transaction was rolled back. */
	forget(): void {
		this.#counts.clear();
	}

	/** Within a transaction of whoever calls. */
	put(kind: string, key: string, value: string | undefined): void {
		const count = this.#counts.get(kind);
		if (count !== undefined) {
			const before = this.get(kind, key) === undefined ? 0 : 1;
			const after = value === undefined ? 0 : 1;
			this.#counts.set(kind, count - before + after);
		}

		if (value === undefined) {
			this.#delete.run(kind, key);
		} else {
			this.#upsert.run(kind, key, value, ++this.#changed);
		}
	}
}
