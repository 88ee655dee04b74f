import {limits} from '../../protocol/limits.ts';
import type {Line} from '../../protocol/line-splitter.ts';
import type {Wire} from './gateway.ts';
import type {Host} from './host.ts';
import {Pace} from './pace.ts';
import {serverLimits} from './server-limits.ts';

/** Cuts what a peer sends into lines. */
export type Splitter = {
	push(chunk: Uint8Array): Iterator<Line, void>;
	/** What came after the last line end, taken as a line. */
	rest(): Line | undefined;
	/** Bytes of a line that has not ended. */
	readonly unfinished: number;
};

export type IntakeOptions = {
	readonly wire: Wire;
	readonly host: Host;
	readonly lines: Splitter;
	/** Lines that may be under way at once: 1 for a dialect whose every line may depend on the one before. */
	readonly mostUnderWay: () => number;
	/** Deals with a line: at once, or by the time the promise settles. It never rejects. */
	readonly take: (line: Line) => Promise<void> | void;
	/** The peer sends a line without end. */
	readonly onEndless: () => void;
	/** The peer will say no more, and all it said has been dealt with. */
	readonly onFinished: () => void;
};

/** Takes one peer's lines, no faster than the peer reads the answers, the log keeps up, its pace allows and the others get their turn. What is not taken yet holds the peer back. */
export class Intake {
	readonly #options: IntakeOptions;
	readonly #pace: Pace | undefined;
	#chunks: Iterator<Line, void>[] = [];
	#underWay = 0;
	#takenInTurn = 0;
	#isClogged = false;
	#isFinishing = false;
	#isOver = false;

	constructor(options: IntakeOptions) {
		const {wire, host} = options;
		this.#options = options;
		this.#pace = wire.isLocal || host.isUnpaced ? undefined : new Pace(host.monotonic());
	}

	/** The peer cannot give a sign of life: it is not listened to. */
	get isHeld(): boolean {
		return this.#isClogged || this.isResting;
	}

	/** It said more than its pace allows only just now, and is not listened to for a moment. */
	get isResting(): boolean {
		return this.#pace?.isResting === true;
	}

	push(chunk: Uint8Array): void {
		if (!this.#isOver && !this.#isFinishing) {
			this.#chunks.push(this.#options.lines.push(chunk));
			this.goOn();
		}
	}

	/** The peer does not read what it is told: nothing more is taken from it until `unclog`. */
	clog(): void {
		this.#isClogged = true;
		this.#listen();
	}

	unclog(): void {
		this.#isClogged = false;
		this.goOn();
	}

	/** What has come without a line end is a line, unless there is still something to do before it. */
	endLine(): boolean {
		const isFree = this.#underWay === 0 && this.#chunks.length === 0 && this.#mayTake;
		const line = isFree ? this.#options.lines.rest() : undefined;
		if (line) {
			this.#take(line);
			this.#listen();
		}

		return isFree;
	}

	/** Counts what the peer has just asked for. */
	spend(what: 'message' | 'request'): void {
		if (this.#pace?.spend(what, this.#options.host.monotonic())) {
			void this.#pace.rested?.then(() => this.goOn());
		}
	}

	/** The peer will say no more. */
	finish(): void {
		this.#isFinishing = true;
		this.goOn();
	}

	/** Forgets what has not been taken. */
	drop(): void {
		this.#chunks = [];
	}

	/** The conversation is over: nothing is taken any more. */
	end(): void {
		this.#isOver = true;
		this.#pace?.end();
		this.drop();
	}

	/** Takes what may be taken now; the rest waits for its turn. */
	goOn(): void {
		while (this.#mayTake && this.#takenInTurn < serverLimits.linesInTurn) {
			const line = this.#next();
			if (!line) {
				break;
			}

			if (this.#takenInTurn++ === 0) {
				setImmediate(() => {
					this.#takenInTurn = 0;
					this.goOn();
				});
			}

			this.#take(line);
		}

		if (!this.#isOver && this.#options.lines.unfinished > limits.endlessLineBytes) {
			this.#options.onEndless();
		}

		this.#listen();
		if (this.#isFinishing && !this.#isOver && this.#underWay === 0 && this.#chunks.length === 0) {
			this.#options.onFinished();
		}
	}

	get #mayTake(): boolean {
		const isBusy = this.#underWay >= this.#options.mostUnderWay();
		return !this.#isOver && !this.isHeld && !isBusy;
	}

	#take(line: Line): void {
		const work = this.#options.take(line);
		if (work) {
			this.#underWay++;
			void work.finally(() => {
				this.#underWay--;
				this.goOn();
			});
		}
	}

	#next(): Line | undefined {
		for (let [chunk] = this.#chunks; chunk; [chunk] = this.#chunks) {
			const {value, done} = chunk.next();
			if (!done) {
				return value;
			}

			// That the last line was the last shows only when one more is asked for.
			this.#chunks.shift();
		}

		return this.#isFinishing ? this.#options.lines.rest() : undefined;
	}

	#listen(): void {
		this.#options.wire.listen(this.#mayTake && this.#chunks.length === 0);
	}
}
