import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {LoggedEntry} from '../history/history.ts';

/** All that a server has left on the disk, above a seq. */
export function readLog(data: string, above = 0): readonly LoggedEntry[] {
	const database = new DatabaseSync(path.join(data, 'history.db'), {readOnly: true});
	try {
		const select = database.prepare(
			'SELECT seq, prev, room, substr(key, 1, 8) AS key, id, text FROM entries WHERE seq > ? ORDER BY seq',
		);
		return select.all(above).map(row => ({...row}) as LoggedEntry);
	} finally {
		database.close();
	}
}
