import {type Body, clean} from '../../protocol/body.ts';
import type {Entry} from '../../protocol/entry.ts';
import {encodeFrame} from '../../protocol/codec.ts';
import {tagOf} from '../../protocol/ids.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import type {Face} from '../core/face.ts';
import type {Heard} from '../core/library.ts';
import type {Dialect, RoomEvent, RoomState} from '../core/room-event.ts';
import {typingIn} from '../core/typing.ts';

/** An entry as the wire has it: without keys, in the conversation the hearer knows it by. */
export function toEntry({room, entry}: Heard): Entry {
	const {seq, prev, id, author, key, at, kind, text, re} = entry;
	const tag = tagOf(key);
	return {seq, prev, room, id, author, tag, at, kind, text, ...(re !== undefined && {re})};
}

export const toRoomFrame = (
	{room, topic, people, count, visitors}: RoomState,
	entries: readonly Entry[],
	more: boolean,
) =>
	({
		type: 'room',
		room,
		...(topic && {topic}),
		people: [...people],
		...(count > people.length && {count}),
		visitors,
		entries: [...entries],
		more,
	}) as const satisfies ServerFrame;

export const toAwayFrame = ({nick, away: why}: Face) =>
	({type: 'away', nick, ...(why !== undefined && {why})}) as const satisfies ServerFrame;

function toFrame(event: RoomEvent): ServerFrame | undefined {
	switch (event.type) {
		case 'said': {
			return {type: 'entry', ...toEntry(event)};
		}

		case 'joined': {
			return {type: 'joined', room: event.room, person: event.who.person};
		}

		case 'left': {
			const {room, who, why} = event;
			return {type: 'left', room, nick: who.nick, ...(why !== undefined && {why})};
		}

		case 'renamed': {
			const {who, to, unlike} = event;
			return {type: 'renamed', from: who.nick, to, ...(unlike && {unlike})};
		}

		case 'kicked': {
			const {room, who, by, why} = event;
			return {type: 'left', room, nick: who.nick, why: removalWords(by.nick, why)};
		}

		case 'removed': {
			const {room, by, why} = event;
			return {type: 'parted', room, why: `You were ${removalWords(by.nick, why)}`};
		}

		case 'told': {
			const {text, isOperator: operator} = event;
			const told = {type: 'told', text: clean(text) as Body} as const;
			return {...told, ...(operator !== undefined && {operator})};
		}

		case 'invited': {
			const {room, by} = event;
			return {type: 'invited', room, by: by.nick};
		}

		case 'changed': {
			return event.what === 'away' ? toAwayFrame(event.who) : undefined;
		}

		case 'signalled': {
			const {room, by, tags, words, audience} = event;
			const state = words || audience ? undefined : typingIn(tags);
			return state && {type: 'typing', room, nick: by.nick, state};
		}

		case 'read': {
			return event;
		}

		case 'asked':
		case 'ruled':
		case 'reached': {
			return undefined;
		}

		case 'acked': {
			const {id, seq, dup, altered} = event;
			return {type: 'ack', id, seq, ...(dup && {dup}), ...(altered && {altered})};
		}

		case 'refreshed': {
			return toRoomFrame(event.state, [], false);
		}

		case 'caught-up': {
			return {type: 'caught-up', seq: event.seq};
		}
	}
}

const removalWords = (by: string, why: string): string =>
	`put out by ${by}${why ? `: ${why}` : ''}`;

/** Our own protocol: one JSON object a line. */
export const jsonDialect: Dialect = {
	name: 'json',
	echoes: true,
	sparesSigns: true,
	encode(event) {
		const frame = toFrame(event);
		return frame ? encodeFrame(frame) : '';
	},
};
