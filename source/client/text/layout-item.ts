import type {Nick} from '../../protocol/ids.ts';
import type {Pending} from '../state/state.ts';
import type {Item, Notice, Presence} from '../state/timeline.ts';
import {type Line, readLines, withPrefix} from './blocks.ts';
import {foldStrangers} from '../state/familiar.ts';
import {clockOf} from './clock.ts';
import {itemRows} from './item-rows.ts';
import {describeTopic, layoutSaid, type Showing} from './layout-said.ts';
import type {Look} from './look.ts';

export type {Look} from './look.ts';

const asEver: Showing = {isSelected: false, isUnfolded: false};

/** The rows of one thing in the conversation, at most `columns - 1` wide: a terminal that draws a character wider than we think has a column to spare. */
export function layoutItem(
	item: Item,
	columns: number,
	look: Look,
	showing = asEver,
): readonly string[] {
	switch (item.type) {
		case 'said': {
			return layoutSaid(item, columns, look, showing);
		}

		case 'presence': {
			return layoutPresence(item, columns, look, showing);
		}

		case 'notice': {
			return layoutNotice(item, columns, look, showing);
		}
	}
}

/** What is on its way looks like what was said, but fainter; what failed says why. */
export function layoutPending(
	message: Pending,
	columns: number,
	{palette, me = '' as Nick}: Look,
): readonly string[] {
	const {kind, failed} = message;
	const paint = failed === undefined ? palette.dim : palette.error;
	const lines = linesOfPending(message, me);
	return itemRows({
		columns,
		clock: failed === undefined ? '  …' : '  ✗',
		name: kind === 'message' ? me : '*',
		lines:
			failed === undefined
				? lines
				: [...lines, ...readLines(`(not sent: ${failed} Esc: away)`, 'links')],
		palette,
		paintName: paint,
		paintText: paint,
		folds: rows => `… ${rows} more rows`,
	});
}

function linesOfPending({kind, text}: Pending, me: Nick): readonly Line[] {
	switch (kind) {
		case 'message': {
			return readLines(text, 'blocks');
		}

		case 'action': {
			return withPrefix(`${me} `, readLines(text, 'inline'));
		}

		case 'topic': {
			return readLines(describeTopic(me, text), 'links');
		}

		case 'edit': {
			return withPrefix(`${me} edits: `, readLines(text, 'inline'));
		}

		case 'react': {
			return readLines(`${me} reacts: ${text}`, 'links');
		}

		case 'redact': {
			return readLines(`${me} takes something back${text ? `: ${text}` : ''}`, 'links');
		}
	}
}

function layoutPresence(
	presence: Presence,
	columns: number,
	{palette}: Look,
	{isSelected}: Showing,
) {
	const text = describePresence(presence);
	return text === ''
		? []
		: itemRows({
				columns,
				clock: clockOf(presence.at),
				name: '--',
				lines: readLines(text, 'links'),
				palette,
				paintName: palette.dim,
				paintText: palette.dim,
				isSelected,
			});
}

/** «ada and bob came, carol left». */
export function describePresence(presence: Omit<Presence, 'key' | 'at' | 'type'>): string {
	const {came, went, visited, strangers = []} = presence;
	return [
		came.length > 0 ? `${list(came, strangers)} came` : '',
		went.length > 0 ? `${list(went, strangers)} left` : '',
		visited.length > 0 ? `${list(visited, strangers)} came and left` : '',
	]
		.filter(Boolean)
		.join(', ');
}

const mostNames = 8;

function list(nicks: readonly Nick[], strangers: readonly Nick[]): string {
	const {named} = foldStrangers(nicks, strangers);
	const shown: string[] = named.slice(0, mostNames);
	const rest = nicks.length - shown.length;
	const others = shown.length > 0 ? 'others' : 'people';
	const last = rest > 0 ? `${rest} ${others}` : shown.pop();
	return shown.length > 0 ? `${shown.join(', ')} and ${last}` : last!;
}

function layoutNotice(
	{tone, text, at}: Notice,
	columns: number,
	{palette}: Look,
	{isSelected}: Showing,
) {
	const paint = tone === 'error' ? palette.error : palette.notice;
	return itemRows({
		columns,
		clock: clockOf(at),
		name: tone === 'error' ? '!' : '·',
		lines: readLines(text, 'links'),
		palette,
		paintName: paint,
		paintText: paint,
		isSelected,
	});
}
