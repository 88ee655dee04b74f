import type {LogId, Seq} from '../../protocol/ids.ts';
import type {Search} from '../core/message-log.ts';

/** What the thread behind the log is told at its start. */
export type HouseworkSetup = {readonly file: string; readonly logId: LogId};

/** What it is asked to do. All but `index` and `check` are answered. */
export type Task =
	/** Everything up to `head` is durable and may be indexed. */
	| {readonly type: 'index'; readonly head: Seq}
	| {readonly type: 'search'; readonly search: Search; readonly head: Seq}
	/** Copy what is in the WAL to its place, while the log goes on. */
	| {readonly type: 'backfill'}
	/** Copy the rest and begin the WAL anew, while the log stands still. */
	| {readonly type: 'restart'}
	/** Look at every page: damage ends the thread. */
	| {readonly type: 'check'}
	| {readonly type: 'close'};

export type TaskOf<Type extends Task['type']> = Extract<Task, {type: Type}>;

/** `backfill` and `restart`: whether it worked. `search`: the seqs, newest first, unless there is no index. */
export type Answers = {
	readonly index: void;
	readonly search: readonly Seq[] | undefined;
	readonly backfill: boolean;
	readonly restart: boolean;
	readonly check: void;
	readonly close: void;
};

export type Call = {readonly call: number; readonly task: Task};
export type Answer = {readonly call: number; readonly result: Answers[Task['type']]};
