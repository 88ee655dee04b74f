import {writeSync} from 'node:fs';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {draftOf} from '../../helpers/drafts.ts';

// Prints each entry's place once it is promised. Ends when it is killed.
const log = openSqliteLog(process.argv[2]!);
for (;;) {
	await Promise.all(
		Array.from({length: 8}, async () => {
			const {entry} = await log.append(draftOf('promised'));
			writeSync(1, `${entry.seq} ${entry.id}\n`);
		}),
	);
}
