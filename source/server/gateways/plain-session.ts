import {accepted} from '../../protocol/accepted.ts';
import {cleanLine} from '../../protocol/body.ts';
import {lobby, type RoomName} from '../../protocol/ids.ts';
import {parseNick} from '../../protocol/nick.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Member} from '../core/member.ts';
import {Entrance} from './entrance.ts';
import type {Session, Wire} from './gateway.ts';
import type {Host} from './host.ts';
import {perform} from './plain-commands.ts';
import {PlainLines} from './plain-lines.ts';
import {SegmentingWire} from './segmenting-wire.ts';
import {oldDialect, plainDialect} from './plain-dialect.ts';
import {quitLine, welcome} from './plain-welcome.ts';
import {Intake} from './intake.ts';
import {PeerClock} from './peer-clock.ts';
import {serverLimits} from './server-limits.ts';

const oneWrongTooMany = 'That was one wrong password too many. Connect again to go on.';
/** Milliseconds without more, after which a chunk, or a single key, that has no line end is a line. */
const chunkWithin = 120;
const keyWithin = 2000;
const {plain: plainLimits, loginAttempts} = serverLimits;
const httpRequest = / HTTP\/\d/;
const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

export const greeting = (name: string): string =>
	`Welcome to ${name}, please enter your username\n`;

/** Someone with `nc`: the first good line is a name, every further one is said in the room they are in. */
export class PlainSession implements Session {
	readonly #host: Host;
	readonly #lines: PlainLines;
	readonly #intake: Intake;
	readonly #entrance: Entrance;
	readonly #clock: PeerClock;
	#wire: Wire;
	#segments: SegmentingWire | undefined;
	#idle: ReturnType<typeof setTimeout> | undefined;
	#attempts = 0;
	#wantedName: string | undefined;
	#member: Member | undefined;
	#room: RoomName = lobby;
	#over = false;

