import type {DatabaseSync} from 'node:sqlite';

/** Does all of it in one transaction, or throws and does none. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
	try {
		database.exec('BEGIN IMMEDIATE');
		const result = work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		if (database.isTransaction) {
			database.exec('ROLLBACK');
		}

		throw error;
	}
}
