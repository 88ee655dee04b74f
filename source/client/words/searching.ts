import type {RoomName} from '../../protocol/ids.ts';

/** What comes of going to a message or searching for one. */
export const findings = {
	nothingFound: 'Nothing found.',
	allRead: 'You have read everything here.',
	noEarlierMention: 'There is no earlier message to you here.',
	tooFarBack: 'That is further back than one can scroll; /search finds words.',
	notInRoom: (room: RoomName) => `You are not in ${room} now.`,
} as const;

/** The row above the hits of a search. */
export function foundHeadline({
	chosen,
	count,
	hasMore,
	isFetching,
	text,
}: {
	readonly chosen: number;
	readonly count: number;
	readonly hasMore: boolean;
	readonly isFetching: boolean;
	readonly text: string;
}): string {
	const place = isFetching ? 'more …' : `${chosen} of ${count}${hasMore ? ' or more' : ''}`;
	return `${place} · Enter: go there · Esc: back · found for “${text}”`;
}
