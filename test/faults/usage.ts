import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';

/** What a process holds. */
export type Usage = {readonly mebibytes: number; readonly files: number};

/** NaN where the system does not tell. */
export function usageOf(pid: number): Usage {
	const status = `/proc/${pid}/status`;
	if (!existsSync(status)) {
		return {mebibytes: NaN, files: NaN};
	}

	const kibibytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]);
	return {mebibytes: kibibytes / 1024, files: readdirSync(`/proc/${pid}/fd`).length};
}

/** Once connections that were broken are given back, or after a time in which they were not. */
export async function calmUsageOf(
	pid: number,
	{files}: Usage,
	milliseconds: number,
): Promise<Usage> {
	for (let waited = 0; waited < milliseconds && usageOf(pid).files > files; waited += 50) {
		await wait(50);
	}

	return usageOf(pid);
}
