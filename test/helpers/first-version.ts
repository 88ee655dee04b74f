import {DatabaseSync} from 'node:sqlite';

// As the first version of the history made it, word for word.
const schema = `
	PRAGMA page_size = 4096;
	CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE entries (
		seq INTEGER PRIMARY KEY,
		prev INTEGER NOT NULL,
		room TEXT NOT NULL,
		key TEXT NOT NULL,
		id TEXT NOT NULL,
		author TEXT NOT NULL,
		at INTEGER NOT NULL,
		kind TEXT NOT NULL,
		text TEXT NOT NULL,
		re INTEGER,
		to_nick TEXT,
		to_key TEXT,
		UNIQUE (id, key)
	) STRICT;
	-- Every index ends with the seq by itself.
	CREATE INDEX entries_by_room ON entries (room);
	CREATE INDEX entries_by_kind ON entries (room, kind) WHERE kind <> 'message';
	CREATE INDEX direct_entries_by_author ON entries (key) WHERE to_key IS NOT NULL;
	CREATE INDEX direct_entries_by_recipient ON entries (to_key) WHERE to_key IS NOT NULL;
	PRAGMA application_id = ${0x63_68_61_74};
	PRAGMA user_version = 1;
	PRAGMA journal_mode = WAL;
`;

export const firstVersionId = 'AAAAAAAAAAAAAAAAAAAAAA';

/** A history of the first version in `#a`: every third entry is an edit of the first. `whileOpen` sees it as a killed server leaves it. */
export function makeFirstVersion(file: string, count: number, whileOpen = () => {}): void {
	const database = new DatabaseSync(file);
	database.exec(schema);
	database
		.prepare("INSERT INTO meta VALUES ('logId', ?), ('opened', '1'), ('checkpoints', '0')")
		.run(firstVersionId);
	const insert = database.prepare(
		`INSERT INTO entries VALUES (?, ?, '#a', 'ada', ?, 'ada', 0, ?, ?, ?, NULL, NULL)`,
	);
	for (let seq = 1; seq <= count; seq++) {
		const isEdit = seq % 3 === 0;
		const id = `${seq}`.padStart(22, 'A');
		insert.run(seq, seq - 1, id, isEdit ? 'edit' : 'message', `entry ${seq}`, isEdit ? 1 : null);
	}

	whileOpen();
	database.close();
}
