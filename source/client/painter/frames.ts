/** The parts of a stream to a terminal that are used here. */
export type Output = {
	write(text: string, ...rest: readonly unknown[]): boolean;
	on(name: string, listener: () => void): unknown;
};

export const frameBegin = '\x1b[?2026h';
export const frameEnd = '\x1b[?2026l';

export type Frames<Stream extends Output> = {
	/** For whoever draws frames: each is written as a whole. */
	readonly stdout: Stream;
	/** All that is drawn meanwhile is one frame. */
	whole(draw: () => void): void;
	/** From now on everything is written as it comes. */
	end(): void;
};

/**
Lets frames through as wholes: what is written between the marks of a frame, by way of the stream that is returned, comes to `finish`, and what that makes of it is written at once. What is written outside of frames goes through as it is, and `pass` is told.
*/
export function joinFrames<Stream extends Output>(
	stdout: Stream,
	finish: (frame: string) => string,
	pass: (text: string) => void = () => undefined,
): Frames<Stream> {
	let frame: string | undefined;
	let isWhole = false;
	let isOver = false;

	const flush = (): void => {
		const text = frame;
		frame = undefined;
		if (text !== undefined) {
			stdout.write(isOver ? text : frameBegin + finish(text) + frameEnd);
		}
	};

	const write = (text: string, ...rest: readonly unknown[]): boolean => {
		// Whoever wants to know when it is written cannot wait for the end of a frame.
		if (isOver || rest.length > 0 || (frame === undefined && text !== frameBegin)) {
			flush();
			pass(text);
			return stdout.write(text, ...rest);
		}

		if (text === frameEnd && !isWhole) {
			flush();
		} else {
			frame = (frame ?? '') + (text === frameBegin || text === frameEnd ? '' : text);
		}

		return true;
	};

	const replaced: Readonly<Record<string | symbol, unknown>> = {
		write,
		// At a new size whoever owns the screen draws everything anew, at once; Ink alone would do it again.
		on(name: string, listener: () => void) {
			if (name !== 'resize') {
				stdout.on(name, listener);
			}

			return through;
		},
	};
	const through: Stream = new Proxy(stdout, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name);
			return replaced[name] ?? (typeof value === 'function' ? value.bind(target) : value);
		},
	});

	return {
		stdout: through,
		whole(draw) {
			write(frameBegin);
			isWhole = true;
			try {
				draw();
			} finally {
				isWhole = false;
				flush();
			}
		},
		end() {
			isOver = true;
			flush();
		},
	};
}
