import type {Member} from '../../core/member.ts';
import type {RoomEvent} from '../../core/room-event.ts';
import type {Host} from '../host.ts';
import type {Caps} from './caps.ts';
import type {IrcLine} from './irc-line.ts';
import type {Numeric} from './numerics.ts';

/** What a command may do to the client that gave it. */
export interface IrcClient {
	readonly host: Host;
	readonly member: Member;
	readonly caps: Caps;
	/** By what what comes back by the hub is known as an answer to this command. */
	readonly label: string | undefined;
	/** Several lines will answer, some of them by the hub. Changes `label`. */
	readonly openBatch: () => void;
	/** What is told from now on answers an earlier command. Changes `label`. */
	readonly relabel: (label: string | undefined) => void;
	/** `:server NUMERIC nick …`; a last parameter of several words may hold spaces. */
	readonly reply: (numeric: Numeric, ...params: readonly string[]) => void;
	/** A line of somebody, or of the server. */
	readonly send: (source: string, verb: string, ...params: readonly string[]) => void;
	/** A line as it is, without its end. */
	readonly write: (line: string) => void;
	/** What the client did itself, in its own dialect: others hear of it by the hub. */
	readonly show: (event: RoomEvent) => void;
	/** IRCv3 standard-replies. */
	readonly fail: (verb: string, code: string, ...contextAndText: readonly string[]) => void;
	/** Ends the connection. */
	readonly quit: (why: string) => void;
}

/** A command of a registered client. May take its time: the next one waits. A `Refusal` that it throws is told in words. `answered`: a label will come back with what others hear. */
export type Command = {
	/** Parameters without which it makes no sense. */
	readonly least: number;
	readonly run: (
		client: IrcClient,
		line: IrcLine,
	) => Promise<'answered' | void> | 'answered' | void;
};

export type Commands = Readonly<Record<string, Command>>;

/** Several targets, as in `JOIN #a,#b`: at most so many. */
export const mostTargets = 10;

export const listOf = (param: string | undefined): readonly string[] =>
	(param ?? '').split(',').filter(Boolean).slice(0, mostTargets);
