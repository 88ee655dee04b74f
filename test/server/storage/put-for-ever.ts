import {writeSync} from 'node:fs';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {draftOf} from '../../helpers/drafts.ts';

// Prints the number of each round once its fact is promised; its entry comes after. Ends when it is killed.
const log = openSqliteLog(process.argv[2]!);
for (let round = Number(log.facts.get('round', 'last') ?? 0) + 1; ; round++) {
	const puts = [
		log.facts.put('all', `${round % 100}`, `${round}`),
		log.facts.put('round', 'last', `${round}`),
	];
	const append = log.append(draftOf(`${round}`));
	await Promise.all(puts);
	writeSync(1, `${round}\n`);
	// Some rounds have no entry that would be synced with their facts.
	await (round % 2 ? append : undefined);
}
