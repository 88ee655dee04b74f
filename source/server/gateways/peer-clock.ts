import {limits} from '../../protocol/limits.ts';

/** Whether a peer still lives, from when it was last heard. Pure but for what it remembers; the clock is monotonic. */
export class PeerClock {
	readonly #loginWithin: number;
	#since: number;
	#heard: number;
	#asked = false;

	constructor(now: number, loginWithin: number = limits.loginWithin) {
		this.#loginWithin = loginWithin;
		this.#since = now;
		this.#heard = now;
	}

	/** A stranger was asked for another name: its time begins anew. */
	askedAgain(now: number): void {
		this.#since = now;
	}

	heard(now: number): void {
		this.#heard = now;
		this.#asked = false;
	}

	/** Called every few seconds. Who is excused reads slowly or is not listened to: it cannot answer in time, but is there. */
	attend(
		now: number,
		peer: {readonly isMember: boolean; readonly isExcused: boolean},
		work: {readonly ping: () => void; readonly giveUp: () => void},
	): void {
		if (peer.isMember && peer.isExcused) {
			this.heard(now);
		}

		const verdict = this.verdict(now, peer.isMember);
		if (verdict === 'ping') {
			work.ping();
		} else if (verdict === 'dead') {
			work.giveUp();
		}
	}

	/** A stranger has a fixed time to say who it is, whatever it trickles in. */
	verdict(now: number, isMember: boolean): 'fine' | 'ping' | 'dead' {
		if (!isMember) {
			return now - this.#since > this.#loginWithin ? 'dead' : 'fine';
		}

		const quiet = now - this.#heard;
		if (quiet > limits.deadAfter) {
			return 'dead';
		}

		if (quiet > limits.pingAfter && !this.#asked) {
			this.#asked = true;
			return 'ping';
		}

		return 'fine';
	}
}
