import {accepted} from '../../protocol/accepted.ts';
import type {ClientFrame, ClientFrameOf} from '../../protocol/client-frame.ts';
import {decodeClientFrame, encodeFrame, isNonsense, type Nonsense} from '../../protocol/codec.ts';
import {limits} from '../../protocol/limits.ts';
import {type Line, LineSplitter} from '../../protocol/line-splitter.ts';
import {reasonOf} from './reason.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {ServerFrame, ServerFrameOf} from '../../protocol/server-frame.ts';
import type {Member} from '../core/member.ts';
import {Entrance} from './entrance.ts';
import type {Host} from './host.ts';
import type {Session, Wire} from './gateway.ts';
import {Intake} from './intake.ts';
import {greet, rivalOf} from './json-hello.ts';
import {JsonLogin, type Proved} from './json-login.ts';
import {serve, type Reply, ticketOf} from './json-requests.ts';
import {PeerClock} from './peer-clock.ts';
import {Pulse} from './pulse.ts';
import {serverLimits} from './server-limits.ts';

const alreadyHere = 'You are here already, in another window under that name.';

/** A peer that speaks our own protocol: first `hello`, again until it is good, then everything else. */
export class JsonSession implements Session {
	readonly #wire: Wire;
	readonly #host: Host;
	readonly #lines = new LineSplitter(limits.strangerFrameBytes);
	readonly #intake: Intake;
	readonly #entrance: Entrance;
	readonly #login: JsonLogin;
	readonly #clock: PeerClock;
	readonly #pulse = new Pulse(() => this.#send({type: 'ping'}));
	#member: Member | undefined;
	#attempts = 0;
	#over = false;

