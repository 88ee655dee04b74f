import {createDevice, type Device} from '../../source/crypto/device.ts';
import {deviceClaim} from '../../source/protocol/claim.ts';
import {randomBytes} from 'node:crypto';
import net from 'node:net';
import type {Recorder} from '../history/recorder.ts';
import {Outbox, type Words} from './outbox.ts';
import type {Random} from './random.ts';

export type ParticipantOptions = {
	readonly nick: string;
	/** Of the server, or of something between. */
	readonly port: number;
	readonly rooms: readonly string[];
	readonly recorder: Recorder;
	readonly random: Random;
	/** Asks a connection that has been silent for so long, in milliseconds, and gives it up when it owes an answer. */
	readonly silence?: number;
	/** Another process of the same person, that has ended without a word. */
	readonly heirOf?: Participant;
};

type Frame = Readonly<Record<string, unknown>> & {readonly type: string};

const backoff = {first: 10, most: 200};
let participants = 0;
let connections = 0;

/**
A client that knows no more than the protocol's description. It comes back whenever its connection breaks, goes on where it stopped, says again what was not answered, and writes down all it does and sees.
*/
export class Participant {
	readonly who: string;
	readonly nick: string;
	readonly rooms: readonly string[];
	/** How often the server said that it ends. */
	byes = 0;
	/** All that it was refused other than a message. */
	readonly refusals: string[] = [];
	readonly #options: ParticipantOptions;
	readonly #device: Device;
	readonly #run = randomBytes(16).toString('base64url');
	readonly #outbox: Outbox;
	readonly #heard = new Map<string, number>();
	#socket: net.Socket | undefined;
	#rest = '';
	#connection = '';
	#key = '';
	#log: string | undefined;
	#applied = 0;
	#isIn = false;
	#isLive = false;
	#isPaused = false;
	#hasAsked = false;
	#isOver = false;
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: ParticipantOptions) {
		const {nick, heirOf} = options;
		this.#options = options;
		this.nick = nick;
		this.rooms = options.rooms;
		this.who = `${nick}/${++participants}`;
		this.#device = heirOf ? heirOf.#device : createDevice().device;
		this.#outbox = new Outbox(heirOf ? heirOf.#outbox.words : []);
		this.#connect();
	}

	/** Let in, and told all that it had missed. */
	get isLive(): boolean {
		return this.#isLive;
	}

	/** Said, and not yet answered. */
	get unanswered(): number {
		return this.#outbox.words.length;
	}

	/** The newest entry it knows of in that room. */
	heardIn(room: string): number {
		return this.#heard.get(room) ?? 0;
	}

	say(room: string, text: string, onAnswer?: Words['onAnswer']): void {
		this.#outbox.add({id: randomBytes(16).toString('base64url'), room, text, onAnswer});
		this.#send();
	}

	/** Writes down how far it has come, for a record that begins here. */
	mark(): void {
		if (this.#isIn) {
			const {who, rooms} = this;
			const place = {connection: this.#connection, rooms, after: this.#applied};
			this.#options.recorder.note({op: 'join', who, ...place, how: 'fresh'});
		}
	}

	/** Stops reading; the connection stays. */
	pause(): void {
		this.#isPaused = true;
		this.#socket?.pause();
	}

	read(): void {
		this.#isPaused = false;
		this.#socket?.resume();
		// The time in which it did not want to hear anything does not count.
		this.#socket?.setTimeout(this.#options.silence ?? 0);
	}

	/** Breaks its own connection: politely or not. */
	drop(how: 'fin' | 'rst'): void {
		if (how === 'rst') {
			this.#socket?.resetAndDestroy();
		} else {
			this.#socket?.destroy();
		}
	}

	/** Ends for good, as a killed process does. */
	leave(): void {
		if (!this.#isOver) {
			this.#isOver = true;
			clearTimeout(this.#timer);
			this.#socket?.destroy();
			this.#options.recorder.note({op: 'leave', who: this.who});
		}
	}

	#connect(): void {
		const socket = net.connect({host: '127.0.0.1', port: this.#options.port, noDelay: true});
		this.#socket = socket;
		this.#rest = '';
		this.#hasAsked = false;
		this.#connection = `${this.who}:${++connections}`;
		socket.setEncoding('utf8');
		socket.on('connect', () => this.#greet());
		socket.on('data', chunk => this.#read(String(chunk)));
		socket.on('error', () => {});
		socket.on('end', () => socket.destroy());
		socket.on('close', () => this.#lost());
		socket.setTimeout(this.#options.silence ?? 0);
		socket.on('timeout', () => this.#onSilence());
		if (this.#isPaused) {
			socket.pause();
		}
	}

	#greet(): void {
		const resume = this.#log !== undefined && {resume: {log: this.#log, seq: this.#applied}};
		const {nick, rooms} = this;
		const me = {nick, key: this.#device.key, run: this.#run, rooms, backlog: 0};
		this.#write({type: 'hello', v: [1, 1], ...me, ...resume});
	}

	#onSilence(): void {
		if (this.#isPaused) {
			return;
		}

		if (this.#isLive && this.unanswered === 0 && !this.#hasAsked) {
			this.#hasAsked = true;
			this.#write({type: 'ping'});
		} else {
			this.#socket!.destroy();
		}
	}

	#lost(): void {
		if (this.#isIn) {
			this.#options.recorder.note({op: 'drop', who: this.who, connection: this.#connection});
		}

		this.#failures = this.#isIn ? 0 : this.#failures + 1;
		this.#isIn = false;
		this.#isLive = false;
		if (!this.#isOver) {
			const longest = Math.min(backoff.most, backoff.first * 2 ** this.#failures);
			const delay = longest * (0.5 + this.#options.random.next() / 2);
			this.#timer = setTimeout(() => this.#connect(), delay);
		}
	}

	#read(chunk: string): void {
		this.#hasAsked = false;
		const lines = (this.#rest + chunk).split('\n');
		this.#rest = lines.pop()!;
		for (const line of lines) {
			if (line.startsWith('{') && !this.#socket!.destroyed) {
				this.#take(JSON.parse(line) as Frame);
			}
		}

		this.#send();
	}

	#take(frame: Frame): void {
		const {who} = this;
		const connection = this.#connection;
		const {recorder} = this.#options;
		if (frame.type === 'entry') {
			const {seq, prev, room, id, tag, text} = frame as never as Record<'seq' | 'prev', number> &
				Record<'room' | 'id' | 'tag' | 'text', string>;
			const entry = recorder.alike({seq, prev, room, id, tag, text});
			recorder.note({op: 'recv', who, connection, entry});
			this.#applied = Math.max(this.#applied, seq);
			this.#heard.set(room, seq);
		} else if (frame.type === 'ack') {
			const {id, seq, dup = false} = frame as never as {id: string; seq: number; dup?: boolean};
			recorder.note({op: 'ack', who, key: this.#key, id, seq, dup});
			this.#outbox.remove(id)?.onAnswer?.(seq);
		} else if (frame.type === 'refused') {
			this.#refused(frame as never);
		} else if (frame.type === 'challenge') {
			const claim = deviceClaim(String(frame['nonce']), '');
			this.#write({type: 'prove', signature: this.#device.sign(claim)});
		} else if (frame.type === 'welcome') {
			this.#welcomed(frame as never);
		} else if (frame.type === 'caught-up') {
			const seq = frame['seq'] as number;
			recorder.note({op: 'caught-up', who, connection, seq});
			this.#applied = Math.max(this.#applied, seq);
			this.#isLive = true;
		} else if (frame.type === 'ping') {
			this.#write({...frame, type: 'pong'});
		} else if (frame.type === 'bye') {
			this.byes++;
			this.#outbox.hold();
		}
	}

	#welcomed(frame: {
		log: string;
		head: number;
		tag: string;
		resumed: 'fresh' | 'resumed' | 'reset';
	}) {
		const {log, head, tag, resumed: how} = frame;
		const {who, rooms} = this;
		const after = how === 'resumed' ? this.#applied : head;
		const connection = this.#connection;
		this.#options.recorder.note({op: 'join', who, connection, rooms, after, how});
		this.#log = log;
		this.#applied = after;
		this.#key = tag;
		this.#isIn = true;
		this.#outbox.begin();
	}

	#refused({id, code, text}: {id?: string; code: string; text: string}): void {
		if (id === undefined) {
			this.refusals.push(`${code}: ${text}`);
			this.#socket!.destroy();
			return;
		}

		this.#options.recorder.note({op: 'nack', who: this.who, key: this.#key, id, code});
		if (code === 'closing') {
			// To be said again to the server that comes next, before anything else.
			this.#outbox.hold();
		} else {
			this.#outbox.remove(id)?.onAnswer?.(undefined);
		}
	}

	#send(): void {
		if (this.#isIn) {
			const {who} = this;
			for (const {id, room, text} of this.#outbox.next()) {
				this.#options.recorder.note({op: 'send', who, key: this.#key, id, room, text});
				this.#write({type: 'say', room, id, text});
			}
		}
	}

	#write(frame: object): void {
		this.#socket!.write(`${JSON.stringify(frame)}\n`);
	}
}
