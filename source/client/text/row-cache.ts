/**
Lays each thing out once per width. Keyed by the thing itself, so an entry lives exactly as long as what it was made from: nothing to evict, nothing to invalidate but the width.
*/
export function createRowCache<Item extends object, Row = string>(
	layOut: (item: Item, width: number) => readonly Row[],
): (item: Item, width: number) => readonly Row[] {
	const cache = new WeakMap<Item, {readonly width: number; readonly rows: readonly Row[]}>();

	return (item, width) => {
		const cached = cache.get(item);
		if (cached?.width === width) {
			return cached.rows;
		}

		const rows = layOut(item, width);
		cache.set(item, {width, rows});
		return rows;
	};
}