	/** The greeting has been sent: it comes before anyone knows what the peer speaks. */
	constructor(wire: Wire, host: Host) {
		this.#wire = wire;
		this.#host = host;
		this.#entrance = new Entrance(host, wire);
		this.#clock = new PeerClock(host.monotonic(), plainLimits.loginWithin);
		this.#lines = new PlainLines(plainLimits.lineBytes, bytes => wire.send(bytes));
		this.#intake = new Intake({
			wire,
			host,
			lines: this.#lines,
			// One after the other, so that what is typed later is said later, and where the line before has led to.
			mostUnderWay: () => 1,
			take: line => this.#receiveLine(line === 'too-long' ? new Refusal('too-long') : decode(line)),
			onEndless: () => this.#refuse(new Refusal('too-long')),
			onFinished: () => this.#end(),
		});
	}

	receive(chunk: Uint8Array): void {
		this.#clock.heard(this.#host.monotonic());
		this.#intake.push(chunk);
		if (this.#lines.ends === 0) {
			this.#awaitEnd(chunk.length === 1 ? keyWithin : chunkWithin);
		}
	}

	ready(): void {
		this.#segments?.unblock();
		this.#intake.unclog();
		this.#member?.feed.resume();
	}

	// Such a peer cannot answer a ping, and may be silent for days; TCP tells when it is gone.
	tick(now: number): void {
		if (!this.#member && this.#clock.verdict(now, false) === 'dead') {
			this.#say('No name came. Good bye.');
			this.#end();
		}
	}

	dismiss(why: string): void {
		this.#say(`* ${why}`);
		this.#end();
	}

	finish(): void {
		this.#intake.finish();
	}

	close(): void {
		this.#over = true;
		clearTimeout(this.#idle);
		this.#intake.end();
		this.#leave('lost');
	}

	// Some programs, the old client among them, send no line ends: what comes at once is a line.
	#awaitEnd(milliseconds: number): void {
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => {
			if (this.#over || this.#lines.ends > 0) {
				return;
			}

			if (!this.#segments && this.#lines.unfinished > 0) {
				this.#segments = new SegmentingWire(this.#wire, () => this.ready());
				this.#wire = this.#segments;
			}

			if (!this.#intake.endLine()) {
				this.#awaitEnd(chunkWithin);
			}
		}, milliseconds);
	}

	async #receiveLine(text: string | Refusal): Promise<void> {
		if (this.#over) {
			return;
		}

		try {
			await this.#obey(accepted(text));
		} catch (error) {
			if (!(error instanceof Refusal)) {
				this.#host.report(error);
				this.#end();
				return;
			}

			this.#say(`* ${error.message}`);
		}
	}

	async #obey(text: string): Promise<void> {
		if (text === quitLine || text === '/quit') {
			this.#say('You are out of the chat room now.');
			this.#leave('quit');
			this.#end();
		} else if (!this.#member) {
			await this.#enter(text);
		} else if (text.trim() !== '') {
			const say = (line: string) => this.#say(line);
			this.#intake.spend('message');
			const context = {host: this.#host, member: this.#member, room: this.#room, say};
			this.#room = (await perform(context, text)) ?? this.#room;
		}
	}

	async #enter(text: string): Promise<void> {
		if (text.trim() === '') {
			return;
		}

		// A web page can make a browser say this, and after it whatever the page wants said.
		if (httpRequest.test(text)) {
			this.#say('* This is a chat room, not a web server.');
			this.#end();
			return;
		}

		if (this.#entrance.isOpen) {
			this.#comeIn(text);
		} else {
			await this.#unlock(text);
		}
	}

	// The greeting asked for a name, before anyone knew that somebody would read it.
	async #unlock(text: string): Promise<void> {
		if (!this.#entrance.isSafe) {
			this.#refuse(new Refusal('password-unsafe'));
			return;
		}

		if (!this.#wantedName) {
			this.#wantedName = text;
			this.#say('This server has a password, please enter it');
			return;
		}

		try {
			await this.#entrance.open(text);
		} catch (error) {
			this.#clock.askedAgain(this.#host.monotonic());
			if (this.#entrance.isShut) {
				this.#refuse(new Refusal('too-many-attempts', {detail: oneWrongTooMany}));
				return;
			}

			throw error;
		}

		this.#comeIn(this.#wantedName);
	}

	#comeIn(text: string): void {
		const {hub} = this.#host;
		const nick = parseNick(text);
		const outlet = {
			send: (bytes: Uint8Array) => this.#send(bytes),
			dismiss: (why: string) => this.dismiss(why),
		};
		const member =
			nick instanceof Refusal
				? nick
				: hub.enter({
						nick,
						key: this.#host.newKey(),
						...this.#entrance.from,
						dialect: this.#segments ? oldDialect : plainDialect,
						outlet,
					});
		if (member instanceof Refusal) {
			this.#askAgain(text, member);
			return;
		}

		this.#member = member;
		this.#wire.introduce();
		const state = hub.join(member, lobby);
		if (state instanceof Refusal) {
			this.#refuse(state);
			return;
		}

		welcome(hub, member, state).forEach(text => this.#send(text));
		member.feed.start(hub.head);
	}

	// Only what is wrong with a name can be mended by another one.
	#askAgain(text: string, refusal: Refusal): void {
		if (!refusal.code.startsWith('nick-')) {
			this.#refuse(refusal);
			return;
		}

		if (++this.#attempts >= loginAttempts) {
			this.#refuse(new Refusal('too-many-attempts'));
			return;
		}

		this.#clock.askedAgain(this.#host.monotonic());
		const {code, message} = refusal;
		const isTaken = code === 'nick-taken';
		this.#say(
			isTaken
				? `Username '${cleanLine(text)}' is taken, please enter another one`
				: `${message} Please enter another username`,
		);
	}

	#refuse({message}: Refusal): void {
		this.#say(`* ${message}`);
		this.#end();
	}

	#leave(how: 'quit' | 'lost'): void {
		if (this.#member) {
			this.#host.hub.quit(this.#member, undefined, how);
			this.#member = undefined;
		}
	}

	#end(): void {
		this.#over = true;
		clearTimeout(this.#idle);
		this.#intake.end();
		this.#leave('lost');
		this.#wire.end();
	}

	#say(line: string): void {
		this.#send(`${line}\n`);
	}

	#send(bytes: Uint8Array | string): boolean {
		const hasRoom = this.#wire.send(bytes);
		if (!hasRoom) {
			this.#intake.clog();
		}

		return hasRoom;
	}
}

function decode(line: Uint8Array): string | Refusal {
	try {
		return utf8.decode(line).replace(/\r$/, '');
	} catch {
		return new Refusal('encoding');
	}
}
