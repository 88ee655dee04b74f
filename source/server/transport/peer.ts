import type {Socket} from 'node:net';
import type {SecureContext, TLSSocket} from 'node:tls';
import type {Session, Wire} from '../gateways/gateway.ts';
import type {Guest} from './doorman.ts';
import {bindingOf, encrypt, isTls} from './encrypt.ts';
import {SocketWire} from './socket-wire.ts';

/** From the first byte of TLS to the last one that is not about TLS itself. */
const handshakeWithin = 10_000;

export type PeerOptions = {
	readonly guest: Guest;
	readonly context: Promise<SecureContext>;
	readonly open: (wire: Wire) => Session;
	/** Called once, when the connection is gone. */
	readonly onGone: () => void;
};

/** One connection, and whoever speaks on it: in the clear, unless its first bytes are TLS. */
export class Peer {
	readonly #socket: Socket;
	readonly #options: PeerOptions;
	/** Missing while TLS is being agreed on. */
	#talk: {readonly session: Session; readonly wire: SocketWire} | undefined;

	constructor(socket: Socket, options: PeerOptions) {
		this.#socket = socket;
		this.#options = options;
		// It may wait for us to speak first, and somebody who speaks TLS does not hear what we say until then.
		const session = this.#begin(socket);
		socket.once('data', first => this.#hearFirst(session, first as Buffer));
		socket.on('end', () => this.#talk?.session === session && session.finish());
		// Whatever went wrong, 'close' follows.
		socket.on('error', () => {});
		socket.on('close', () => this.#end());
	}

	tick(now: number): void {
		this.#talk?.session.tick(now, this.#talk.wire.tick(now));
	}

	dismiss(why: string): void {
		if (this.#talk) {
			this.#talk.session.dismiss(why);
		} else {
			this.destroy();
		}
	}

	destroy(): void {
		this.#socket.destroy();
	}

	#begin(socket: Socket | TLSSocket, binding?: Uint8Array): Session {
		const {guest, open} = this.#options;
		const wire = new SocketWire(socket, guest, binding);
		const session = open(wire);
		this.#talk = {session, wire};
		socket.on('drain', () => session.ready());
		return session;
	}

	#hearFirst(session: Session, first: Buffer): void {
		if (isTls(first)) {
			this.#talk = undefined;
			session.close();
			this.#socket.pause();
			this.#options.context.then(
				context => this.#encrypt(first, context),
				() => this.destroy(),
			);
		} else {
			this.#socket.on('data', chunk => session.receive(chunk as Buffer));
			session.receive(first);
		}
	}

	#encrypt(first: Buffer, context: SecureContext): void {
		if (this.#socket.destroyed) {
			return;
		}

		const secured = encrypt(this.#socket, first, context);
		const late = setTimeout(() => this.destroy(), handshakeWithin);
		secured.once('secure', () => {
			clearTimeout(late);
			const session = this.#begin(secured, bindingOf(secured));
			secured.on('data', chunk => session.receive(chunk));
		});
		// Before TLS is agreed on there is nothing that could still be answered.
		secured.on('end', () => (this.#talk ? this.#talk.session.finish() : this.destroy()));
		// A handshake that fails is told by an event of its own.
		for (const failure of ['error', '_tlsError', 'close']) {
			secured.on(failure, () => {
				clearTimeout(late);
				this.destroy();
			});
		}
	}

	#end(): void {
		const talk = this.#talk;
		this.#talk = undefined;
		talk?.session.close();
		this.#options.onGone();
	}
}
