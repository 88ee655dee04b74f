import {isDirect} from '../../protocol/ids.ts';
import {drawable} from '../text/drawable.ts';
import type {Palette} from '../text/palette.ts';
import {padEnd, truncate, widthOf} from '../text/width.ts';
import type {Conversation} from '../state/conversation.ts';
import {hasNewsAfter} from '../state/unread.ts';
import {composerHint} from '../state/composer-hint.ts';
import {typingLine} from '../state/typing.ts';
import {currentConversation, type State} from '../state/state.ts';
import {connection, header, status} from '../words/bars.ts';

/** The top row: where one is, what it is about, and who is here. Exactly `columns` wide. */
export function headerRow(state: State, columns: number, palette: Palette): string {
	const conversation = currentConversation(state);
	const title = [titleOf(conversation, state), conversation.topic].filter(Boolean).join(' · ');
	const left = title;
	const right = isDirect(conversation.room) ? header.onlyTwo : peopleOf(conversation);
	return palette.bar(twoSided(left, right, columns).join(''));
}

/** One row with every conversation, how much is new in it, and `!` where something is said to this person; only there when there is more than one. */
export function roomsRow({conversations, current}: State, columns: number, palette: Palette) {
	if (conversations.length < 2) {
		return undefined;
	}

	const labels = conversations.map(({room, unread, mentions}, index) => {
		const mark = mentions > 0 && !isDirect(room) ? '!' : '';
		const label = ` ${index + 1} ${drawable(room)}${unread > 0 ? ` (${unread}${mark})` : ''} `;
		return {label, isCurrent: room === current, hasNews: unread > 0};
	});
	// The one on screen is shown whatever else is not.
	const index = labels.findIndex(({isCurrent}) => isCurrent);
	const before = labels.slice(0, index + 1).map(({label}) => widthOf(label));
	let first = 0;
	while (first < index && sum(before.slice(first)) >= columns) {
		first++;
	}

	let left = columns - 1;
	return labels
		.slice(first)
		.map(({label, isCurrent, hasNews}) => {
			const shown = truncate(label, Math.max(0, left));
			left -= widthOf(shown);
			return isCurrent ? palette.bar(shown) : hasNews ? palette.strong(shown) : palette.dim(shown);
		})
		.join('');
}

/** The row above the composer: the connection in words, what waits, and what the keys do. */
export function statusRow(state: State, now: number, columns: number, palette: Palette): string {
	const conversation = currentConversation(state);
	const {anchor} = conversation;
	// The reason comes last: on a narrow screen it is what can be spared.
	const why = whyAway(state) ?? '';
	const left = [linkInWords(state, now), waitingInWords(state), why].filter(Boolean).join(' · ');
	const position = anchor ? belowInWords(conversation) : '';
	const below = conversation.sought ? status.goingBack : position;
	const help = columns >= 60 ? status.keys : status.keysBriefly;
	const hint = composerHint(state) ?? '';
	const line = isLineAbove(state) ? status.lineAbove : help;
	const news = conversation.unread > 0 ? below : '';
	const keys = [news, hint].filter(Boolean).join(' · ');
	const outcome = state.outcome?.text;
	const right = outcome ?? (hint ? keys : below || (typingLine(state) ?? line));
	const [start, end] = twoSided(left, right, columns, (outcome ?? (hint || below)) !== '');
	const paint = why === '' ? palette.dim : palette.error;
	return paint(start) + (outcome || below ? palette.strong(end) : palette.dim(end));
}

const belowInWords = ({unread, mentions}: Conversation): string =>
	unread > 0 ? status.newBelow({unread, mentions}) : status.newest;

// What is so far up is mostly not on the screen.
const manyNews = 12;

function isLineAbove(state: State): boolean {
	const conversation = currentConversation(state);
	const {readUpTo} = conversation;
	return readUpTo !== undefined && hasNewsAfter(state, conversation, readUpTo, manyNews);
}

const sum = (numbers: readonly number[]): number =>
	numbers.reduce((total, number) => total + number, 0);

export function linkInWords({link, nick, server, address}: State, now: number): string {
	switch (link.type) {
		case 'idle': {
			return connection.none;
		}

		case 'connecting': {
			return link.why
				? connection.retrying(0)
				: connection.connecting(`${address.host}:${address.port}`);
		}

		case 'asking': {
			return connection.asking;
		}

		case 'online': {
			return connection.online(nick, server?.name);
		}

		case 'waiting': {
			return connection.retrying(Math.ceil((link.retryAt - now) / 1000));
		}

		case 'closing': {
			return connection.leaving;
		}
	}
}

// Why somebody who was in is not.
const whyAway = ({link}: State): string | undefined =>
	link.type === 'waiting' || link.type === 'connecting' ? link.why : undefined;

function waitingInWords(state: State): string {
	const waiting = state.pending.filter(({failed}) => failed === undefined).length;
	return whyAway(state) !== undefined && waiting > 0 ? connection.waiting(waiting) : '';
}

const titleOf = ({room}: Conversation, {server}: State): string =>
	server && room === '#lobby' ? header.roomAt(room, server.name) : room;

// More names than fit on any screen are not worth joining.
const mostNames = 50;

const peopleOf = ({people, unlisted, visitors}: Conversation): string =>
	header.people({
		count: people.length + unlisted,
		nicks: people.slice(0, mostNames).map(({nick}) => nick),
		visitors,
	});

// The left side is the important one, unless told otherwise: the other gives way, then goes. Together exactly `columns` wide.
function twoSided(
	left: string,
	right: string,
	columns: number,
	isRightFirst = false,
): readonly [string, string] {
	const inner = columns - 2;
	const start = truncate(
		drawable(left),
		isRightFirst ? Math.max(0, inner - widthOf(right) - 2) : inner,
	);
	const room = inner - widthOf(start) - 2;
	const end = room >= 6 ? truncate(drawable(right), room) : '';
	return [padEnd(` ${start}`, columns - 1 - widthOf(end)), `${end} `];
}
