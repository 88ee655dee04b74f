import type {Nick} from '../../protocol/ids.ts';
import type {Pending} from '../state/state.ts';
import type {Item, Notice, Presence, Said} from '../state/timeline.ts';
import {clockOf} from './clock.ts';
import {drawable} from './drawable.ts';
import type {Palette} from './palette.ts';
import {padStart, truncate, widthOf} from './width.ts';
import {wrap} from './wrap.ts';

export type Look = {readonly palette: Palette; readonly me: Nick | undefined};

/** How wide the parts before the text are, in columns; 0 leaves a part out. */
type Margins = {readonly clock: number; readonly name: number};

// A narrow screen gives up the time first, then the column of names.
function marginsFor(columns: number): Margins {
	if (columns >= 60) {
		return {clock: 6, name: 13};
	}

	return columns >= 36 ? {clock: 6, name: 9} : {clock: 0, name: 0};
}

/** The rows of one thing in the conversation, at most `columns - 1` wide: a terminal that draws a character wider than we think has a column to spare. */
export function layoutItem(item: Item, columns: number, look: Look): readonly string[] {
	switch (item.type) {
		case 'said': {
			return layoutSaid(item, columns, look);
		}

		case 'presence': {
			return layoutPresence(item, columns, look);
		}

		case 'notice': {
			return layoutNotice(item, columns, look);
		}
	}
}

/** What is on its way looks like what was said, but fainter; what failed says why. */
export function layoutPending(
	{kind, text, failed}: Pending,
	columns: number,
	{palette, me = '' as Nick}: Look,
): readonly string[] {
	const paint = failed === undefined ? palette.dim : palette.error;
	const mark = failed === undefined ? '  …' : '  ✗';
	const what =
		kind === 'topic' ? describeTopic(me, text) : kind === 'action' ? `${me} ${text}` : text;
	return rows({
		columns,
		clock: mark,
		name: kind === 'message' ? me : '*',
		text: failed === undefined ? what : `${what}\n(not sent: ${failed} Esc: away)`,
		palette,
		paintName: paint,
		paintText: paint,
	});
}

function layoutSaid({entry}: Said, columns: number, {palette, me}: Look): readonly string[] {
	const {author, tag, kind, text, at} = entry;
	const paintName = author === me ? palette.own : (name: string) => palette.person(tag, name);
	const row = {columns, clock: clockOf(at), palette, paintName, paintText: asIs};
	switch (kind) {
		case 'action': {
			return rows({...row, name: '*', text: `${author} ${text}`, paintText: paintName});
		}

		case 'topic': {
			const what = describeTopic(author, text);
			return rows({...row, name: '*', text: what, paintText: palette.notice});
		}

		case 'react': {
			return rows({...row, name: '*', text: `${author} reacts: ${text}`, paintText: paintName});
		}

		case 'redact': {
			const what = `${author} takes a message back${text ? `: ${text}` : ''}`;
			return rows({...row, name: '*', text: what, paintText: palette.notice});
		}

		case 'message':
		case 'notice':
		case 'reply':
		case 'edit':
		case 'file':
		case 'unknown': {
			return rows({...row, name: author, text});
		}
	}
}

const describeTopic = (author: string, text: string): string =>
	text ? `${author} set the topic: ${text}` : `${author} took the topic away`;

function layoutPresence(presence: Presence, columns: number, {palette}: Look) {
	const text = describePresence(presence);
	return text === ''
		? []
		: rows({
				columns,
				clock: clockOf(presence.at),
				name: '--',
				text,
				palette,
				paintName: palette.dim,
				paintText: palette.dim,
			});
}

/** «ada and bob came, carol left». */
export function describePresence({came, went, visited}: Omit<Presence, 'key' | 'at' | 'type'>) {
	return [
		came.length > 0 ? `${list(came)} came` : '',
		went.length > 0 ? `${list(went)} left` : '',
		visited.length > 0 ? `${list(visited)} came and left` : '',
	]
		.filter(Boolean)
		.join(', ');
}

const mostNames = 8;

function list(nicks: readonly string[]): string {
	const shown = nicks.slice(0, mostNames);
	const rest = nicks.length - shown.length;
	const last = rest > 0 ? `${rest} others` : shown.pop();
	return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last!;
}

function layoutNotice({tone, text, at}: Notice, columns: number, {palette}: Look) {
	const paint = tone === 'error' ? palette.error : palette.notice;
	return rows({
		columns,
		clock: clockOf(at),
		name: tone === 'error' ? '!' : '·',
		text,
		palette,
		paintName: paint,
		paintText: paint,
	});
}

const asIs = (text: string) => text;

type Parts = {
	readonly columns: number;
	readonly clock: string;
	readonly name: string;
	readonly text: string;
	readonly palette: Palette;
	readonly paintName: (text: string) => string;
	readonly paintText: (text: string) => string;
};

function rows(parts: Parts) {
	const {columns, clock, palette, paintName, paintText} = parts;
	const text = drawable(parts.text);
	const name = drawable(parts.name);
	const margins = marginsFor(columns);
	if (margins.name === 0) {
		return narrowRows({columns, name, text, paintName, paintText});
	}

	const shown = padStart(truncate(name, margins.name - 1), margins.name - 1);
	const head = `${palette.dim(clock.padEnd(margins.clock))}${paintName(shown)} `;
	const indent = ' '.repeat(margins.clock + margins.name);
	return wrap(text, columns - indent.length - 1).map(
		(line, index) => (index === 0 ? head : indent) + (line && paintText(line)),
	);
}

// The name stands in the text's own first row, as in a letter.
function narrowRows({columns, name, text, paintName, paintText}: Omit<Parts, 'clock' | 'palette'>) {
	const shown = truncate(name, Math.max(2, Math.floor(columns / 2)));
	const head = `${shown}${/[\p{L}\p{N}]/u.test(name) ? ':' : ''} `;
	const [first = '', ...rest] = wrap(' '.repeat(widthOf(head)) + text, columns - 3);
	return [
		paintName(head) + paintText(first.slice(widthOf(head))),
		...rest.map(line => `  ${paintText(line)}`),
	];
}
