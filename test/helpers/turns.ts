import {vi} from 'vitest';

// The server lets a little time pass between comings and goings: here it passes only when a test says so.
vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});

/** The loop turns once; no time passes. */
export const nextTurn = (): Promise<void> =>
	new Promise(resolve => {
		setImmediate(resolve);
	});

/** What has been promised until now has been kept, within the same turn of the loop. */
export async function microtasks(): Promise<void> {
	for (let count = 0; count < 20; count++) {
		await Promise.resolve();
	}
}

/** So many milliseconds pass at once. */
export function pass(milliseconds: number): void {
	vi.advanceTimersByTime(milliseconds);
}

/** Whatever is under way comes to its end. */
export async function quiet(turns = 12): Promise<void> {
	for (let turn = 0; turn < turns; turn++) {
		await nextTurn();
		pass(100);
	}
}
