import {setTimeout as wait} from 'node:timers/promises';

const longest = 60_000;

/** Looks again and again until it is so. After a long time it is not, and the error says what was waited for. */
export async function until(
	isSo: () => boolean,
	what: () => string,
	milliseconds = longest,
): Promise<void> {
	const end = performance.now() + milliseconds;
	while (!isSo()) {
		if (performance.now() > end) {
			throw new Error(`Waited too long: ${what()}`);
		}

		await wait(5);
	}
}
