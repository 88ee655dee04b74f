import type {Face} from '../../core/face.ts';
import type {Passage} from '../../core/sight.ts';

/** Somebody who had a name and has it no more. */
export type Departure = {readonly who: Face; readonly at: number};

const mostDepartures = 200;

/** What is remembered of those who were here, until the server stops. */
export class Attendance {
	readonly #now: () => number;
	#departures: readonly Departure[] = [];
	#most = 0;

	/** `now`: milliseconds since the epoch. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** The most people that were here at once. */
	get most(): number {
		return this.#most;
	}

	/** Newest first. */
	get departures(): readonly Departure[] {
		return this.#departures;
	}

	see(sight: Passage): void {
		if (sight.type === 'came') {
			this.#most = Math.max(this.#most, sight.people);
		} else {
			const departure = {who: sight.who, at: this.#now()};
			this.#departures = [departure, ...this.#departures.slice(0, mostDepartures - 1)];
		}
	}
}
