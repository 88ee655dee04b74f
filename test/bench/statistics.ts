/** The value below which that share of the values lies; NaN of nothing. */
export function quantile(values: readonly number[] | Float64Array, share: number): number {
	const sorted = Float64Array.from(values).toSorted();
	return sorted.length === 0 ? NaN : sorted[Math.floor(share * (sorted.length - 1))]!;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
