import type {Entry} from '../../protocol/entry.ts';
import type {Found} from '../state/find.ts';
import {foundHeadline} from '../words/searching.ts';
import {clockOf, dateOf} from './clock.ts';
import {drawable} from './drawable.ts';
import type {Palette} from './palette.ts';
import {padEnd, truncate, widthOf} from './width.ts';

type Look = {readonly columns: number; readonly rows: number; readonly palette: Palette};

/** The hits of a search, newest first, with the chosen one in view: exactly `rows` rows. */
export function foundRows(found: Found, {columns, rows, palette}: Look): readonly string[] {
	const {hits, chosen} = found;
	const height = Math.max(1, rows - 1);
	const first = Math.max(0, Math.min(chosen - Math.floor(height / 2), hits.length - height));
	const width = Math.max(1, columns - 1);
	const widest = Math.max(...hits.map(({room}) => widthOf(drawable(room))));
	const list = hits.slice(first, first + height).map((hit, index) => {
		const isChosen = first + index === chosen;
		const mark = isChosen ? '›' : ' ';
		const head = `${mark} ${timeOf(hit, columns)}  ${padEnd(drawable(hit.room), Math.min(widest, 16))}  `;
		const said = excerpt(hit, found.text, width - widthOf(head));
		const row = truncate(head + said, width);
		return isChosen ? palette.bar(padEnd(row, width)) : row;
	});
	const empty = Array.from({length: Math.max(0, height - list.length)}, () => '');
	const shown = rows > 1 ? [palette.strong(truncate(headline(found), width)), ...list] : list;
	return [...shown, ...empty];
}

const headline = ({hits, text, chosen, more, isFetching}: Found): string =>
	foundHeadline({
		chosen: chosen + 1,
		count: hits.length,
		hasMore: more,
		isFetching,
		text: drawable(text),
	});

// A narrow screen has no place for the year.
function timeOf({at}: Entry, columns: number): string {
	const date = dateOf(new Date(at));
	return columns < 60 ? date.slice(-5) : `${date} ${clockOf(at)}`;
}

// What was found shall be seen: a long text begins a little before it.
function excerpt({author, text}: Entry, words: string, width: number): string {
	const line = drawable(text.replaceAll(/\s+/g, ' '));
	const said = `${drawable(author)}: ${line}`;
	const small = line.toLowerCase();
	const places = words
		.toLowerCase()
		.split(/[\s"*]+/)
		.filter(Boolean)
		.map(word => small.indexOf(word))
		.filter(place => place > 0);
	const place = Math.min(...places);
	const isSeen = places.length === 0 || place < width - widthOf(author) - 12;
	const start = Math.max(0, line.lastIndexOf(' ', Math.max(0, place - 10)) + 1);
	return isSeen ? said : `${drawable(author)}: … ${line.slice(start)}`;
}
