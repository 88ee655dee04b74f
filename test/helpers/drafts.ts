import type {Body} from '../../source/protocol/body.ts';
import type {AuthorKey, Nick, RoomName} from '../../source/protocol/ids.ts';
import {newEntryId} from '../../source/protocol/new-id.ts';
import {directRoom, logRoom, type LogRoom} from '../../source/server/core/log-room.ts';
import type {Draft} from '../../source/server/core/message-log.ts';

export const roomOf = (name: string): LogRoom => logRoom(name as RoomName);
export const keyOf = (name: string): AuthorKey => name as AuthorKey;

/** A draft nobody has made before, but for what is given: ada's in #a. */
export const draftOf = (text: string, given: Partial<Draft> = {}): Draft => ({
	room: roomOf('#a'),
	key: keyOf('ada'),
	id: newEntryId(Date.now()),
	author: 'ada' as Nick,
	at: Date.now(),
	kind: 'message',
	text: text as Body,
	...given,
});

export const directDraftOf = (text: string, from: AuthorKey, to: AuthorKey): Draft =>
	draftOf(text, {
		room: directRoom(from, to),
		key: from,
		to: {nick: to as string as Nick, key: to},
	});
