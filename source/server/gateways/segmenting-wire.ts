import type {Wire} from './gateway.ts';
import {segmentsOf} from './segments.ts';
import {serverLimits} from './server-limits.ts';

/** Milliseconds between two pieces, so that the peer reads each by itself. */
const pause = 30;
const utf8 = new TextDecoder();

/** A wire to the old client, which takes every read for one message: pieces that it can bear, one after the other. */
export class SegmentingWire implements Wire {
	readonly #wire: Wire;
	readonly #onRoom: () => void;
	#waiting = '';
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isBlocked = false;

	/** `onRoom` is called when all is out after `send` said no. */
	constructor(wire: Wire, onRoom: () => void) {
		this.#wire = wire;
		this.#onRoom = onRoom;
	}

	get isLocal(): boolean {
		return this.#wire.isLocal;
	}

	get address(): string | undefined {
		return this.#wire.address;
	}

	get binding(): Uint8Array | undefined {
		return this.#wire.binding;
	}

	send(bytes: Uint8Array | string): boolean {
		this.#waiting += typeof bytes === 'string' ? bytes : utf8.decode(bytes);
		if (!this.#timer) {
			this.#sendNext();
		}

		return this.#waiting.length <= serverLimits.outboxBytes;
	}

	/** The peer reads again. */
	unblock(): void {
		this.#isBlocked = false;
		if (!this.#timer) {
			this.#sendNext();
		}
	}

	listen(on: boolean): void {
		this.#wire.listen(on);
	}

	introduce(): void {
		this.#wire.introduce();
	}

	/** What still waits goes out at once. */
	end(): void {
		clearTimeout(this.#timer);
		for (const segment of segmentsOf(this.#waiting)) {
			this.#wire.send(segment);
		}

		this.#waiting = '';
		this.#wire.end();
	}

	#sendNext(): void {
		const wasFull = this.#waiting.length > serverLimits.outboxBytes;
		const [segment, ...rest] = segmentsOf(this.#waiting);
		this.#timer = undefined;
		if (!segment || this.#isBlocked) {
			return;
		}

		this.#waiting = rest.map(each => `${utf8.decode(each)}\n`).join('');
		this.#isBlocked = !this.#wire.send(segment);
		this.#timer = setTimeout(() => this.#sendNext(), pause);
		if (wasFull && this.#waiting.length <= serverLimits.outboxBytes) {
			this.#onRoom();
		}
	}
}
