import type {Refusal} from '../../protocol/refusal.ts';
import {encodeFrame} from '../../protocol/codec.ts';
import {limits} from '../../protocol/limits.ts';
import type {Session, Wire} from './gateway.ts';
import type {Host} from './host.ts';
import {JsonSession} from './json-session.ts';
import {greeting, PlainSession} from './plain-session.ts';
import {serverLimits} from './server-limits.ts';

const brace = 0x7b;
const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

type Open = (isJson: boolean) => Session;

/** A peer that has said nothing yet. It is greeted at once; its first bytes decide which dialect it speaks. */
class DetectingSession implements Session {
	readonly #wire: Wire;
	readonly #open: Open;
	readonly #until: number;
	#session: Session | undefined;

	constructor(wire: Wire, until: number, open: Open) {
		this.#wire = wire;
		this.#open = open;
		this.#until = until;
	}

	receive(chunk: Uint8Array): void {
		if (!this.#session) {
			const first = chunk.findIndex(byte => !isSpace(byte));
			if (first < 0) {
				return;
			}

			this.#session = this.#open(chunk[first] === brace);
			this.#session.receive(chunk.subarray(first));
			return;
		}

		this.#session.receive(chunk);
	}

	ready(): void {
		this.#session?.ready();
	}

	tick(now: number, isReading: boolean): void {
		if (this.#session) {
			this.#session.tick(now, isReading);
		} else if (now > this.#until) {
			this.#wire.end();
		}
	}

	dismiss(why: string): void {
		if (this.#session) {
			this.#session.dismiss(why);
		} else {
			this.#wire.send(`* ${why}\n`);
			this.#wire.end();
		}
	}

	finish(): void {
		if (this.#session) {
			this.#session.finish();
		} else {
			this.#wire.end();
		}
	}

	close(): void {
		this.#session?.close();
	}
}

/** For a peer that has a seat. */
export function welcomePeer(wire: Wire, host: Host): Session {
	wire.send(greeting(host.hub.name));
	const until = host.monotonic() + serverLimits.plain.loginWithin;
	return new DetectingSession(wire, until, isJson =>
		isJson ? new JsonSession(wire, host) : new PlainSession(wire, host),
	);
}

/** For one too many: told so at once, as the greeting would come, again in a frame if it speaks in frames, and closed. */
export function turnAway(wire: Wire, host: Host, why: Refusal): Session {
	const {code, message: text} = why;
	const farewell = (isJson: boolean): Session => {
		if (isJson) {
			wire.send(encodeFrame({type: 'refused', code, text}));
		}

		wire.end();
		return silent;
	};

	wire.send(`${text}\n`);
	return new DetectingSession(wire, host.monotonic() + limits.loginWithin, farewell);
}

const silent: Session = {
	receive() {},
	ready() {},
	tick() {},
	dismiss() {},
	finish() {},
	close() {},
};
