const frame = 16;

/** Tells listeners of what a person did at once, and of what came from elsewhere once a frame. */
export function batching(): (notify: () => void, urgent: boolean) => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	return (notify, urgent) => {
		if (urgent) {
			clearTimeout(timer);
			timer = undefined;
			notify();
		} else {
			timer ??= setTimeout(() => {
				timer = undefined;
				notify();
			}, frame);
		}
	};
}
