/** «1 message», «2 messages». */
export const counted = (count: number, one: string, many: string): string =>
	`${count} ${count === 1 ? one : many}`;

/** «ada», «ada and bob», «ada, bob and carol». */
export function enumerated(things: readonly string[]): string {
	const last = things.at(-1) ?? '';
	return things.length > 1 ? `${things.slice(0, -1).join(', ')} and ${last}` : last;
}

/** What follows a statement: its reason or its text, when there is one. */
export const because = (why = ''): string => (why === '' ? '' : `: ${why}`);
