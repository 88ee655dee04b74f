import type {Entry} from '../../protocol/entry.ts';
import type {Nick} from '../../protocol/ids.ts';
import type {Fate, Said} from '../state/timeline.ts';
import {deeds, remarks} from '../words/messages.ts';
import {type Line, readLines, withPrefix, withRemark} from './blocks.ts';
import {clockOf} from './clock.ts';
import {drawable} from './drawable.ts';
import {itemRows, type Parts} from './item-rows.ts';
import {isOwn} from '../state/own.ts';
import type {Look} from './look.ts';
import {truncate} from './width.ts';

/** How an item is shown at the moment. */
export type Showing = {readonly isSelected: boolean; readonly isUnfolded: boolean};

export function layoutSaid(
	{entry, fate = {}, answers}: Said,
	columns: number,
	look: Look,
	{isSelected, isUnfolded}: Showing,
): readonly string[] {
	const {palette} = look;
	const {author, tag, kind, at} = entry;
	const paintName = isOwn(entry, look.self)
		? palette.own
		: (name: string) => palette.person(tag, name);
	const isMessage = !deedKinds.has(kind);
	const frame = {
		columns,
		clock: clockOf(at),
		name: isMessage ? author : '*',
		palette,
		paintName,
		isSelected,
	};
	if (fate.takenBack) {
		const lines = readLines(describeTakenBack(author, fate.takenBack), 'links');
		return itemRows({...frame, lines, paintText: palette.dim});
	}

	return itemRows({
		...frame,
		...wordsOf(entry, fate, {asIs, person: paintName, notice: palette.notice}),
		above: isMessage ? describeAnswered(entry, answers) : undefined,
		below: describeReactions(fate.reactions),
		folds: isUnfolded
			? undefined
			: (rows, width) => describeFolded(rows, width, fate.edited !== undefined),
	});
}

// The text goes on from the name.
const deedKinds: ReadonlySet<Entry['kind']> = new Set([
	'action',
	'topic',
	'react',
	'redact',
	'moderation',
] as const);

const asIs = (text: string) => text;

type Paints = Readonly<Record<'asIs' | 'person' | 'notice', (text: string) => string>>;

function wordsOf(
	{author, kind, text: said}: Entry,
	{edited}: Fate,
	paints: Paints,
): Pick<Parts, 'lines' | 'paintText'> {
	const text = edited?.text ?? said;
	const remarked = (lines: readonly Line[]) => (edited ? withRemark(lines, remarks.edited) : lines);
	switch (kind) {
		case 'action': {
			const lines = withPrefix(`${author} `, readLines(text, 'inline'));
			return {lines: remarked(lines), paintText: paints.person};
		}

		case 'topic': {
			return {
				lines: readLines(`${author} ${deeds.setTopic(text)}`, 'links'),
				paintText: paints.notice,
			};
		}

		case 'moderation': {
			return {lines: readLines(`${author} ${text}`, 'links'), paintText: paints.notice};
		}

		case 'react': {
			const lines = readLines(`${author} ${deeds.reacts(text)}`, 'links');
			return {lines, paintText: paints.person};
		}

		case 'redact': {
			const lines = readLines(`${author} ${deeds.takesBack(text)}`, 'links');
			return {lines, paintText: paints.notice};
		}

		case 'message':
		case 'notice':
		case 'reply':
		case 'edit':
		case 'file':
		case 'unknown': {
			return {lines: remarked(readLines(text, 'blocks')), paintText: paints.asIs};
		}
	}
}

// What stands for the rows of a long message that are not shown.
function describeFolded(rows: number, width: number, isEdited: boolean): string {
	const words = width < 33 ? remarks.moreRowsBriefly(rows) : remarks.moreRowsWithKey(rows);
	return isEdited ? `${words} ${remarks.edited}` : words;
}

const describeTakenBack = (author: Nick, {by, why}: NonNullable<Fate['takenBack']>): string =>
	remarks.takenBack({by: by === author ? undefined : by, why});

function describeAnswered({re}: Entry, answers: Said['answers']): string | undefined {
	if (!answers && re === undefined) {
		return undefined;
	}

	return `↳ ${answers ? `${answers.author}: ${answers.text}` : remarks.answersUnknown}`;
}

const mostNames = 3;
const widestReaction = 16;

/** «👍 2 ada, bob · 🎉 carol»: who it was, while they are few. */
function describeReactions(reactions: Fate['reactions'] = []): string | undefined {
	const told = reactions
		.filter(({by}) => by.length > 0)
		.map(({text, by}) => {
			const count = by.length > 1 ? ` ${by.length}` : '';
			const names = by.length > mostNames ? '' : ` ${by.join(', ')}`;
			return truncate(drawable(text), widestReaction) + count + names;
		});
	return told.length > 0 ? told.join(' · ') : undefined;
}
