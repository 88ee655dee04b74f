import {encodeFrame} from '../../protocol/codec.ts';
import {limits} from '../../protocol/limits.ts';
import type {Refusal} from '../../protocol/refusal.ts';
import {detect, mayBeName, type Tongue} from './detect.ts';
import type {Session, Wire} from './gateway.ts';
import type {Host} from './host.ts';
import {IrcSession} from './irc/irc-session.ts';
import {JsonSession} from './json-session.ts';
import {greeting, PlainSession} from './plain-session.ts';
import {serverLimits} from './server-limits.ts';
import {httpAnswer, sshAnswer, tlsAnswer} from './strangers.ts';

/** Programs that begin to speak at once are spared a greeting meant for people, who do not notice so short a while. Milliseconds. */
const greetAfter = 25;
/** What may be a name as well as the beginning of a verb is a name when nothing follows for so long. */
const nameWithin = 500;

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const latin1 = new TextDecoder('latin1');

type Doors = {
	/** Said to whoever says nothing first; may be empty. */
	readonly greeting: string;
	/** Milliseconds after which it is sent. */
	readonly greetAfter: number;
	/** The monotonic time until which the peer has to say something. */
	readonly until: number;
	readonly open: (tongue: Tongue, first: Uint8Array, wasGreeted: boolean) => Session;
};

/** A peer that has said nothing yet. Its first bytes decide which dialect it speaks. */
class DetectingSession implements Session {
	readonly #wire: Wire;
	readonly #doors: Doors;
	#first: Uint8Array = new Uint8Array(0);
	#session: Session | undefined;
	#wasGreeted = false;
	#isOver = false;
	#greeting: ReturnType<typeof setTimeout> | undefined;
	#naming: ReturnType<typeof setTimeout> | undefined;

	constructor(wire: Wire, doors: Doors) {
		this.#wire = wire;
		this.#doors = doors;
		if (doors.greetAfter === 0) {
			this.#greet();
		} else {
			this.#greeting = setTimeout(() => this.#greet(), doors.greetAfter);
		}
	}

	receive(chunk: Uint8Array): void {
		if (this.#session || this.#isOver) {
			this.#session?.receive(chunk);
			return;
		}

		const begin = this.#first.length > 0 ? 0 : chunk.findIndex(byte => !isSpace(byte));
		if (begin < 0) {
			return;
		}

		this.#first = Buffer.concat([this.#first, chunk.subarray(begin)]);
		clearTimeout(this.#naming);
		const tongue = detect(this.#first);
		if (tongue) {
			this.#open(tongue);
		} else if (mayBeName(this.#first)) {
			this.#naming = setTimeout(() => this.#open('plain'), nameWithin);
		}
	}

	ready(): void {
		this.#session?.ready();
	}

	tick(now: number, isReading: boolean): void {
		if (this.#session) {
			this.#session.tick(now, isReading);
		} else if (now > this.#doors.until) {
			this.#end();
		}
	}

	dismiss(why: string): void {
		if (this.#session) {
			this.#session.dismiss(why);
		} else {
			this.#wire.send(`* ${why}\n`);
			this.#end();
		}
	}

	finish(): void {
		if (!this.#session && this.#first.length > 0) {
			this.#open('plain');
		}

		if (this.#session) {
			this.#session.finish();
		} else {
			this.#end();
		}
	}

	close(): void {
		this.#forget();
		this.#session?.close();
	}

	#greet(): void {
		this.#wasGreeted = this.#doors.greeting !== '';
		this.#wire.send(this.#doors.greeting);
	}

	#open(tongue: Tongue): void {
		this.#forget();
		if (tongue === 'plain' && !this.#wasGreeted) {
			this.#greet();
		}

		const first = this.#first;
		this.#first = new Uint8Array(0);
		this.#session = this.#doors.open(tongue, first, this.#wasGreeted);
		this.#session.receive(first);
	}

	#end(): void {
		this.#forget();
		this.#wire.end();
	}

	#forget(): void {
		this.#isOver = true;
		clearTimeout(this.#greeting);
		clearTimeout(this.#naming);
	}
}

/** For a peer that has a seat. */
export function welcomePeer(wire: Wire, host: Host): Session {
	const {closed} = host;
	const {name} = host.hub;
	const bid = (words: string | Uint8Array): Session => {
		wire.send(words);
		wire.end();
		return silent;
	};

	return new DetectingSession(wire, {
		greeting: closed?.has('plain') ? '' : greeting(name),
		greetAfter,
		until: host.monotonic() + serverLimits.plain.loginWithin,
		open(tongue, first, wasGreeted) {
			switch (tongue) {
				case 'json': {
					return new JsonSession(wire, host);
				}

				case 'http': {
					return bid(httpAnswer(latin1.decode(first).split(/\r?\n/, 1)[0]!, name));
				}

				case 'ssh': {
					return bid(sshAnswer(name));
				}

				case 'tls': {
					return bid(wasGreeted ? '' : tlsAnswer);
				}

				case 'irc': {
					if (closed?.has('irc')) {
						return bid('ERROR :This server does not speak IRC\r\n');
					}

					// Ends the greeting that it took for the beginning of a line.
					if (wasGreeted) {
						wire.send('\r\n');
					}

					return new IrcSession(wire, host);
				}

				case 'plain': {
					if (closed?.has('plain')) {
						return bid('* Plain text is not spoken here. Join with: chatroom join\n');
					}

					return new PlainSession(wire, host);
				}
			}
		},
	});
}

/** For one too many: told so at once, again in a frame if it speaks in frames, and closed. */
export function turnAway(wire: Wire, host: Host, why: Refusal): Session {
	const {code, message: text} = why;
	return new DetectingSession(wire, {
		greeting: `${text}\n`,
		greetAfter: 0,
		until: host.monotonic() + limits.loginWithin,
		open(tongue) {
			if (tongue === 'json') {
				wire.send(encodeFrame({type: 'refused', code, text}));
			}

			wire.end();
			return silent;
		},
	});
}

const silent: Session = {
	receive() {},
	ready() {},
	tick() {},
	dismiss() {},
	finish() {},
	close() {},
};
