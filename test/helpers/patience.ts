import {expect} from 'vitest';

/** For `expect.poll`: long enough for a machine that has much else to do, and no test takes it when all is well. */
export const patience = {timeout: 15_000, interval: 20} as const;

/** Waits for what should become true of a text, and shows the text when it does not. */
export async function untilContains(
	text: () => string,
	...parts: readonly (string | RegExp)[]
): Promise<void> {
	for (const part of parts) {
		// A string counts as it stands.
		await expect.poll(text, patience).toMatch(part);
	}
}

export async function untilLacks(text: () => string, part: string): Promise<void> {
	await expect.poll(text, patience).not.toContain(part);
}

export async function untilEqual<Value>(read: () => Value, expected: Value): Promise<void> {
	await expect.poll(read, patience).toEqual(expected);
}

/** The value of `promise`, or an error that says what was waited for. */
export async function within<Value>(
	promise: Promise<Value>,
	what: () => string,
	milliseconds: number = patience.timeout,
): Promise<Value> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`Waited too long: ${what()}`)), milliseconds);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
