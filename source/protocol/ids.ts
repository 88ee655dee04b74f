declare const brand: unique symbol;
type Branded<Value, Name> = Value & {readonly [brand]: Name};

/** `#lobby`, or `@ada` for the direct conversation with ada, as the one who looks at it sees it. Lower case. */
export type RoomName = Branded<string, 'RoomName'>;
/** A name in use. Made only by `parseNick`. */
export type Nick = Branded<string, 'Nick'>;
/** An entry's place in the log: one strictly growing number for all rooms, with gaps. */
export type Seq = Branded<number, 'Seq'>;
/** 16 random bytes chosen by whoever says it, so that saying it again after a lost connection says it once. */
export type EntryId = Branded<string, 'EntryId'>;
/** An Ed25519 public key, as base64url: a device proves itself by signing with the other half, which it never shows. */
export type DeviceKey = Branded<string, 'DeviceKey'>;
/** The hash of a server's public key, as base64url: whoever knows it knows whom it talks to. */
export type Pin = Branded<string, 'Pin'>;
/** The hash of a `DeviceKey`: whose entry it is, whatever the name. */
export type AuthorKey = Branded<string, 'AuthorKey'>;
/** The first characters of an `AuthorKey`: tells two people of one name apart. */
export type Tag = Branded<string, 'Tag'>;
/** Made at random with the log: seqs of another log mean nothing here. */
export type LogId = Branded<string, 'LogId'>;

export const lobby = '#lobby' as RoomName;
export const noSeq = 0 as Seq;

const matching =
	<Value extends string>(pattern: RegExp) =>
	(value: unknown): Value | undefined =>
		typeof value === 'string' && pattern.test(value) ? (value as Value) : undefined;

const roomPattern = /^(?:#[\p{L}\p{M}\p{N}_-]{1,32}|@[\p{L}\p{M}\p{N}_.-]{1,32})$/u;
const plainRoom = /^[#@][\w.-]+$/;
// A mark without a base would be drawn on the # itself.
const misleading = /^.\p{M}|\p{Default_Ignorable_Code_Point}/u;
// As for nicks: scripts of their own marks pile up to four of them; accents stop at two.
const piledMarks = /(\p{M})\1|\p{Script=Inherited}{3}|\p{Mn}{5}/u;

// The only ways to make these types: a `RoomName` in hand has been checked.
export const parseEntryId = matching<EntryId>(/^[\w-]{22}$/);
export const parseDeviceKey = matching<DeviceKey>(/^[\w-]{43}$/);
export const parsePin = matching<Pin>(/^[\w-]{43}$/);
export const parseAuthorKey = matching<AuthorKey>(/^[\w-]{22}$/);
export const parseTag = matching<Tag>(/^[\w-]{8}$/);
export const parseLogId = matching<LogId>(/^[\w-]{22}$/);

/** Room names differ by more than case: they are folded here, once. A nick after `@` keeps its case. */
export function parseRoomName(value: unknown): RoomName | undefined {
	if (typeof value !== 'string' || value.length > 128) {
		return undefined;
	}

	const folded = value.startsWith('#')
		? value.normalize('NFKC').toLowerCase()
		: value.normalize('NFC');
	return roomPattern.test(folded) && (plainRoom.test(folded) || isClear(folded))
		? (folded as RoomName)
		: undefined;
}

const isClear = (name: string): boolean =>
	!misleading.test(name) && !piledMarks.test(name.normalize('NFD'));

export const parseSeq = (value: unknown): Seq | undefined =>
	Number.isSafeInteger(value) && (value as number) >= 0 ? (value as Seq) : undefined;

export const isDirect = (room: RoomName): boolean => room.startsWith('@');
export const directWith = (nick: Nick): RoomName => `@${nick}` as RoomName;
export const tagOf = (key: AuthorKey): Tag => key.slice(0, 8) as Tag;
