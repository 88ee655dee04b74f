import type {Room} from '../../core/room.ts';
import {fits} from '../../core/rules.ts';

const bound = /^(?<of>[CT]?)(?<sign>[<>])(?<limit>\d{1,9})$/i;

/** What `LIST` asks for. RPL_ISUPPORT's ELIST: masks (M, N), people (U), minutes since a room was opened (C) or its topic set (T). */
export function isListed(room: Room, words: readonly string[], now: number): boolean {
	const unwanted = words.filter(word => word.startsWith('!')).map(word => word.slice(1));
	const wanted = words.filter(word => !/^(?:!|[CT]?[<>])/i.test(word));
	return (
		(wanted.length === 0 || wanted.some(mask => fits(mask, room.name))) &&
		!unwanted.some(mask => fits(mask, room.name)) &&
		words.filter(word => bound.test(word)).every(word => isWithin(room, word, now))
	);
}

function isWithin(room: Room, word: string, now: number): boolean {
	const {of = '', sign, limit} = bound.exec(word)!.groups!;
	const topicAt = room.topicEntry?.text ? room.topicEntry.at : undefined;
	const since = of.toUpperCase() === 'C' ? room.since : topicAt;
	const minutes = since === undefined ? Number.NaN : (now - since) / 60_000;
	const value = of === '' ? room.count : minutes;
	return sign === '<' ? value < Number(limit) : value > Number(limit);
}
