import type {DatabaseSync} from 'node:sqlite';
import {Refusal} from '../../protocol/refusal.ts';
import {isFull, isRefused} from './sqlite-errors.ts';
import {inTransaction} from './transaction.ts';

/** What is to be written: `write` gives back what answers it once that is durable. */
export type Pending = {
	readonly type: 'entry' | 'fact';
	readonly write: () => () => void;
	readonly reject: (refusal: Refusal) => void;
};

/**
Commits all of it, or none, and gives back the answers for when that is durable; throws when nobody can know. When there is no room for entries there may be for facts, and the other way round, so each kind is then tried by itself.
*/
export function writeBatch(
	database: DatabaseSync,
	batch: readonly Pending[],
	onUndone: () => void,
): readonly (() => void)[] {
	try {
		return inTransaction(database, () => batch.map(({write}) => write()));
	} catch (error) {
		onUndone();
		if (!isRefused(error)) {
			throw error;
		}

		const facts = batch.filter(({type}) => type === 'fact');
		const entries = batch.filter(({type}) => type === 'entry');
		if (facts.length > 0 && entries.length > 0) {
			return [facts, entries].flatMap(part => writeBatch(database, part, onUndone));
		}

		const refusal = new Refusal(isFull(error) ? 'storage-full' : 'storage', {cause: error});
		return batch.map(
			({reject}) =>
				() =>
					reject(refusal),
		);
	}
}
