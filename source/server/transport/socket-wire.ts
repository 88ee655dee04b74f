import type {Socket} from 'node:net';
import type {Wire} from '../gateways/gateway.ts';

/** A peer that takes nothing of what is queued for so long is gone, whatever TCP says. Milliseconds. */
const stuckAfter = 60_000;
/** What is still queued at the end has so long to go out. */
const lingerFor = 5_000;

/** A wire over a socket. Its outbox is the socket's, and small: who feeds it stops when it says no. */
export class SocketWire implements Wire {
	readonly #socket: Socket;
	readonly #outboxBytes: number;
	readonly #onEnd: () => void;
	#progress = {bytes: 0, at: 0};
	#ending = false;

	/** `onEnd` is called when the session has nothing more to say, which may be long before the peer closes. */
	constructor(socket: Socket, outboxBytes: number, onEnd = () => {}) {
		this.#socket = socket;
		this.#outboxBytes = outboxBytes;
		this.#onEnd = onEnd;
	}

	send(bytes: Uint8Array | string): boolean {
		if (!this.#ending && this.#socket.writable) {
			this.#socket.write(bytes);
		}

		return this.#socket.writableLength <= this.#outboxBytes;
	}

	listen(on: boolean): void {
		if (!this.#ending && on === this.#socket.isPaused()) {
			if (on) {
				this.#socket.resume();
			} else {
				this.#socket.pause();
			}
		}
	}

	end(): void {
		if (!this.#ending) {
			this.#ending = true;
			// What the peer still sends is read and dropped: closing with unread bytes would reset the connection and lose our last words.
			this.#socket.resume();
			this.#socket.end();
			// The socket's own timeout would be put off by whatever the peer trickles in.
			const late = setTimeout(() => this.#socket.destroy(), lingerFor).unref();
			this.#socket.once('close', () => clearTimeout(late));
			this.#onEnd();
		}
	}

	tick(now: number): void {
		const bytes = this.#socket.bytesWritten - this.#socket.writableLength;
		if (this.#socket.writableLength === 0 || bytes !== this.#progress.bytes) {
			this.#progress = {bytes, at: now};
		} else if (now - this.#progress.at > stuckAfter) {
			this.#socket.destroy();
		}
	}
}
