/** An entry as a connection was shown it. */
export type HeardEntry = {
	readonly seq: number;
	readonly prev: number;
	readonly room: string;
	readonly id: string;
	/** The beginning of the author's key. */
	readonly tag: string;
	readonly text: string;
};

/** An entry as the log holds it when all is over. */
export type LoggedEntry = Omit<HeardEntry, 'tag'> & {readonly key: string};

type Op<Name, Fields> = Fields & {
	readonly op: Name;
	readonly who: string;
	/** Milliseconds of one clock for all, that never goes back. */
	readonly at: number;
};

type Message = {readonly key: string; readonly id: string};

/** The words went out on a connection; again under the same id when nobody knows what became of them. */
export type Send = Op<'send', Message & {readonly room: string; readonly text: string}>;
export type Ack = Op<'ack', Message & {readonly seq: number; readonly dup: boolean}>;
export type Nack = Op<'nack', Message & {readonly code: string}>;

/** Let in: entries of these rooms above `after` follow. The first time `after` is whatever the server says, later it was asked for. */
export type Join = Op<
	'join',
	{
		readonly connection: string;
		readonly rooms: readonly string[];
		readonly after: number;
		readonly how: 'fresh' | 'resumed' | 'reset';
	}
>;
export type Receive = Op<'recv', {readonly connection: string; readonly entry: HeardEntry}>;
/** Told that nothing up to here is missing. */
export type CaughtUp = Op<'caught-up', {readonly connection: string; readonly seq: number}>;
export type Drop = Op<'drop', {readonly connection: string}>;
/** Gone for good, with whatever it had not yet heard. */
export type Leave = Op<'leave', object>;

/** What one participant did or saw, in the order of time. */
export type Operation = Send | Ack | Nack | Join | Receive | CaughtUp | Drop | Leave;

export type History = {
	readonly operations: readonly Operation[];
	/** The whole log, in its own order, or the part of it that begins where the operations begin. */
	readonly log: readonly LoggedEntry[];
	/** Of a part: the newest entry before it in each room. */
	readonly before?: ReadonlyMap<string, number>;
};

/** What makes a message the same one, however often it is said. */
export const sameness = ({key, id}: Message): string => `${key} ${id}`;
