/** What holds until it is said otherwise. */
export type Fact = {readonly key: string; readonly value: string};

/**
Small things that the server must still know after a restart, beside what was said: one value for each key of a kind. Like the log, it tells at once, and only what it has written.
*/
export interface Facts {
	get(kind: string, key: string): string | undefined;

	/** Those of one kind, changed longest ago first; with `under`, only those whose key begins so. */
	all(kind: string, limit: number, under?: string): readonly Fact[];

	count(kind: string): number;

	/**
	Resolves once it would survive a crash of this machine. Undefined forgets. Any number may be in flight, also with entries: they are written in the order of the calls, so the last one counts, and an entry appended after a fact is not durable before it. Rejects with a `Refusal`, as `MessageLog.append` does.
	*/
	put(kind: string, key: string, value: string | undefined): Promise<void>;
}

/** The fields of a value that was written as JSON; none of one that is damaged. */
export function fieldsOf(value: string): Readonly<Record<string, unknown>> {
	try {
		return Object(JSON.parse(value)) as Record<string, unknown>;
	} catch {
		return {};
	}
}
