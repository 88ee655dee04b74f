import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';

const markOf = (file: string): string => `${file}-open`;

/** How often the history was opened and its WAL begun anew: the first thing that each WAL tells. */
const sql = `
	SELECT sum(value) FILTER (WHERE key = 'opened') AS opened,
		sum(value) FILTER (WHERE key = 'checkpoints') AS checkpoints
	FROM meta
`;

/** Says beside the history that it is open, and with which WAL: found at a start, that a server ended without closing it. */
export function setMark(file: string, database: DatabaseSync): void {
	const {opened, checkpoints} = database.prepare(sql).get() ?? {};
	try {
		writeFileSync(markOf(file), `${String(opened)} ${String(checkpoints)}\n`, {mode: 0o600});
	} catch {
		// On a full disk the next start knows less; nothing is lost by that.
	}
}

export const clearMark = (file: string): void => rmSync(markOf(file), {force: true});

/** Whether the history was left open. */
export const hasMark = (file: string): boolean => existsSync(markOf(file));

/** Whether a file that stands without a WAL lacks what was in one: the WAL was taken away, and not merged into the file. */
export function lacksWal(file: string, database: DatabaseSync): boolean {
	if (!hasMark(file)) {
		return false;
	}

	const [opened = 0, checkpoints = 0] = readFileSync(markOf(file), 'utf8').split(' ').map(Number);
	const own = database.prepare(sql).get() ?? {};
	return Number(own['opened']) < opened || Number(own['checkpoints']) < checkpoints;
}
