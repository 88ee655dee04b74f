import {cleanLine} from '../../../protocol/body.ts';
import type {Nick} from '../../../protocol/ids.ts';
import {type Line, LineSplitter} from '../../../protocol/line-splitter.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {Member} from '../../core/member.ts';
import {Entrance} from '../entrance.ts';
import type {Session, Wire} from '../gateway.ts';
import type {Host} from '../host.ts';
import {Intake} from '../intake.ts';
import {PeerClock} from '../peer-clock.ts';
import {serverLimits} from '../server-limits.ts';
import type {Caps} from './caps.ts';
import {commands} from './commands.ts';
import {costOf, findCommand} from './find-command.ts';
import {burst} from './greeting-burst.ts';
import type {IrcClient} from './irc-client.ts';
import {mostBytes, readIrcLine} from './incoming-line.ts';
import {formatIrcLine, type IrcLine} from './irc-line.ts';
import {tellNotLetIn, tellRefusal} from './refusals.ts';
import {type Introduction, Registration} from './registration.ts';
import {Replies} from './replies.ts';

type Answer = Promise<'answered' | void> | 'answered' | void;

/** A client that speaks IRC. Modern IRC and IRCv3, as far as a room without services goes. */
export class IrcSession implements Session {
	readonly #wire: Wire;
	readonly #host: Host;
	readonly #intake: Intake;
	readonly #clock: PeerClock;
	readonly #registration: Registration;
	readonly #replies: Replies;
	#member: Member | undefined;
	#attempts = 0;
	#over = false;

