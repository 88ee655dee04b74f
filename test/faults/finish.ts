import {checkHistory} from '../history/check-history.ts';
import {type Counts, countHistory} from '../history/count-history.ts';
import type {Violation} from '../history/violation.ts';
import type {Crowd} from './crowd.ts';
import {readLog} from './read-log.ts';
import type {ServerProcess} from './server-process.ts';

/** Lets all that is under way end, stops the server, and judges everything that happened by what is on the disk. */
export async function finish(
	server: ServerProcess,
	crowd: Crowd,
): Promise<{readonly violations: readonly Violation[]; readonly counts: Counts}> {
	await crowd.settle();
	server.signal('SIGTERM');
	const status = await server.exit();
	if (status !== 0) {
		throw new Error(`The server ended with ${status}:\n${server.printed}`);
	}

	const {operations} = crowd.recorder;
	const violations = checkHistory({operations, log: readLog(server.data)});
	return {violations, counts: countHistory(operations)};
}
