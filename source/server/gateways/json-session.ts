import {accepted} from '../../protocol/accepted.ts';
import type {ClientFrame, ClientFrameOf} from '../../protocol/client-frame.ts';
import {decodeClientFrame, encodeFrame, isNonsense, type Nonsense} from '../../protocol/codec.ts';
import {limits} from '../../protocol/limits.ts';
import {type Line, LineSplitter} from '../../protocol/line-splitter.ts';
import {reasonOf} from './reason.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import type {Member} from '../core/member.ts';
import {Entrance} from './entrance.ts';
import type {Host} from './host.ts';
import type {Session, Wire} from './gateway.ts';
import {Intake} from './intake.ts';
import {greet} from './json-hello.ts';
import {serve, type Reply, ticketOf} from './json-requests.ts';
import {PeerClock} from './peer-clock.ts';
import {serverLimits} from './server-limits.ts';

/** A peer that speaks our own protocol: first `hello`, again until it is good, then everything else. */
export class JsonSession implements Session {
	readonly #wire: Wire;
	readonly #host: Host;
	readonly #lines = new LineSplitter(limits.strangerFrameBytes);
	readonly #intake: Intake;
	readonly #entrance: Entrance;
	readonly #clock: PeerClock;
	#member: Member | undefined;
	#attempts = 0;
	#over = false;

	constructor(wire: Wire, host: Host) {
		this.#wire = wire;
		this.#host = host;
		this.#clock = new PeerClock(host.monotonic());
		this.#entrance = new Entrance(host, wire);
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

	dismiss(why: string): void {
		this.#send({type: 'bye', why, retryMs: this.#host.retryMs});
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
		if (!this.#member && frame.type !== 'ping' && ++this.#attempts > serverLimits.loginAttempts) {
			this.#refuse({refusal: new Refusal('too-many-attempts')});
			this.#end();
			return undefined;
		}

		switch (frame.type) {
			case 'hello': {
				return this.#enter(frame);
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

		if (this.#entrance.isOpen) {
			this.#greet(frame);
			return undefined;
		}

		return this.#unlock(frame);
	}

	async #unlock(frame: ClientFrameOf<'hello'>): Promise<void> {
		try {
			if (frame.password === undefined) {
				throw new Refusal('password-needed');
			}

			await this.#entrance.open(frame.password);
		} catch (error) {
			this.#fail(error, {});
			this.#clock.askedAgain(this.#host.monotonic());
			if (this.#entrance.isShut) {
				this.#end();
			}

			return;
		}

		if (!this.#over) {
			this.#greet(frame);
		}
	}

	#greet(frame: ClientFrameOf<'hello'>): void {
		const outlet = {
			send: (bytes: Uint8Array) => this.#sendBytes(bytes),
			dismiss: (why: string) => this.dismiss(why),
		};
		try {
			this.#member = accepted(greet(this.#host, frame, outlet));
			this.#lines.limit = limits.clientFrameBytes;
			this.#wire.introduce();
		} catch (error) {
			this.#fail(error, {});
			this.#clock.askedAgain(this.#host.monotonic());
			if (error instanceof Refusal && error.code === 'version') {
				this.#end();
			}
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

	#refuse({refusal, id, tag}: Nonsense): void {
		const {code, message: text} = refusal;
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