	constructor(wire: Wire, host: Host) {
		this.#wire = wire;
		this.#host = host;
		this.#clock = new PeerClock(host.monotonic(), serverLimits.plain.loginWithin);
		this.#replies = new Replies({
			host,
			write: text => this.#write(text),
			nick: () => this.#nick,
			caps: () => this.#registration.caps,
		});
		this.#registration = new Registration({
			host,
			entrance: new Entrance(host, wire),
			reply: (...reply) => this.#replies.numeric(...reply),
			send: (verb, ...params) => this.#replies.line(host.serverName, verb, params),
			nick: () => this.#nick,
			isCommand: verb => Object.hasOwn(commands, verb),
		});
		this.#intake = new Intake({
			wire,
			host,
			lines: new LineSplitter(mostBytes),
			// Clients count on answers in the order of their commands.
			mostUnderWay: () => 1,
			take: line => this.#receiveLine(line),
			onEndless: () => this.#end('Line too long'),
			onFinished: () => this.#end('Connection closed'),
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
		const isMember = this.#member !== undefined;
		const isExcused = isReading || this.#intake.isHeld;
		const ping = `${formatIrcLine('', 'PING', [this.#host.serverName])}\r\n`;
		this.#clock.attend(
			now,
			{isMember, isExcused},
			{
				ping: () => void this.#write(ping),
				giveUp: () => this.#end(isMember ? 'Ping timeout' : 'Registration timed out'),
			},
		);
	}

	dismiss(why: string): void {
		this.#end(why);
	}

	finish(): void {
		this.#intake.finish();
	}

	close(): void {
		this.#over = true;
		this.#intake.end();
		this.#leave('Connection closed', 'lost');
	}

	get #nick(): string {
		return this.#member?.nick ?? '*';
	}

	async #receiveLine(bytes: Line): Promise<void> {
		if (this.#over) {
			return;
		}

		// No client sends lines twice as long as there are, tags and all.
		if (bytes === 'too-long') {
			this.#end('Line too long');
			return;
		}

		const {line, fault} = readIrcLine(bytes);
		if (!line && !fault) {
			return;
		}

		const {labels} = this.#replies;
		const hasLabels = this.#registration.caps.has('labeled-response');
		// An empty one is none.
		labels.begin((hasLabels && line?.tags.get('label')) || undefined);
		if (!line || fault) {
			this.#replies.fault(line?.verb ?? '*', fault);
			labels.end(false);
			return;
		}

		try {
			labels.end((await this.#obey(line)) === 'answered');
		} catch (error) {
			if (!(error instanceof Refusal)) {
				this.#host.report(error);
				this.#end('Internal error');
				return;
			}

			tellRefusal(error, line, (...reply) => this.#replies.numeric(...reply));
			labels.end(false);
		}
	}

	#obey(line: IrcLine): Answer {
		const {verb, params} = line;
		switch (verb) {
			case 'CAP': {
				const caps = this.#registration.negotiate(line, this.#member !== undefined);
				return caps ? this.#speak(caps) : this.#enterIfReady();
			}

			case 'QUIT': {
				return this.#quit(params[0] || undefined);
			}
		}

		if (this.#member) {
			return this.#command(line);
		}

		return this.#register(line);
	}

	#command(line: IrcLine): Answer {
		const command = findCommand(line, (...reply) => this.#replies.numeric(...reply));
		if (command) {
			this.#intake.spend(costOf(line));
		}

		return command?.run(this.#client(this.#member!), line);
	}

	async #register(line: IrcLine): Promise<void> {
		await this.#registration.take(line);
		await this.#enterIfReady();
	}

	async #enterIfReady(): Promise<void> {
		const introduction = this.#member ? undefined : this.#registration.introduction;
		if (!introduction) {
			return;
		}

		// Modern IRC, «PASS message»: a wrong password closes the connection.
		const objection = await this.#registration.objection();
		if (objection) {
			this.#end(objection.message);
		} else if (!this.#over) {
			this.#enter(introduction);
		}
	}

	#enter(introduction: Introduction): void {
		const {hub, newKey, dialects} = this.#host;
		const outlet = {
			send: (bytes: Uint8Array) => this.#write(bytes),
			dismiss: (why: string) => this.#putOut(why),
		};
		const dialect = dialects.for(this.#registration.caps);
		const member = hub.enter({
			...introduction,
			...this.#registration.from,
			key: newKey(),
			dialect,
			outlet,
		});
		if (member instanceof Refusal) {
			this.#turnAway(member, introduction.nick);
			return;
		}

		this.#member = member;
		this.#wire.introduce();
		burst(this.#client(member));
		member.feed.start(hub.head);
	}

	// Another name may do; nothing else can be mended by asking again.
	#turnAway(refusal: Refusal, nick: Nick): void {
		if (!tellNotLetIn(refusal, nick, (...reply) => this.#replies.numeric(...reply))) {
			this.#end(refusal.message);
			return;
		}

		this.#registration.askAgain();
		this.#clock.askedAgain(this.#host.monotonic());
		if (++this.#attempts >= serverLimits.loginAttempts) {
			this.#end('Too many names');
		}
	}

	#speak(caps: Caps): void {
		if (this.#member) {
			this.#host.hub.speak(this.#member, this.#host.dialects.for(caps));
		}
	}

	// Modern IRC, «QUIT message»: the server acknowledges it with an ERROR, after all that it has told.
	async #quit(why: string | undefined): Promise<void> {
		await this.#host.hub.told();
		this.#leave(why, 'quit');
		this.#end(why ?? 'Client quit');
	}

	#client(member: Member): IrcClient {
		return this.#replies.client(member, why => this.#end(why));
	}

	#write(bytes: Uint8Array | string): boolean {
		if (this.#over) {
			return true;
		}

		const hasRoom = this.#wire.send(bytes);
		if (!hasRoom) {
			this.#intake.clog();
		}

		return hasRoom;
	}

	#leave(why: string | undefined, how: 'quit' | 'lost'): void {
		if (this.#member) {
			this.#host.hub.quit(this.#member, why && cleanLine(why).slice(0, 300), how);
			this.#member = undefined;
		}
	}

	// Why is said to the one whom it is about. What others are to know, they are told otherwise.
	#putOut(why: string): void {
		this.#leave(undefined, 'lost');
		this.#end(why);
	}

	#end(why: string): void {
		if (!this.#over) {
			this.#write(`ERROR :Closing link: ${cleanLine(why)}\r\n`);
		}

		this.#over = true;
		this.#intake.end();
		this.#leave(why, 'lost');
		this.#wire.end();
	}
}
