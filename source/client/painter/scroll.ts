import {goTo} from './row-change.ts';

export type Rows = readonly (string | undefined)[];

// What it takes to address a row, and to scroll.
const rowCost = 10;
const scrollCost = 30;

/** How many rows up (or down, when negative) the terminal can move what is on it, so that the least is left to write. 0: writing is cheaper. */
export function findScroll(before: Rows, after: readonly string[]): number {
	let best = 0;
	let bestCost = costOf(before, after) - scrollCost;
	for (let by = 1; by < after.length && bestCost > 0; by++) {
		for (const candidate of [by, -by]) {
			const isLikely = candidate > 0 ? before[by] === after[0] : before[0] === after[by];
			const cost = isLikely ? costOf(scrolled(before, candidate), after) : Infinity;
			if (cost < bestCost) {
				best = candidate;
				bestCost = cost;
			}
		}
	}

	return best;
}

/** What is on the screen when it has moved that far. */
export const scrolled = (rows: Rows, by: number): Rows =>
	rows.map((_, index) => (index + by in rows ? rows[index + by] : ''));

/** Moves these rows of the terminal and nothing else. Lines are deleted and inserted, as all terminals can; not all can scroll. */
export function scroll(top: number, height: number, by: number): string {
	const region = `\x1b[${top + 1};${top + height}r`;
	return `${region}${goTo(top)}\x1b[${Math.abs(by)}${by > 0 ? 'M' : 'L'}\x1b[r`;
}

function costOf(before: Rows, after: readonly string[]): number {
	let cost = 0;
	for (const [index, row] of after.entries()) {
		if (before[index] !== row) {
			cost += rowCost + row.length;
		}
	}

	return cost;
}
