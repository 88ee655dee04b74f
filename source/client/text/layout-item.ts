import type {Nick} from '../../protocol/ids.ts';
import type {Pending} from '../state/state.ts';
import type {Item, Notice, Presence} from '../state/timeline.ts';
import {comings, crowd} from '../words/conversation.ts';
import {deeds, remarks} from '../words/messages.ts';
import {type Line, readLines, withPrefix} from './blocks.ts';
import {foldStrangers} from '../state/familiar.ts';
import {clockOf} from './clock.ts';
import {drawable} from './drawable.ts';
import {itemRows, textWidth} from './item-rows.ts';
import {layoutSaid, type Showing} from './layout-said.ts';
import type {Look} from './look.ts';
import {widthOf} from './width.ts';

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
	{palette, self: {nick: me = '' as Nick}}: Look,
	{isSelected}: Showing = asEver,
): readonly string[] {
	const {kind, failed} = message;
	const paint = failed === undefined ? palette.dim : palette.error;
	const frame = {columns, palette, paintName: paint, paintText: paint, isSelected};
	const rows = itemRows({
		...frame,
		clock: failed === undefined ? '  …' : '  ✗',
		name: kind === 'message' ? me : '*',
		lines: linesOfPending(message, me),
		folds: remarks.moreRows,
	});
	if (failed === undefined) {
		return rows;
	}

	// However much of the text is folded away, the reason is not.
	const lines = readLines(reasonOf(failed, columns, isSelected), 'links');
	return [...rows, ...itemRows({...frame, clock: '', name: ' ', lines})];
}

// What to do about it is told where it takes no row of its own: the status tells it as well.
function reasonOf(why: string, columns: number, isSelected: boolean): string {
	const keys = isSelected ? remarks.notSentKeysSelected : remarks.notSentKeys;
	const whole = remarks.notSent(why, keys);
	return widthOf(drawable(whole)) <= textWidth(columns) ? whole : remarks.notSent(why);
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
			return readLines(`${me} ${deeds.setTopic(text)}`, 'links');
		}

		case 'edit': {
			return withPrefix(`${me} ${deeds.edits}`, readLines(text, 'inline'));
		}

		case 'react': {
			return readLines(`${me} ${deeds.reacts(text)}`, 'links');
		}

		case 'redact': {
			return readLines(`${me} ${deeds.takesBack(text)}`, 'links');
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
	const told = (nicks: readonly Nick[]): string => list(nicks, strangers);
	return comings({came: told(came), left: told(went), visited: told(visited)});
}

const mostNames = 8;

function list(nicks: readonly Nick[], strangers: readonly Nick[]): string {
	const {named} = foldStrangers(nicks, strangers);
	const shown = named.slice(0, mostNames);
	return crowd(shown, nicks.length - shown.length);
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
