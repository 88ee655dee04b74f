import {accepted} from '../../protocol/accepted.ts';
import type {ClientFrame, ClientFrameOf} from '../../protocol/client-frame.ts';
import {decodeClientFrame, encodeFrame, isNonsense, type Nonsense} from '../../protocol/codec.ts';
import {limits} from '../../protocol/limits.ts';
import {LineSplitter} from '../../protocol/line-splitter.ts';
import {reasonOf} from './reason.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import type {Member} from '../core/member.ts';
import type {Host} from './host.ts';
import type {Session, Wire} from './gateway.ts';
import {Intake} from './intake.ts';
import {greet} from './json-hello.ts';
import {serve, type Reply, ticketOf} from './json-requests.ts';
import {Pace} from './pace.ts';
import {PeerClock} from './peer-clock.ts';
import {serverLimits} from './server-limits.ts';

const {appending: mostAppending, linesInTurn: mostInTurn, loginAttempts} = serverLimits;

/** A peer that speaks our own protocol: first `hello`, again until it is good, then everything else. */
export class JsonSession implements Session {
	readonly #wire: Wire;
	readonly #host: Host;
	readonly #lines = new LineSplitter(limits.strangerFrameBytes);
	readonly #intake = new Intake(this.#lines);
	readonly #clock: PeerClock;
	readonly #pace: Pace | undefined;
	#member: Member | undefined;
	#attempts = 0;
	#appending = 0;
	#takenInTurn = 0;
	#clogged = false;
	#hasRest = false;
	#finishing = false;
	#over = false;

	constructor(wire: Wire, host: Host) {
		this.#wire = wire;
		this.#host = host;
		this.#clock = new PeerClock(host.monotonic());
		this.#pace = wire.isLocal || host.isUnpaced ? undefined : new Pace(host.monotonic());
	}

	receive(chunk: Uint8Array): void {
		this.#clock.heard(this.#host.monotonic());
		if (!this.#over && !this.#finishing) {
			this.#intake.push(chunk);
			this.#goOn();
		}
	}

	ready(): void {
		// Who is not listened to can give no other sign of life.
		this.#clock.heard(this.#host.monotonic());
		this.#clogged = false;
		this.#listen();
		this.#member?.feed.resume();
		this.#goOn();
	}

	tick(now: number, isReading: boolean): void {
		// Whoever reads slowly, or is not listened to, cannot answer in time but is there.
		if (this.#member && (isReading || this.#clogged || this.#pace?.isResting)) {
			this.#clock.heard(now);
		}

		switch (this.#clock.verdict(now, this.#member !== undefined)) {
			case 'ping': {
				this.#send({type: 'ping'});
				break;
			}

			case 'dead': {
				this.#end();
				break;
			}

			case 'fine': {
				break;
			}
		}
	}

	dismiss(why: string): void {
		this.#send({type: 'bye', why, retryMs: this.#host.retryMs});
		this.#intake.drop();
		this.finish();
	}

	finish(): void {
		this.#finishing = true;
		this.#goOn();
	}

	close(): void {
		this.#over = true;
		this.#pace?.end();
		this.#intake.drop();
		this.#leave();
	}

	// One chunk may ask for more than the peer will read, the log can take, or the others would wait for: the rest of it stays for later.
	#goOn(): void {
		while (this.#takesMore && this.#takenInTurn < mostInTurn) {
			const line = this.#intake.take();
			if (!line) {
				break;
			}

			if (this.#takenInTurn++ === 0) {
				setImmediate(() => {
					this.#takenInTurn = 0;
					this.#goOn();
				});
			}

			this.#receiveLine(line);
		}

		if (!this.#over && this.#lines.unfinished > limits.endlessLineBytes) {
			this.#refuse({refusal: new Refusal('too-long')});
			this.#end();
		}

		this.#hasRest = !this.#intake.isEmpty;
		this.#listen();
		this.#endIfFinished();
	}

	get #takesMore(): boolean {
		const isBusy = this.#clogged || this.#appending >= mostAppending;
		return !this.#over && !isBusy && !this.#pace?.isResting;
	}

	#receiveLine(line: Uint8Array | 'too-long'): void {
		const decoded =
			line === 'too-long' ? {refusal: new Refusal('too-long')} : decodeClientFrame(line);
		if (decoded === 'unknown' || (line instanceof Uint8Array && line.length === 0)) {
			return;
		}

		if (isNonsense(decoded)) {
			this.#refuse(decoded);
			return;
		}

		this.#receiveFrame(decoded);
	}

	#receiveFrame(frame: ClientFrame): void {
		if (!this.#member && frame.type !== 'ping' && ++this.#attempts > loginAttempts) {
			this.#refuse({refusal: new Refusal('too-many-attempts')});
			this.#end();
			return;
		}

		switch (frame.type) {
			case 'hello': {
				this.#enter(frame);
				break;
			}

			case 'ping': {
				this.#send({type: 'pong', ...(frame.n !== undefined && {n: frame.n})});
				break;
			}

			case 'pong': {
				break;
			}

			case 'quit': {
				this.#leave(frame.why);
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
			case 'search': {
				this.#serve(frame);
				break;
			}
		}
	}

	#enter(frame: ClientFrameOf<'hello'>): void {
		if (this.#member) {
			this.#refuse({refusal: new Refusal('bad-frame', {detail: 'You said hello before.'})});
			return;
		}

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

	#leave(why?: string): void {
		if (this.#member) {
			this.#host.hub.quit(this.#member, why && reasonOf(why));
			this.#member = undefined;
		}
	}

	#serve(frame: Parameters<typeof serve>[2]): void {
		if (!this.#member) {
			this.#refuse({refusal: new Refusal('nick-needed'), ...ticketOf(frame)});
			return;
		}

		this.#appending++;
		this.#spend(frame.type === 'say' ? 'message' : 'request');
		this.#listen();
		// Requests are begun in order and not waited for: the log keeps the order of those that take time.
		void serve(this.#host.hub, this.#member, frame, this.#reply)
			.catch((error: unknown) => this.#fail(error, ticketOf(frame)))
			.finally(() => {
				this.#appending--;
				this.#goOn();
			});
	}

	#spend(what: 'message' | 'request'): void {
		if (this.#pace?.spend(what, this.#host.monotonic())) {
			void this.#pace.rested?.then(() => {
				this.#clock.heard(this.#host.monotonic());
				this.#goOn();
			});
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
		this.#clogged ||= !hasRoom;
		this.#listen();
		return hasRoom;
	}

	#endIfFinished(): void {
		if (this.#finishing && !this.#over && this.#appending === 0 && this.#intake.isEmpty) {
			this.#end();
		}
	}

	// A peer that does not read, or says more than the log can take, is not listened to for a while.
	#listen(): void {
		this.#wire.listen(this.#takesMore && !this.#hasRest);
	}

	#end(): void {
		this.#over = true;
		this.#pace?.end();
		this.#wire.end();
		this.#leave();
	}
}
