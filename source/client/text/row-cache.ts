/**
Lays each thing out once per width. Keyed by the thing itself, so an entry lives exactly as long as what it was made from: nothing to evict, and nothing to invalidate but the width and the `variant`, which stands for all else that changes how it is drawn.
*/
export function createRowCache<Item extends object, Row = string>(
	layOut: (item: Item, width: number, variant: number) => readonly Row[],
): (item: Item, width: number, variant?: number) => readonly Row[] {
	type Known = {readonly width: number; readonly variant: number; readonly rows: readonly Row[]};
	const cache = new WeakMap<Item, Known>();

	return (item, width, variant = 0) => {
		const cached = cache.get(item);
		if (cached?.width === width && cached.variant === variant) {
			return cached.rows;
		}

		const rows = layOut(item, width, variant);
		cache.set(item, {width, variant, rows});
		return rows;
	};
}