	constructor(wire: Wire, host: Host) {
		this.#wire = wire;
		this.#host = host;
		this.#clock = new PeerClock(host.monotonic());
		this.#entrance = new Entrance(host, wire);
		this.#login = new JsonLogin(host, wire, this.#entrance);
		this.#intake = new Intake({
			wire,
			host,
			lines: this.#lines,
			// What follows `hello` waits until that has been dealt with.
			mostUnderWay: () => (this.#member ? serverLimits.appending : 1),
			take: line => this.#receiveLine(line),
			onEndless: () => {
				this.#refuse({refusal: new Refusal('too-long')});
				this.#end();
			},
			onFinished: () => this.#end(),
		});
	}

	receive(chunk: Uint8Array): void {
		this.#pulse.heard();
		this.#clock.heard(this.#host.monotonic());
		this.#intake.push(chunk);
	}

	ready(): void {
		this.#clock.heard(this.#host.monotonic());
		this.#intake.unclog();
		this.#member?.feed.resume();
	}

	tick(now: number, isReading: boolean): void {
		const isExcused = isReading || this.#intake.isHeld;
		this.#clock.attend(
			now,
			{isMember: this.#member !== undefined, isExcused},
			{ping: () => this.#send({type: 'ping'}), giveUp: () => this.#end()},
		);
	}

	dismiss(why: string, {isFinal = false} = {}): void {
		const {retryMs} = this.#host;
		this.#send({type: 'bye', why, ...(isFinal ? {isFinal} : {retryMs})});
		this.#intake.drop();
		this.finish();
	}

	finish(): void {
		this.#intake.finish();
	}

	close(): void {
		this.#over = true;
		this.#intake.end();
		this.#leave('lost');
	}

	#receiveLine(line: Line): Promise<void> | undefined {
		const decoded =
			line === 'too-long' ? {refusal: new Refusal('too-long')} : decodeClientFrame(line);
		if (decoded === 'unknown' || (line instanceof Uint8Array && line.length === 0)) {
			return undefined;
		}

		if (isNonsense(decoded)) {
			this.#refuse(decoded);
			return undefined;
		}

		return this.#receiveFrame(decoded);
	}

	#receiveFrame(frame: ClientFrame): Promise<void> | undefined {
		const isAnswer = frame.type === 'ping' || (frame.type === 'prove' && this.#login.isAsking);
		const isAttempt = !this.#member && !isAnswer;
		if (isAttempt && ++this.#attempts > serverLimits.loginAttempts) {
			this.#refuse({refusal: new Refusal('too-many-attempts')});
			this.#end();
			return undefined;
		}

		switch (frame.type) {
			case 'hello': {
				return this.#enter(frame);
			}

			case 'prove': {
				return this.#attempt(() => this.#arrive(this.#login.finish(frame)));
			}

			case 'ping': {
				this.#send({type: 'pong', ...(frame.n !== undefined && {n: frame.n})});
				break;
			}

			case 'pong': {
				break;
			}

			case 'quit': {
				this.#leave('quit', frame.why);
				this.#end();
				break;
			}

			case 'say':
			case 'join':
			case 'leave':
			case 'nick':
			case 'who':
			case 'rooms':
			case 'history':
			case 'search':
			case 'typing':
			case 'read':
			case 'command':
			case 'away': {
				return this.#serve(frame);
			}
		}

		return undefined;
	}

	#enter(frame: ClientFrameOf<'hello'>): Promise<void> | undefined {
		if (this.#member) {
			this.#refuse({refusal: new Refusal('bad-frame', {detail: 'You said hello before.'})});
			return undefined;
		}

		return this.#attempt(() => {
			const asked = this.#login.begin(frame);
			return asked instanceof Promise
				? asked.then(challenge => this.#ask(frame, challenge))
				: this.#ask(frame, asked);
		});
	}

	#ask(hello: ClientFrameOf<'hello'>, challenge: ServerFrameOf<'challenge'> | undefined): void {
		if (this.#over) {
			return;
		}

		if (challenge) {
			this.#send(challenge);
		} else {
			this.#greet({hello});
		}
	}

	/** Whatever is refused on the way in can be tried again, within limits. */
	#attempt(work: () => void | Promise<void>): Promise<void> | undefined {
		try {
			return work()?.catch(error => this.#failEntering(error)) ?? undefined;
		} catch (error) {
			this.#failEntering(error);
			return undefined;
		}
	}

	// Its own dead connection may still hold the name. One that is alive keeps it: on one device two programs may ask for one name.
	#arrive(proved: Proved): void | Promise<void> {
		const rival = rivalOf(this.#host, proved.hello);
		return rival?.outlet.isAlive
			? rival.outlet.isAlive().then(isAlive => {
					if (isAlive) {
						throw new Refusal('nick-taken', {detail: alreadyHere});
					}

					this.#greet(proved, rival);
				})
			: this.#greet(proved);
	}

	#greet({hello, scram}: Proved, ghost?: Member): void {
		if (this.#over) {
			return;
		}

		const outlet = {
			send: (bytes: Uint8Array) => this.#sendBytes(bytes),
			dismiss: (why: string, how?: {readonly isFinal: boolean}) => this.dismiss(why, how),
			isAlive: async () => this.#intake.isResting || this.#pulse.check(),
		};
		const arrival = {hello, scram, ghost, from: this.#entrance.from};
		this.#member = accepted(greet(this.#host, arrival, outlet));
		this.#lines.limit = limits.clientFrameBytes;
		this.#wire.introduce();
	}

	#failEntering(error: unknown): void {
		this.#fail(error, {});
		this.#clock.askedAgain(this.#host.monotonic());
		const isFinal = error instanceof Refusal && error.code === 'version';
		if (isFinal || this.#entrance.isShut) {
			this.#end();
		}
	}

	#leave(how: 'quit' | 'lost', why?: string): void {
		if (this.#member) {
			this.#host.hub.quit(this.#member, why && reasonOf(why), how);
			this.#member = undefined;
		}
	}

	// Requests are begun in order and not waited for: the log keeps the order of those that take time.
	async #serve(frame: Parameters<typeof serve>[2]): Promise<void> {
		if (!this.#member) {
			this.#refuse({refusal: new Refusal('nick-needed'), ...ticketOf(frame)});
			return;
		}

		this.#intake.spend(frame.type === 'say' ? 'message' : 'request');
		try {
			await serve(this.#host.hub, this.#member, frame, this.#reply);
		} catch (error) {
			this.#fail(error, ticketOf(frame));
		}
	}

	readonly #reply: Reply = frame => this.#send(frame);

	#fail(error: unknown, about: Omit<Nonsense, 'refusal'>): void {
		if (error instanceof Refusal) {
			this.#refuse({refusal: error, ...about});
			return;
		}

		this.#host.report(error);
		this.#refuse({refusal: new Refusal('internal'), ...about});
		this.#end();
	}

	#refuse({refusal: {code, message: text}, id, tag}: Nonsense): void {
		this.#send({type: 'refused', code, text, ...(id && {id}), ...(tag && {tag})});
	}

	#send(frame: ServerFrame): void {
		this.#sendBytes(encodeFrame(frame));
	}

	#sendBytes(bytes: Uint8Array | string): boolean {
		if (this.#over) {
			return true;
		}

		const hasRoom = this.#wire.send(bytes);
		if (!hasRoom) {
			this.#intake.clog();
		}

		return hasRoom;
	}

	#end(): void {
		this.#over = true;
		this.#intake.end();
		this.#wire.end();
		this.#leave('lost');
	}
}
