import {
	type Ack,
	type History,
	type LoggedEntry,
	type Nack,
	type Send,
	sameness,
} from './history.ts';
import type {Accuse} from './violation.ts';

/** All that is known of one message. */
type Saying = {
	readonly sends: Send[];
	readonly acks: Ack[];
	/** The last word was no. */
	refused: boolean;
	/** The highest place in the log of which anyone had been told before this was first said. */
	readonly above: number;
};

/** What was said, what was answered, and what became of it. */
export function checkSaying({operations, log}: History, accuse: Accuse): void {
	const stored = new Map(log.toReversed().map(entry => [sameness(entry), entry]));
	const sayings = new Map<string, Saying>();
	const gone = new Set<string>();
	let newestAcked = 0;
	for (const operation of operations) {
		if (operation.op === 'leave') {
			gone.add(operation.who);
		} else if (operation.op === 'send') {
			const saying = sayings.get(sameness(operation));
			if (saying) {
				saying.sends.push(operation);
				saying.refused = false;
			} else {
				const above = newestAcked;
				sayings.set(sameness(operation), {sends: [operation], acks: [], refused: false, above});
			}
		} else if (operation.op === 'ack' || operation.op === 'nack') {
			const saying = sayings.get(sameness(operation));
			if (saying) {
				answer(saying, operation);
			} else {
				accuse('phantom', `${operation.who} got an answer to ${operation.id}, never said`);
			}

			if (operation.op === 'ack') {
				newestAcked = Math.max(newestAcked, stored.get(sameness(operation))?.seq ?? 0);
			}
		}
	}

	for (const [name, saying] of sayings) {
		checkOutcome(saying, stored.get(name), accuse);
		// An heir may have said it last.
		const {who, id} = saying.sends.at(-1)!;
		if (saying.acks.length === 0 && !saying.refused && !gone.has(who)) {
			accuse('not-converged', `${who} never heard what became of ${id}`);
		}
	}

	checkOrder(sayings, stored, accuse);
	for (const entry of log) {
		if (!sayings.has(sameness(entry))) {
			accuse('phantom', `${entry.seq} (${entry.id}) was never said`);
		}
	}
}

function answer(saying: Saying, given: Ack | Nack): void {
	if (given.op === 'ack') {
		saying.acks.push(given);
		saying.refused = false;
	} else {
		saying.refused = true;
	}
}

function checkOutcome(saying: Saying, entry: LoggedEntry | undefined, accuse: Accuse): void {
	const {sends, acks, refused} = saying;
	const {who, id} = sends[0]!;
	if (!entry) {
		acks.forEach(({seq}) => accuse('acked-lost', `${who} was promised ${id} as ${seq}`));
		return;
	}

	if (!sends.some(({room, text}) => room === entry.room && text === entry.text)) {
		const code = acks.length > 0 ? 'acked-altered' : 'phantom';
		accuse(code, `${who} never said what ${entry.seq} (${id}) holds`);
	}

	for (const {seq} of acks.filter(ack => ack.seq !== entry.seq)) {
		accuse('ack-wrong-seq', `${who} was promised ${id} as ${seq}, and it is ${entry.seq}`);
	}

	if (refused) {
		accuse('nacked-but-stored', `${who} was refused ${id}, and it is ${entry.seq}`);
	}
}

/** Whoever says one thing after another, and whoever says something after another's was promised, is logged later. */
function checkOrder(
	sayings: ReadonlyMap<string, Saying>,
	stored: ReadonlyMap<string, LoggedEntry>,
	accuse: Accuse,
): void {
	const newestOf = new Map<string, number>();
	for (const [name, {sends, above}] of sayings) {
		const entry = stored.get(name);
		if (!entry) {
			continue;
		}

		const {key, who} = sends[0]!;
		const before = newestOf.get(key) ?? 0;
		if (entry.seq < before) {
			accuse('sender-order', `${who} said ${entry.id} (${entry.seq}) after ${before}`);
		}

		if (entry.seq < above) {
			accuse('realtime-order', `${entry.id} (${entry.seq}) was said when ${above} was promised`);
		}

		newestOf.set(key, Math.max(before, entry.seq));
	}
}
