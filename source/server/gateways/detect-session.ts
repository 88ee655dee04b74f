import {encodeFrame} from '../../protocol/codec.ts';
import {limits} from '../../protocol/limits.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {detect, mayBeName, type Tongue} from './detect.ts';
import type {Session, Wire} from './gateway.ts';
import type {Host} from './host.ts';
import {IrcSession} from './irc/irc-session.ts';
import {JsonSession} from './json-session.ts';
import {greeting, PlainSession} from './plain-session.ts';
import {serverLimits} from './server-limits.ts';
import {httpAnswer, httpRefusal, sshAnswer, tlsAnswer} from './strangers.ts';

/** Programs that begin to speak at once are spared a greeting meant for people, who hardly notice so short a while. Some take 20 milliseconds on an idle machine to begin with TLS, which text in the clear would break. */
const greetAfter = 250;
/** What may be a name as well as the beginning of a verb is a name when nothing follows for so long. */
const nameWithin = 500;
/** Long enough for whoever begins with TLS, or in a dialect of its own: text in the clear would be all that it sees. */
const turnAwayAfter = 250;

const isSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const latin1 = new TextDecoder('latin1');

type Doors = {
	/** Said to whoever says nothing first; may be empty. */
	readonly greeting: string;
	/** Said to whoever says nothing at all and has heard nothing. */
	readonly parting?: string;
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
		// In a crowd the first is late, and what has come meanwhile is read before the second.
		this.#greeting = setTimeout(() => {
			this.#greeting = setTimeout(() => this.#greet(), 1);
		}, doors.greetAfter - 1);
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
			this.#part();
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
			this.#part();
		}
	}

	close(): void {
		this.#forget();
		this.#session?.close();
	}

	#greet(): void {
		const {greeting} = this.#doors;
		this.#wasGreeted = greeting !== '';
		if (this.#wasGreeted) {
			this.#wire.send(greeting);
		}
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

	#part(): void {
		const {parting} = this.#doors;
		if (parting !== undefined && !this.#wasGreeted) {
			this.#wire.send(parting);
		}

		this.#end();
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
	if (host.isTlsOnly && !wire.binding) {
		return refuse(wire, host, {why: new Refusal('tls-needed')});
	}

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

/** For one too many, or one who may not come in: told why, in its own words once it speaks, and closed. */
export const turnAway = (wire: Wire, host: Host, why: Refusal): Session =>
	refuse(wire, host, {why, greeting: `${why.message}\n`});

function refuse(
	wire: Wire,
	host: Host,
	{why, greeting = ''}: {readonly why: Refusal; readonly greeting?: string},
): Session {
	return new DetectingSession(wire, {
		greeting,
		parting: `${why.message}\n`,
		greetAfter: turnAwayAfter,
		until: host.monotonic() + limits.loginWithin,
		open(tongue, _, wasGreeted) {
			wire.send(refusalIn(tongue, why, wasGreeted));
			wire.end();
			return silent;
		},
	});
}

/** Why not, in the words of a dialect. Whoever heard it as a sentence hears it again only where programs need it in their own. */
function refusalIn(
	tongue: Tongue,
	{code, message: text}: Refusal,
	wasTold: boolean,
): string | Uint8Array {
	switch (tongue) {
		case 'json': {
			return encodeFrame({type: 'refused', code, text});
		}

		case 'irc': {
			return `ERROR :${text}\r\n`;
		}

		case 'http': {
			return wasTold ? '' : httpRefusal(text);
		}

		case 'tls': {
			return wasTold ? '' : tlsAnswer;
		}

		case 'ssh':
		case 'plain': {
			return wasTold ? '' : `${text}\n`;
		}
	}
}

const silent: Session = {
	receive() {},
	ready() {},
	tick() {},
	dismiss() {},
	finish() {},
	close() {},
};
