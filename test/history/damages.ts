import {type Ack, type LoggedEntry, type Operation, type Receive, sameness} from './history.ts';
import type {ViolationCode} from './violation.ts';

/** A history that may be spoiled. */
export type Spoiled = {readonly operations: Operation[]; readonly log: LoggedEntry[]};

/** Which one of many; the damage is done there. */
type Pick = <Value>(from: readonly Value[]) => Value | undefined;

export type Damage = {
	readonly name: string;
	readonly code: ViolationCode;
	/** False when there is nothing in this history that could be spoiled so. */
	readonly spoil: (history: Spoiled, pick: Pick) => boolean;
};

const only = <Name extends Operation['op']>({operations}: Spoiled, op: Name) =>
	operations.filter(
		(operation): operation is Extract<Operation, {op: Name}> => operation.op === op,
	);

function replace<Value>(list: Value[], old: Value, ...fresh: readonly Value[]): void {
	list.splice(list.indexOf(old), 1, ...fresh);
}

const logged = ({log}: Spoiled, message: Pick0) =>
	log.find(entry => sameness(entry) === sameness(message));
type Pick0 = Parameters<typeof sameness>[0];

/** Two entries change places: only what was said, not the places themselves. */
function swap({log}: Spoiled, one: LoggedEntry, other: LoggedEntry): void {
	const place = ({seq, prev}: LoggedEntry) => ({seq, prev});
	const [at, otherAt] = [log.indexOf(one), log.indexOf(other)];
	log[at] = {...other, ...place(one), room: one.room};
	log[otherAt] = {...one, ...place(other), room: other.room};
}

/** Acks, each with its entry. */
const promised = (history: Spoiled): readonly {ack: Ack; entry: LoggedEntry}[] =>
	only(history, 'ack').map(ack => ({ack, entry: logged(history, ack)!}));

/** Runs `spoil` with one of these, if there is one. */
const withOne =
	<Value>(
		from: (history: Spoiled) => readonly Value[],
		spoil: (history: Spoiled, value: Value) => void,
	): Damage['spoil'] =>
	(history, pick) => {
		const value = pick(from(history));
		if (value !== undefined) {
			spoil(history, value);
		}

		return value !== undefined;
	};

const received = (history: Spoiled) => only(history, 'recv');
const laterOn = (history: Spoiled, {connection, entry}: Receive) =>
	received(history).find(other => other.connection === connection && other.entry.seq > entry.seq);

/** What the last of one's connections heard last, if it has heard anything. */
const lastHeard = (history: Spoiled): readonly Receive[] => {
	const gone = new Set(only(history, 'leave').map(({who}) => who));
	const last = new Map<string, Operation>();
	for (const operation of history.operations) {
		if (operation.op === 'recv' || operation.op === 'join') {
			last.set(operation.who, operation);
		}
	}

	return [...last.values()].filter(
		(operation): operation is Receive => operation.op === 'recv' && !gone.has(operation.who),
	);
};

/** Pairs of one author's entries, in the order in which they were said. */
const pairsOfOne = ({log}: Spoiled) =>
	log.flatMap((first, index) => {
		const second = log.slice(index + 1).find(({key}) => key === first.key);
		return second ? [{first, second}] : [];
	});

/** One promised before the other was said. */
function pairsInTime(history: Spoiled) {
	const begun = new Set<string>();
	const pairs: {first: LoggedEntry; second: LoggedEntry}[] = [];
	let latest: LoggedEntry | undefined;
	for (const operation of history.operations) {
		if (operation.op === 'ack') {
			latest = logged(history, operation);
		} else if (operation.op === 'send' && !begun.has(sameness(operation))) {
			begun.add(sameness(operation));
			const second = logged(history, operation);
			if (latest && second) {
				pairs.push({first: latest, second});
			}
		}
	}

	return pairs;
}

const append = ({log}: Spoiled, entry: LoggedEntry): void => {
	const prev = log.findLast(({room}) => room === entry.room)?.seq ?? 0;
	log.push({...entry, prev, seq: log.at(-1)!.seq + 1});
};

