import type {Entry} from '../../protocol/entry.ts';
import type {Nick, Seq} from '../../protocol/ids.ts';
import {type Fate, type Item, type Said, type Timeline, itemsOf, timelineOf} from './timeline.ts';

type Amendment = Entry & {readonly re: Seq};

/** Whether an entry changes another one, and is none of its own. */
export const isAmendment = (entry: Entry): entry is Amendment =>
	entry.re !== undefined &&
	(entry.kind === 'edit' || entry.kind === 'react' || entry.kind === 'redact');

/** The message of that number, if it is here. */
export function saidAt({items, length}: Timeline, seq: Seq): Said | undefined {
	// What one speaks about was mostly said a moment ago.
	for (let index = length - 1; index >= 0; index--) {
		const item = items[index]!;
		if (item.type === 'said' && item.entry.seq <= seq) {
			return item.entry.seq === seq ? item : undefined;
		}
	}

	return undefined;
}

/** What is written there now. */
export const textOf = ({entry, fate}: Said): string => fate?.edited?.text ?? entry.text;

/** All that was done to messages, looked up by what it was done to. */
type Ledger = {readonly about: ReadonlyMap<Seq, readonly Amendment[]>; readonly undone: Undone};
/** What was taken back, and by which entry. */
type Undone = ReadonlyMap<Seq, Amendment>;

function ledgerOf(amendments: Timeline, wanted?: Seq): Ledger {
	const about = new Map<Seq, Amendment[]>();
	const undone = new Map<Seq, Amendment>();
	for (const item of itemsOf(amendments)) {
		const entry = item.type === 'said' && isAmendment(item.entry) ? item.entry : undefined;
		if (entry?.kind === 'redact') {
			undone.set(entry.re, entry);
		} else if (entry && (wanted === undefined || entry.re === wanted)) {
			const others = about.get(entry.re);
			if (others) {
				others.push(entry);
			} else {
				about.set(entry.re, [entry]);
			}
		}
	}

	return {about, undone};
}

// The newest change by whoever said it counts; each name is counted once for each reaction: one device may be two people.
function fateOf({seq, tag}: Entry, {about, undone}: Ledger): Fate | undefined {
	const redaction = undone.get(seq);
	if (redaction) {
		return {takenBack: {by: redaction.author, why: redaction.text}};
	}

	const valid = (about.get(seq) ?? []).filter(amendment => !undone.has(amendment.seq));
	const edit = valid.findLast(({kind, tag: by}) => kind === 'edit' && by === tag);
	const reactions = new Map<string, Set<Nick>>();
	for (const {kind, text, author} of valid) {
		if (kind === 'react') {
			reactions.set(text, (reactions.get(text) ?? new Set<Nick>()).add(author));
		}
	}

	return edit || reactions.size > 0
		? {
				...(edit && {edited: {text: edit.text, at: edit.at}}),
				...(reactions.size > 0 && {
					reactions: Array.from(reactions, ([text, by]) => ({text, by: [...by]})),
				}),
			}
		: undefined;
}

type Amended = {readonly timeline: Timeline; readonly amendments: Timeline};

/** What the newest amendment makes of the message that it is about. It stands in `amendments` already. */
export function amend({timeline, amendments}: Amended, amendment: Amendment): Timeline {
	const target = targetOf(amendments, amendment);
	const said = saidAt(timeline, target);
	const changed = said && amendOne(said, amendments, amendment);
	const isAnswered = amendment.kind !== 'react' && isAnsweredIn(timeline, target);
	if (!said || !changed || changed === said) {
		return timeline;
	}

	// What a message weighs is what it was when it was said.
	const {length, weight} = timeline;
	const items = timeline.items.slice(0, length);
	items[items.lastIndexOf(said)] = changed;
	const answered = (item: Item): Item =>
		item.type === 'said' && item.entry.re === target ? withAnswer(item, changed) : item;
	return {items: isAnswered ? items.map(answered) : items, length, weight};
}

// To look at all that was ever done is only needed where it does not simply come on top.
function amendOne(said: Said, amendments: Timeline, {kind, text, at, tag, author, re}: Amendment) {
	const {fate, entry} = said;
	const isGiven = fate?.reactions?.some(given => given.text === text && given.by.includes(author));
	if (kind !== 'redact' && (fate?.takenBack || (kind === 'react' ? isGiven : tag !== entry.tag))) {
		return said;
	}

	return kind === 'edit'
		? {...said, fate: {...fate, edited: {text, at}}}
		: withFate(said, ledgerOf(amendments, kind === 'redact' ? entry.seq : re));
}

// Who takes a reaction back changes the message that it was given to.
function targetOf(amendments: Timeline, {kind, re}: Amendment): Seq {
	const amended = kind === 'redact' ? saidAt(amendments, re)?.entry : undefined;
	return amended?.re ?? re;
}

const isAnsweredIn = (timeline: Timeline, seq: Seq): boolean =>
	itemsOf(timeline).some(item => item.type === 'said' && item.entry.re === seq);

/** The same for items that have just come, with a page of older entries: what was done to them may have been heard before. */
export function amendOlder({timeline, amendments}: Amended, firstKnown: Seq | undefined): Timeline {
	const ledger = ledgerOf(amendments);
	const isNew = ({entry}: Said): boolean => firstKnown === undefined || entry.seq < firstKnown;
	const settled = itemsOf(timeline).map(item =>
		item.type === 'said' && isNew(item) ? withFate(item, ledger) : item,
	);
	const bySeq = new Map(
		settled.flatMap(item => (item.type === 'said' ? [[item.entry.seq, item] as const] : [])),
	);
	return timelineOf(settled.map(item => answering(item, seq => bySeq.get(seq))));
}

/** A message that is news, with what it answers. */
export const withAnswerIn = (timeline: Timeline, item: Said): Said =>
	answering(item, seq => saidAt(timeline, seq));

function answering<Any extends Item>(item: Any, find: (seq: Seq) => Said | undefined): Any {
	const {re} = item.type === 'said' ? item.entry : {re: undefined};
	const target = re === undefined ? undefined : find(re);
	return target && item.type === 'said' && !item.answers ? (withAnswer(item, target) as Any) : item;
}

function withFate(said: Said, ledger: Ledger): Said {
	const {fate: before, ...others} = said;
	const fate = fateOf(said.entry, ledger);
	return fate ? {...others, fate} : before ? others : said;
}

// As much of it as one needs to know which it was.
const mostAnswered = 200;

function withAnswer(item: Said, target: Said | undefined): Said {
	if (!target) {
		return item;
	}

	const text = target.fate?.takenBack ? '' : textOf(target).slice(0, mostAnswered).toWellFormed();
	return {...item, answers: {author: target.entry.author, text}};
}

/** The reaction of that text by whoever `isOwn` knows, while it stands. */
export function ownReaction(
	amendments: Timeline,
	{re, text}: {readonly re: Seq; readonly text: string},
	isOwn: (entry: Entry) => boolean,
): Entry | undefined {
	const {about, undone} = ledgerOf(amendments, re);
	return about
		.get(re)
		?.find(
			entry =>
				entry.kind === 'react' && entry.text === text && isOwn(entry) && !undone.has(entry.seq),
		);
}
