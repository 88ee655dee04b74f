/** The candidate that takes the fewest edits from `word`, if it is near enough to be what was meant. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
	const ranked = candidates
		.map(candidate => ({candidate, distance: distanceBetween(word, candidate)}))
		.toSorted((a, b) => a.distance - b.distance);
	const [best] = ranked;
	return best && best.distance <= Math.max(2, word.length / 2) ? best.candidate : undefined;
}

// Levenshtein, one row at a time.
function distanceBetween(one: string, other: string): number {
	let row = Array.from({length: other.length + 1}, (_, index) => index);
	for (const [i, character] of Array.from(one).entries()) {
		const next = [i + 1];
		for (let j = 0; j < other.length; j++) {
			const replaced = row[j]! + (character === other[j] ? 0 : 1);
			next.push(Math.min(replaced, row[j + 1]! + 1, next[j]! + 1));
		}

		row = next;
	}

	return row.at(-1)!;
}
