import type {Nick, RoomName} from '../../protocol/ids.ts';
import {because} from './grammar.ts';

/** When one is called. */
export const calling = {
	all: 'You are called for everything that is said while you are not looking.',
	mentions:
		'You are called when somebody names you or writes to you alone while you are not looking.',
	off: 'You are never called.',
} as const;

/** Whose words one does not see. */
export const ignoring = {
	unknown: (nick: Nick) => `Nobody here is called ${nick}.`,
	yourself: 'You cannot ignore yourself.',
	already: (nick: Nick) => `You ignore ${nick} already.`,
	begins: (nick: Nick) => `You do not see what ${nick} says any more. /unignore ${nick} ends that.`,
	ends: (nick: Nick) => `From now on you see again what ${nick} says.`,
	never: (nick: Nick) => `You do not ignore anybody called ${nick}.`,
	lists: ({ignored, muted}: {ignored: readonly Nick[]; muted: readonly RoomName[]}) =>
		`Ignored: ${ignored.join(', ') || 'nobody'}. Muted: ${muted.join(', ') || 'no room'}.`,
} as const;

/** Rooms that neither count nor call. */
export const muting = {
	already: (room: RoomName) => `${room} is muted already.`,
	begins: (room: RoomName) =>
		`${room} neither counts nor calls any more. /unmute ${room} ends that.`,
	ends: (room: RoomName) => `${room} counts and calls again.`,
	never: (room: RoomName) => `${room} is not muted.`,
} as const;

/** Who does not answer. */
export const absence = {
	/** What others are told of somebody who gives no reason. */
	withoutReason: 'away',
	/** What others are told of somebody who has pressed no key for long. */
	idle: 'idle',
	begins: (why: string) => `You are away${because(why)}. /back says that you are here again.`,
	ends: 'You are back.',
	never: 'You were not away.',
	ofOther: (nick: Nick, why: string) => `${nick} is away${because(why)}`,
	inList: (why: string) => `away${because(why)}`,
} as const;
