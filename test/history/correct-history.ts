import fc from 'fast-check';
import type {HeardEntry, History, LoggedEntry, Operation} from './history.ts';

const people = [
	{who: 'ada', rooms: ['#a', '#b']},
	{who: 'bob', rooms: ['#a']},
	{who: 'eve', rooms: ['#b', '#c', '#a']},
	{who: 'kim', rooms: ['#c', '#b']},
] as const;

const who = fc.nat(people.length - 1);
const count = fc.integer({min: 1, max: 6});

export const step = fc.oneof(
	{weight: 50, arbitrary: fc.record({type: fc.constant('say'), who, room: fc.nat(2)})},
	{weight: 5, arbitrary: fc.record({type: fc.constant('say-badly'), who})},
	{weight: 40, arbitrary: fc.record({type: fc.constant('serve'), who, count})},
	{weight: 50, arbitrary: fc.record({type: fc.constant('hear'), who, count})},
	{weight: 10, arbitrary: fc.record({type: fc.constant('drop'), who, count})},
	{weight: 20, arbitrary: fc.record({type: fc.constant('join'), who})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('leave'), who})},
);

export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

type Words = {readonly id: string; readonly room: string; readonly text: string};
type Answer =
	| {readonly type: 'entry'; readonly entry: HeardEntry}
	| {readonly type: 'ack'; readonly id: string; readonly seq: number; readonly dup: boolean}
	| {readonly type: 'nack'; readonly id: string}
	| {readonly type: 'caught-up'; readonly seq: number};

const bad = 'refused whenever it is said';

/** One participant, with all that is under way between it and the server. */
class Person {
	readonly who: string;
	readonly key: string;
	readonly rooms: readonly string[];
	outbox: Words[] = [];
	connection: string | undefined;
	applied: number | undefined;
	isHere = true;
	up: Words[] = [];
	down: Answer[] = [];

	constructor({who: name, rooms}: (typeof people)[number]) {
		this.who = name;
		this.key = `${name}'s key`;
		this.rooms = rooms;
	}
}

/** A room that keeps all its promises, and whatever may happen to the connections to it. */
export class CorrectRoom implements History {
	readonly operations: Operation[] = [];
	readonly log: LoggedEntry[] = [];
	readonly #people = people.map(person => new Person(person));
	readonly #stored = new Map<string, LoggedEntry>();
	#at = 0;
	#words = 0;
	#connections = 0;

	take(move: Step): void {
		const person = this.#people[move.who]!;
		if (!person.isHere) {
			return;
		}

		if (move.type === 'say') {
			this.#say(person, person.rooms[move.room % person.rooms.length]!, 'words');
		} else if (move.type === 'say-badly') {
			this.#say(person, person.rooms[0]!, bad);
		} else if (move.type === 'serve') {
			this.#serve(person, move.count);
		} else if (move.type === 'hear') {
			this.#hear(person, move.count);
		} else if (move.type === 'drop') {
			// What the server has read by then, it does; the answers are lost.
			this.#serve(person, move.count - 1);
			this.#drop(person);
		} else if (move.type === 'join') {
			this.#join(person);
		} else {
			this.#drop(person);
			person.isHere = false;
			this.#record(person, {op: 'leave'});
		}
	}

	/** Until nothing is under way. */
	finish(): void {
		const present = this.#people.filter(({isHere}) => isHere);
		present.forEach(person => this.#join(person));
		present.forEach(person => this.#serve(person, Infinity));
		present.forEach(person => this.#hear(person, Infinity));
	}

	#say(person: Person, room: string, text: string): void {
		const words = {id: `id ${++this.#words}`, room, text: `${text} ${this.#words}`};
		person.outbox.push(words);
		this.#send(person, words);
	}

	#send(person: Person, words: Words): void {
		if (person.connection !== undefined) {
			this.#record(person, {op: 'send', key: person.key, ...words});
			person.up.push(words);
		}
	}

	#serve(person: Person, most: number): void {
		for (const words of person.up.splice(0, most)) {
			const {id} = words;
			const known = this.#stored.get(`${person.key} ${id}`);
			if (words.text.startsWith(bad)) {
				person.down.push({type: 'nack', id});
			} else {
				const {seq} = known ?? this.#store(person, words);
				person.down.push({type: 'ack', id, seq, dup: known !== undefined});
			}
		}
	}

	#store({key}: Person, {id, room, text}: Words): LoggedEntry {
		const seq = (this.log.at(-1)?.seq ?? 0) + 1 + (this.#words % 3);
		const prev = this.log.findLast(entry => entry.room === room)?.seq ?? 0;
		const entry = {seq, prev, room, key, id, text};
		this.log.push(entry);
		this.#stored.set(`${key} ${id}`, entry);
		for (const person of this.#people) {
			if (person.connection !== undefined && person.rooms.includes(room)) {
				person.down.push({type: 'entry', entry: asHeard(entry)});
			}
		}

		return entry;
	}

	#hear(person: Person, most: number): void {
		const {connection, key} = person;
		for (const answer of person.down.splice(0, most)) {
			if (answer.type === 'entry') {
				this.#record(person, {op: 'recv', connection: connection!, entry: answer.entry});
				person.applied = answer.entry.seq;
			} else if (answer.type === 'caught-up') {
				this.#record(person, {op: 'caught-up', connection: connection!, seq: answer.seq});
				person.applied = answer.seq;
			} else {
				const {type: op, ...rest} = answer;
				person.outbox = person.outbox.filter(({id}) => id !== answer.id);
				this.#record(person, {op, key, code: 'empty', ...rest});
			}
		}
	}

	#drop(person: Person): void {
		if (person.connection !== undefined) {
			this.#record(person, {op: 'drop', connection: person.connection});
			person.connection = undefined;
			person.up = [];
			person.down = [];
		}
	}

	#join(person: Person): void {
		if (person.connection !== undefined) {
			return;
		}

		const head = this.log.at(-1)?.seq ?? 0;
		const {rooms, applied} = person;
		const how = applied === undefined ? 'fresh' : 'resumed';
		const after = applied ?? head;
		const connection = `connection ${++this.#connections}`;
		person.connection = connection;
		person.applied = after;
		this.#record(person, {op: 'join', connection, rooms, after, how});
		const missed = this.log.filter(entry => entry.seq > after && rooms.includes(entry.room));
		person.down = missed.map(entry => ({type: 'entry', entry: asHeard(entry)}));
		person.down.push({type: 'caught-up', seq: head});
		person.outbox.forEach(words => this.#send(person, words));
	}

	#record({who: name}: Person, what: object): void {
		this.operations.push({who: name, at: ++this.#at, ...what} as Operation);
	}
}

const asHeard = ({key, ...entry}: LoggedEntry): HeardEntry => ({...entry, tag: key.slice(0, 3)});

export function correctHistory(steps: readonly Step[]): History {
	const room = new CorrectRoom();
	steps.forEach(move => room.take(move));
	room.finish();
	return room;
}
