import type {Socket} from 'node:net';
import type {Wire} from '../gateways/gateway.ts';
import {serverLimits} from '../gateways/server-limits.ts';
import type {Guest} from './doorman.ts';

const {closeWithin, lingerFor, outboxBytes, stuckAfter} = serverLimits;

/** A wire over a socket. Its outbox is the socket's, and small: who feeds it stops when it says no. */
export class SocketWire implements Wire {
	readonly #socket: Socket;
	readonly #guest: Guest;
	readonly binding: Uint8Array | undefined;
	#progress = {bytes: 0, at: 0};
	#ending = false;

	/** `binding` where the connection is encrypted. */
	constructor(socket: Socket, guest: Guest, binding?: Uint8Array) {
		this.#socket = socket;
		this.#guest = guest;
		this.binding = binding;
	}

	get isLocal(): boolean {
		return this.#guest.isLocal;
	}

	get address(): string | undefined {
		return this.#guest.address;
	}

	introduce(): void {
		this.#guest.introduce();
	}

	send(bytes: Uint8Array | string): boolean {
		if (!this.#ending && this.#socket.writable) {
			this.#socket.write(bytes);
		}

		return this.#socket.writableLength <= outboxBytes;
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
			let late = this.#giveUpAfter(lingerFor);
			this.#socket.once('finish', () => {
				clearTimeout(late);
				late = this.#giveUpAfter(closeWithin);
			});
			this.#socket.once('close', () => clearTimeout(late));
			// Whose conversation is over needs no seat, even if its program never closes the connection.
			if (!this.#guest.standUp()) {
				this.#socket.destroy();
			}
		}
	}

	#giveUpAfter(milliseconds: number): NodeJS.Timeout {
		return setTimeout(() => this.#socket.destroy(), milliseconds).unref();
	}

	/** Gives up a peer that takes nothing. Whether it has taken something since the last look, of what waited for it. */
	tick(now: number): boolean {
		const waiting = this.#socket.writableLength;
		const bytes = this.#socket.bytesWritten - waiting;
		const hasRead = bytes !== this.#progress.bytes;
		if (waiting === 0 || hasRead) {
			this.#progress = {bytes, at: now};
		} else if (now - this.#progress.at > stuckAfter) {
			this.#socket.destroy();
		}

		return waiting > 0 && hasRead;
	}
}
