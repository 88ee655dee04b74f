/** Tells when nobody has pressed a key for so many minutes, and when somebody does again. With 0, never. */
export function watchIdle(
	minutes: number,
	tell: (isIdle: boolean) => void,
): {readonly stir: () => void; readonly stop: () => void} {
	if (minutes === 0) {
		return {stir() {}, stop() {}};
	}

	let isIdle = false;
	const timer = setTimeout(() => {
		isIdle = true;
		tell(true);
	}, minutes * 60_000);
	// Nothing waits for somebody to fall asleep.
	timer.unref();
	return {
		stir() {
			timer.refresh();
			if (isIdle) {
				isIdle = false;
				tell(false);
			}
		},
		stop: () => clearTimeout(timer),
	};
}
