import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Body} from '../../../source/protocol/body.ts';
import type {EntryId, RoomName, Seq} from '../../../source/protocol/ids.ts';
import type {LogEntry} from '../../../source/server/core/message-log.ts';
import {Guest, openHub} from '../../helpers/guest.ts';

const kinds = ['message', 'action', 'edit', 'react', 'redact'] as const;
const rooms = ['#lobby', '#tea'] as const;

type Step = {
	readonly who: 'ada' | 'bob';
	readonly room: (typeof rooms)[number];
	readonly kind: (typeof kinds)[number];
	/** What it is about: a place in what was said before, or nothing. */
	readonly about: number | undefined;
};

const step: fc.Arbitrary<Step> = fc.record({
	who: fc.constantFrom('ada', 'bob'),
	room: fc.constantFrom(...rooms),
	kind: fc.constantFrom('message', ...kinds),
	about: fc.option(fc.nat({max: 12}), {nil: undefined}),
});

type Known = Step & {readonly seq: number; readonly re: number | undefined; readonly text: string};

const isAmending = ({kind}: Pick<Step, 'kind'>) => kind !== 'message' && kind !== 'action';

/** What the rule says, in other words than the rule. */
function mayBeSaid(said: readonly Known[], {who, room, kind}: Step, re: number | undefined) {
	const subject = said.find(({seq}) => seq === re);
	const isGone = said.some(other => other.kind === 'redact' && other.re === re);
	if (re === undefined) {
		return !isAmending({kind});
	}

	if (!subject || subject.room !== room || (isAmending({kind}) && isGone)) {
		return false;
	}

	const isMine = subject.who === who;
	switch (kind) {
		case 'message':
		case 'action':
		case 'react': {
			return !isAmending(subject);
		}

		case 'edit': {
			return !isAmending(subject) && isMine;
		}

		case 'redact': {
			const looksAfter = who === 'ada' && room === '#tea';
			return (!isAmending(subject) || subject.kind === 'react') && (isMine || looksAfter);
		}
	}
}

test('whatever is done to messages, only what may be done is logged, and only what stands is found', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 40}), async steps => {
			const hub = openHub();
			const guests = {
				ada: new Guest(hub, 'ada', {rooms}),
				bob: new Guest(hub, 'bob', {rooms}),
			};
			const said: Known[] = [];
			for (const [index, one] of steps.entries()) {
				const re = one.about === undefined ? undefined : (said[one.about]?.seq ?? 999);
				const text = `word${index}`;
				const words = {
					room: one.room as RoomName,
					id: `id${index}` as EntryId,
					kind: one.kind,
					text: text as Body,
					...(re !== undefined && {re: re as Seq}),
				};
				const entry = await hub.say(guests[one.who].member, words).catch(() => undefined);
				expect(entry !== undefined).toBe(mayBeSaid(said, one, re));
				if (entry) {
					said.push({...one, seq: entry.seq, re, text});
				}
			}

			const isGone = (seq: number | undefined) =>
				said.some(({kind, re}) => kind === 'redact' && re === seq);
			const stands = said.filter(
				one => one.kind !== 'redact' && !isGone(one.seq) && !(isAmending(one) && isGone(one.re)),
			);
			const newest = stands.filter(
				one =>
					one.kind !== 'react' &&
					!stands.some(
						other =>
							other.kind === 'edit' &&
							other.re === (one.kind === 'edit' ? one.re : one.seq) &&
							other.seq > one.seq,
					),
			);

			const {library} = hub;
			const {member} = guests.bob;
			const textsOf = (entries: readonly {readonly entry: LogEntry}[]) =>
				entries.map(({entry}) => entry.text);
			const {entries: found} = await library.search(member, {text: 'word'});
			expect(textsOf(found)).toEqual(newest.map(({text}) => text).toReversed());
			for (const room of rooms) {
				const {entries} = library.page(member, room as RoomName, {});
				const told = library.standing(member, room as RoomName, entries);
				const expected = stands.filter(one => one.room === room).map(({text}) => text);
				expect(textsOf(told)).toEqual(expected);
			}
		}),
		{numRuns: 300},
	);
});