export const damages: readonly Damage[] = [
	{
		name: 'a promised entry is missing',
		code: 'acked-lost',
		spoil: withOne(promised, ({log}, {entry}) => void log.splice(log.indexOf(entry), 1)),
	},
	{
		name: 'a promised entry holds other words',
		code: 'acked-altered',
		spoil: withOne(promised, ({log}, {entry}) => replace(log, entry, {...entry, text: 'other'})),
	},
	{
		name: 'a promised entry is in another room',
		code: 'acked-altered',
		spoil: withOne(promised, ({log}, {entry}) => replace(log, entry, {...entry, room: '#z'})),
	},
	{
		name: 'a promise names another place',
		code: 'ack-wrong-seq',
		spoil: withOne(promised, ({operations}, {ack}) =>
			replace(operations, ack, {...ack, seq: ack.seq + 1}),
		),
	},
	{
		name: 'an entry is there twice',
		code: 'dup-id',
		spoil: withOne(({log}) => log, append),
	},
	{
		name: 'two entries lie in the wrong order',
		code: 'log-order',
		spoil: withOne(
			({log}) => log.slice(1),
			({log}, entry) => {
				const index = log.indexOf(entry);
				log.splice(index - 1, 2, entry, log[index - 1]!);
			},
		),
	},
	{
		name: 'the chain of a room is broken',
		code: 'log-order',
		spoil: withOne(
			({log}) => log,
			({log}, entry) => replace(log, entry, {...entry, prev: entry.prev + 1}),
		),
	},
	{
		name: 'an entry comes from nobody',
		code: 'phantom',
		spoil: withOne(
			({log}) => log,
			(history, entry) => append(history, {...entry, id: 'of nobody'}),
		),
	},
	{
		name: 'an entry was refused',
		code: 'nacked-but-stored',
		spoil: withOne(promised, ({operations}, {ack}) => {
			const {seq: _, dup: __, ...rest} = ack;
			operations.push({...rest, op: 'nack', code: 'storage'});
		}),
	},
	{
		name: 'somebody was shown other words',
		code: 'visible-not-durable',
		spoil: withOne(received, ({operations}, recv) =>
			replace(operations, recv, {...recv, entry: {...recv.entry, text: 'other'}}),
		),
	},
	{
		name: 'somebody was shown an entry that is not in the log',
		code: 'visible-not-durable',
		spoil: withOne(received, ({log}, {entry}) => {
			const at = log.findIndex(({seq}) => seq === entry.seq);
			log.splice(at, 1);
		}),
	},
	{
		name: 'a connection missed an entry',
		code: 'conn-gap',
		spoil: withOne(
			history => received(history).filter(recv => laterOn(history, recv)),
			({operations}, recv) => void operations.splice(operations.indexOf(recv), 1),
		),
	},
	{
		name: 'a connection heard an entry twice',
		code: 'conn-dup-or-reorder',
		spoil: withOne(received, ({operations}, recv) => replace(operations, recv, recv, {...recv})),
	},
	{
		name: 'a connection heard two entries in the wrong order',
		code: 'conn-dup-or-reorder',
		spoil: withOne(
			history => received(history).filter(recv => laterOn(history, recv)),
			(history, recv) => {
				const {operations} = history;
				const later = laterOn(history, recv)!;
				operations[operations.indexOf(later)] = {...later, entry: recv.entry};
				operations[operations.indexOf(recv)] = {...recv, entry: later.entry};
			},
		),
	},
	{
		name: 'a resumed connection went on too late',
		code: 'join-skips',
		spoil: withOne(
			history => only(history, 'join').filter(({how}) => how === 'resumed'),
			({operations, log}, join) =>
				replace(operations, join, {...join, after: (log.at(-1)?.seq ?? 0) + 1}),
		),
	},
	{
		name: 'a connection was resumed as if it were the first',
		code: 'join-skips',
		spoil: withOne(
			history => only(history, 'join').filter(({how}) => how === 'resumed'),
			({operations}, join) => replace(operations, join, {...join, how: 'reset'}),
		),
	},
	{
		name: 'the entries of one author changed places',
		code: 'sender-order',
		spoil: withOne(pairsOfOne, (history, {first, second}) => swap(history, first, second)),
	},
	{
		name: 'what was promised first lies behind what was said later',
		code: 'realtime-order',
		spoil: withOne(pairsInTime, (history, {first, second}) => swap(history, first, second)),
	},
	{
		name: 'somebody never heard the end',
		code: 'not-converged',
		spoil: withOne(
			lastHeard,
			({operations}, recv) => void operations.splice(operations.indexOf(recv), 1),
		),
	},
	{
		name: 'somebody was never answered',
		code: 'not-converged',
		spoil: withOne(
			history => {
				const gone = new Set(only(history, 'leave').map(({who}) => who));
				return only(history, 'ack').filter(({who}) => !gone.has(who));
			},
			({operations}, {key, id}) => {
				const rest = operations.filter(
					operation => operation.op !== 'ack' || operation.key !== key || operation.id !== id,
				);
				operations.splice(0, operations.length, ...rest);
			},
		),
	},
];
