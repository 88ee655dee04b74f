import net from 'node:net';
import tls from 'node:tls';
import type {Device} from '../../source/crypto/device.ts';
import {deviceClaim} from '../../source/protocol/claim.ts';
import type {Dialect} from './dialects.ts';

/** Marks the beginning of a text, and is nowhere else in what servers write. */
const mark = '^';
const markByte = mark.charCodeAt(0);

/** A text is the mark, who says it, when (both in digits), and padding. */
export const textBytes = 100;
const talkerDigits = 5;
const timeDigits = 12;
const headBytes = 1 + talkerDigits + timeDigits;

/** A text said at that time, in milliseconds on the clock of this process. */
export const composeText = (talker: number, at: number): string =>
	`${mark}${digits(talker, talkerDigits)}${digits(Math.round(at * 1000), timeDigits)}`.padEnd(
		textBytes,
		'some words as they are said in a room ',
	);

const digits = (value: number, width: number) => String(value).padStart(width, '0');

// One for all peers: what is in it is looked at before the next read.
const chunk = Buffer.allocUnsafe(256 * 1024);

export type PeerOptions = {
	readonly port: number;
	readonly name: string;
	readonly dialect: Dialect;
	/** Called for every text, with who said it and when; left out, texts are only counted, which is far cheaper. */
	readonly heard?: ((talker: number, at: number) => void) | undefined;
	/** Comes in TLS. */
	readonly isEncrypted?: boolean | undefined;
	/** What it proves to be, if anything. */
	readonly device?: Device | undefined;
};

const mostAttempts = 5;
const nonceIn = /"type":"challenge","nonce":"([^"]+)"/;

/** One connection to the server under load: logs in, then counts what it hears without parsing it. */
export class Peer {
	/** Texts heard so far. */
	count = 0;
	readonly isIn: Promise<void>;
	#socket: net.Socket | tls.TLSSocket;
	#attempts = 0;
	readonly #options: PeerOptions;
	#login: string | undefined = '';
	#hasGoneOn = false;
	#rest: Buffer | undefined;
	#enter: () => void = () => {};
	#fail: (error: Error) => void = () => {};

	constructor(options: PeerOptions) {
		this.#options = options;
		this.#socket = this.#connect();
		this.isIn = new Promise((resolve, reject) => {
			this.#enter = resolve;
			this.#fail = reject;
		});
	}

	say(text: string): void {
		this.#socket.write(this.#options.dialect.say(text));
	}

	#connect(): net.Socket | tls.TLSSocket {
		const {port, name, dialect, device, isEncrypted} = this.#options;
		const way = {
			host: '127.0.0.1',
			port,
			noDelay: true,
			onread: {
				buffer: chunk,
				callback: (length: number, buffer: Uint8Array) => this.#read(buffer as Buffer, length),
			},
		};
		const socket = isEncrypted
			? tls.connect({...way, rejectUnauthorized: false, minVersion: 'TLSv1.3'})
			: net.connect(way);
		socket.on(isEncrypted ? 'secureConnect' : 'connect', () =>
			socket.write(dialect.hello(name, device?.key)),
		);
		socket.on('error', (error: NodeJS.ErrnoException) => this.#mend(error));
		socket.on('close', () => this.#fail(new Error(`${name} was disconnected`)));
		return socket;
	}

	// Whose first bytes come late is greeted in the clear, and comes again at once, as our client does.
	#mend(error: NodeJS.ErrnoException): void {
		if (error.code === 'ERR_SSL_WRONG_VERSION_NUMBER' && ++this.#attempts < mostAttempts) {
			this.#socket.removeAllListeners('close');
			this.#socket = this.#connect();
		} else {
			this.#fail(error);
		}
	}

	#read(buffer: Buffer, length: number): boolean {
		const bytes = buffer.subarray(0, length);
		if (this.#login !== undefined) {
			this.#logIn(bytes);
		} else if (this.#options.heard) {
			this.#listen(bytes, this.#options.heard);
		} else {
			this.#count(bytes);
		}

		return true;
	}

	#logIn(bytes: Buffer): void {
		const {next, ready} = this.#options.dialect;
		this.#login += bytes.toString('latin1');
		if (next && !this.#hasGoneOn && this.#login!.includes(next.on)) {
			this.#hasGoneOn = true;
			this.#socket.write(next.send);
		}

		this.#prove();
		if (this.#login!.includes(ready)) {
			this.#login = undefined;
			this.#enter();
		} else {
			// Enough for a `ready` that comes in two parts; a server greets a crowd with megabytes.
			this.#login = this.#login!.slice(-64);
		}
	}

	#prove(): void {
		const {device} = this.#options;
		const nonce = device && !this.#hasGoneOn ? nonceIn.exec(this.#login!)?.[1] : undefined;
		if (nonce !== undefined) {
			this.#hasGoneOn = true;
			const claim = deviceClaim(nonce, this.#binding());
			const proof = {type: 'prove', signature: device!.sign(claim)};
			this.#socket.write(`${JSON.stringify(proof)}\n`);
		}
	}

	#binding(): string {
		return this.#socket instanceof tls.TLSSocket
			? this.#socket
					.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0))
					.toString('base64url')
			: '';
	}

	#count(bytes: Buffer): void {
		for (let at = bytes.indexOf(markByte); at >= 0; at = bytes.indexOf(markByte, at + textBytes)) {
			this.count++;
		}
	}

	#listen(bytes: Buffer, heard: NonNullable<PeerOptions['heard']>): void {
		const whole = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes;
		this.#rest = undefined;
		for (let at = whole.indexOf(markByte); at >= 0; at = whole.indexOf(markByte, at + textBytes)) {
			if (at + headBytes > whole.length) {
				this.#rest = Buffer.from(whole.subarray(at));
				return;
			}

			this.count++;
			const talker = numberIn(whole, at + 1, talkerDigits);
			heard(talker, numberIn(whole, at + 1 + talkerDigits, timeDigits) / 1000);
		}
	}
}

function numberIn(bytes: Uint8Array, start: number, width: number): number {
	let value = 0;
	for (let index = start; index < start + width; index++) {
		value = value * 10 + bytes[index]! - 48;
	}

	return value;
}
