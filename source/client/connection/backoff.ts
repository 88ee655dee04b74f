const first = 500;
const most = 30_000;
/** Whatever a server asks for, it is not waited for longer: none keeps a client away. */
const longestWish = 60_000;

/**
How long to wait before the next attempt, in milliseconds: twice as long each time, and anything up to that at random, so that a thousand clients of a restarted server do not come back at once. `random` is in [0, 1).
*/
export function retryDelay(attempt: number, random: number, least = 0): number {
	const ceiling = Math.min(most, first * 2 ** attempt);
	return Math.round(Math.min(least, longestWish) + Math.max(50, random * ceiling));
}
