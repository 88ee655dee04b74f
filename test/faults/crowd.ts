import {Recorder} from '../history/recorder.ts';
import {Participant, type ParticipantOptions} from './participant.ts';
import type {Random} from './random.ts';
import {until} from './until.ts';

export const rooms = ['#lobby', '#kitchen', '#garden'] as const;

/** Everyone who takes part, and all that they saw. */
export class Crowd {
	readonly recorder = new Recorder();
	readonly random: Random;
	readonly #port: number;
	#people: Participant[] = [];
	#talking = new Set<{isOver: boolean}>();

	constructor(port: number, random: Random) {
		this.#port = port;
		this.random = random;
	}

	get people(): readonly Participant[] {
		return this.#people;
	}

	/** Someone new, in these rooms. */
	add(nick: string, given: Partial<ParticipantOptions> = {}): Participant {
		const person = new Participant({
			nick,
			port: this.#port,
			rooms,
			recorder: this.recorder,
			random: this.random.fork(),
			...given,
		});
		this.#people.push(person);
		return person;
	}

	addMany(prefix: string, count: number, given: Partial<ParticipantOptions> = {}): Participant[] {
		return Array.from({length: count}, (_, index) => this.add(`${prefix}${index + 1}`, given));
	}

	remove(person: Participant): void {
		person.leave();
		this.#people = this.#people.filter(other => other !== person);
	}

	/** Says one thing after another, with so many unanswered at a time, until told to stop or after so many. */
	talk(person: Participant, {ahead = 2, most = Infinity, text = 'words'} = {}): void {
		const talk = {isOver: false};
		const random = this.random.fork();
		let said = 0;
		const sayOne = (): void => {
			if (!talk.isOver && said < most) {
				said++;
				person.say(random.one(person.rooms), `${text} ${said} of ${person.who}`, sayOne);
			}
		};
		this.#talking.add(talk);
		Array.from({length: ahead}, sayOne);
	}

	hush(): void {
		this.#talking.forEach(talk => (talk.isOver = true));
		this.#talking.clear();
	}

	/** Everyone online, and told what was said before. */
	async gather(): Promise<void> {
		await until(
			() => this.#people.every(({isLive}) => isLive),
			() => `all to be online, without ${this.#namesOf(({isLive}) => !isLive)}`,
		);
	}

	/** All that was said is answered, and everyone has heard a last word in each room. */
	async settle(): Promise<void> {
		// Who has never been in hears only what is said from then on.
		await this.gather();
		await until(
			() => this.#people.every(({unanswered}) => unanswered === 0),
			() => `answers to ${this.#namesOf(({unanswered}) => unanswered > 0)}`,
		);
		for (const room of new Set(this.#people.flatMap(person => person.rooms))) {
			const members = this.#people.filter(person => person.rooms.includes(room));
			let last = Infinity;
			members[0]!.say(room, 'a last word', seq => (last = seq!));
			await until(
				() => members.every(person => person.heardIn(room) >= last),
				() =>
					`all to hear ${last} in ${room}, without ${this.#namesOf(person => !members.includes(person) || person.heardIn(room) < last)}`,
			);
		}

		await this.gather();
	}

	[Symbol.dispose](): void {
		this.hush();
		this.#people.forEach(person => person.leave());
	}

	#namesOf(matches: (person: Participant) => boolean): string {
		return this.#people
			.filter(matches)
			.map(({who, refusals}) => [who, ...refusals.slice(-1)].join(' '))
			.join(', ');
	}
}
