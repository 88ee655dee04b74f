import type {Member} from '../../core/member.ts';
import type {RoomEvent} from '../../core/room-event.ts';
import type {Host} from '../host.ts';
import type {Caps} from './caps.ts';
import type {IrcClient} from './irc-client.ts';
import type {Incoming} from './incoming-line.ts';
import {formatIrcLine, formatTags} from './irc-line.ts';
import {Labels} from './labels.ts';
import {type Numeric, numerics} from './numerics.ts';

type Context = {
	readonly host: Host;
	readonly write: (text: string) => void;
	/** `*` for those without one: Modern IRC, «Numeric replies». */
	readonly nick: () => string;
	readonly caps: () => Caps;
};

const clean = (param: string): string => param.replaceAll(/[\r\n\0]/g, ' ');

/** What one client is told by the server itself, in lines. */
export class Replies {
	readonly labels: Labels;
	readonly #context: Context;

	constructor(context: Context) {
		this.#context = context;
		this.labels = new Labels(context.host.serverName, context.write);
	}

	numeric(numeric: Numeric, ...params: readonly string[]): void {
		this.line(this.#context.host.serverName, numerics[numeric], [this.#context.nick(), ...params]);
	}

	line(source: string, verb: string, params: readonly string[]): void {
		const {host, caps} = this.#context;
		const isTimed = caps().has('server-time') && !/^\d/.test(verb) && verb !== 'CAP';
		const tags = isTimed ? [['time', new Date(host.now()).toISOString()] as const] : [];
		this.labels.add(formatTags(tags) + formatIrcLine(source, verb, params.map(clean)));
	}

	/** Something that happened, in the client's own dialect. */
	show(event: RoomEvent): void {
		const {host, caps} = this.#context;
		for (const line of host.dialects.for(caps()).lines(event)) {
			this.labels.add(line);
		}
	}

	/** What is wrong with a line that is none. IRCv3 utf8-only; Modern IRC, ERR_INPUTTOOLONG. */
	fault(verb: string, fault: Incoming['fault']): void {
		if (fault === 'not-utf8') {
			this.fail(verb, 'INVALID_UTF8', 'Message rejected, it is not valid UTF-8');
		} else {
			this.numeric('ERR_INPUTTOOLONG', 'Input line was too long');
		}
	}

	/** The client as its commands know it, once it is in. */
	client(member: Member, quit: (why: string) => void): IrcClient {
		const {labels} = this;
		return {
			host: this.#context.host,
			member,
			caps: this.#context.caps(),
			reply: (...reply) => this.numeric(...reply),
			send: (source, verb, ...params) => this.line(source, verb, params),
			write: line => labels.add(line),
			show: event => this.show(event),
			fail: (...words) => this.fail(...words),
			quit,
			get label() {
				return labels.ticket;
			},
			openBatch: () => labels.openBatch(),
			relabel: label => labels.begin(label),
		};
	}

	/** IRCv3 standard-replies: every one sent here belongs to a specification of its own, so that nobody need ask for it. */
	fail(verb: string, code: string, ...rest: readonly string[]): void {
		this.line(this.#context.host.serverName, 'FAIL', [verb, code, ...rest]);
	}
}
