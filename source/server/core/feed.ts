import {noSeq, type Seq} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import type {FanOut} from './fan-out.ts';
import type {Member} from './member.ts';
import type {LogEntry, MessageLog} from './message-log.ts';
import type {RoomEvent} from './room-event.ts';

export type FeedContext = {
	readonly log: MessageLog;
	readonly fanOut: FanOut;
	/** The newest entry that has been told: what lies above it comes live. */
	readonly head: () => Seq;
	/** The entry as this member hears it, if it is for it at all. */
	readonly hear: (member: Member, entry: LogEntry) => RoomEvent | undefined;
	/** How far it has read, for that may have changed while it lagged. */
	readonly marks: (member: Member) => readonly RoomEvent[];
};

const utf8 = new TextEncoder();

/**
How far one member has heard. Live, it is given what happens; behind, it reads the log at its own pace from where it stands, so a slow reader costs one page, delays nobody and loses nothing.
*/
export class Feed {
	readonly #member: Member;
	readonly #context: FeedContext;
	#state: 'starting' | 'live' | 'behind' | 'over' = 'starting';
	#seq: Seq = noSeq;
	#heard = 0;
	#reading = false;

	constructor(member: Member, context: FeedContext) {
		this.#member = member;
		this.#context = context;
	}

	/** The fan-out's order up to which this member knows everything. */
	get heard(): number {
		return this.#heard;
	}

	get isLive(): boolean {
		return this.#state === 'live';
	}

	/** Begins after `after`: from the log first, then live, with no gap between. What the rooms are like, the member has just been told. */
	start(after: Seq): void {
		this.#seq = after;
		this.#heard = this.#context.fanOut.order;
		this.#fallBehind();
		this.resume();
	}

	/** The member's rooms have changed. */
	roomsChanged(): void {
		if (this.#state === 'live') {
			this.#context.fanOut.include(this.#member);
		}
	}

	/** Called by the fan-out with one turn's words. */
	give(bytes: Uint8Array, order: number, seq: Seq | undefined): void {
		if (this.#state !== 'live') {
			return;
		}

		this.#heard = Math.max(this.#heard, order);
		this.#seq = seq && seq > this.#seq ? seq : this.#seq;
		if (bytes.length > 0 && !this.#member.outlet.send(bytes)) {
			this.#fallBehind();
		}
	}

	/** Bytes that have no place in the log's order. */
	giveAside(bytes: Uint8Array): void {
		if (this.#state !== 'over') {
			this.#member.outlet.send(bytes);
		}
	}

	/** The peer has room again: go on where it stopped. */
	resume(): void {
		if (this.#state === 'behind' && !this.#reading) {
			this.#reading = true;
			this.#readOn();
		}
	}

	end(): void {
		this.#state = 'over';
		this.#context.fanOut.drop(this.#member);
	}

	#fallBehind(): void {
		this.#state = 'behind';
		this.#context.fanOut.exclude(this.#member);
	}

	// One page a turn, so that a long catch-up holds nobody up.
	#readOn(): void {
		if (this.#state !== 'behind') {
			this.#reading = false;
			return;
		}

		const {log, head, hear} = this.#context;
		const {rooms, key, dialect, outlet} = this.#member;
		const page =
			this.#seq < head()
				? log.read({
						rooms: [...rooms.keys()].map(room => room.key),
						direct: key,
						after: this.#seq,
						before: (head() + 1) as Seq,
						from: 'oldest',
						limit: limits.pageEntries,
					})
				: [];
		const last = page.at(-1);
		if (!last) {
			this.#reading = false;
			this.#goLive();
			return;
		}

		this.#seq = last.seq;
		const since = new Map([...rooms].map(([room, {seq}]) => [room.key, seq]));
		const text = page
			.filter(entry => entry.seq > (since.get(entry.room) ?? noSeq))
			.filter(entry => dialect.echoes || entry.key !== key)
			.map(entry => hear(this.#member, entry))
			.map(event => (event ? dialect.encode(event) : ''))
			.join('');
		if (outlet.send(utf8.encode(text))) {
			setImmediate(() => this.#readOn());
		} else {
			this.#reading = false;
		}
	}

	// In the same turn in which the log had nothing more: whatever happens next is heard live.
	#goLive(): void {
		const {fanOut, head, marks} = this.#context;
		const {rooms, dialect, outlet} = this.#member;
		// The log tells what was said meanwhile, but not who came and went.
		const missed = fanOut.order > this.#heard;
		const states = missed ? [...rooms.keys()].map(({state}) => state) : [];
		this.#state = 'live';
		this.#seq = head() > this.#seq ? head() : this.#seq;
		this.#heard = fanOut.order;
		fanOut.include(this.#member);
		const events: readonly RoomEvent[] = [
			...states.map(state => ({type: 'refreshed', state}) as const),
			...(missed ? marks(this.#member) : []),
			{type: 'caught-up', seq: this.#seq},
		];
		const text = events.map(event => dialect.encode(event)).join('');
		if (text && !outlet.send(utf8.encode(text))) {
			this.#fallBehind();
		}
	}
}
