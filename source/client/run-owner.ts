import {readFileSync} from 'node:fs';
import process from 'node:process';

/** Names a process so that another that is given its number later is not taken for it. */
export const ownerName = (pid: number = process.pid): string => `${pid}-${lifeOf(pid)?.start ?? 0}`;

/** Whether the process that was called so has ended. */
export function hasEnded(owner: string): boolean {
	const [pid = 0, start = 0] = owner.split('-').map(Number);
	if (pid === 0) {
		return true;
	}

	const life = lifeOf(pid);
	if (life && start > 0) {
		return life.start !== start || life.isOver;
	}

	try {
		process.kill(pid, 0);
		return false;
	} catch {
		// Nobody has that number, or somebody whose processes are none of ours.
		return true;
	}
}

// Linux only. A process that nobody has asked about since it ended still has a number.
function lifeOf(pid: number): {readonly start: number; readonly isOver: boolean} | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The name before the last bracket may hold anything.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return {start: Number(fields[19]), isOver: /[ZX]/.test(fields[0] ?? '')};
	} catch {
		// Ended, or not Linux.
		return undefined;
	}
}
