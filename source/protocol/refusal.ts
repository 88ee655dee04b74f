/** Everything a server may say no to, in words for the person who asked. Gateways translate these; they never invent their own. */
export const sentences = {
	'bad-frame': 'That is not something this server understands.',
	encoding: 'That is not valid UTF-8 text.',
	version: 'This server speaks another version of the protocol.',
	'too-long': 'That is too long: 4000 characters are the most.',
	'too-many-lines': 'That has too many lines: 100 are the most.',
	empty: 'There is nothing in that message.',
	full: 'The room is full.',
	'too-many': 'Too many connections from your address are without a name yet.',
	'too-fast': 'Your address connects too often. Try again in a moment.',
	'too-many-attempts': 'That was one bad name too many. Connect again to go on.',
	'not-invited': 'That invitation is not good any more. Ask for another one.',
	'tls-needed': 'Only encrypted connections are taken here.',
	'password-needed': 'This server has a password.',
	'password-wrong': 'That is not the password.',
	'password-unsafe':
		"A password is taken only where nobody can listen: over TLS, or on the server's own machine.",
	'bad-proof': 'Your device could not prove its key.',
	busy: 'Too many passwords are being tried. Try again in a moment.',
	'nick-needed': 'A name is needed first.',
	'nick-taken': 'That name is taken.',
	'nick-length': 'A name has 1 to 32 characters.',
	'nick-characters':
		'A name starts with a letter or digit; letters, digits and single . _ - may follow.',
	'nick-scripts': 'A name keeps to one alphabet, so that nobody can imitate another.',
	'nick-reserved': 'That name is reserved.',
	'room-name': 'A room is called # and up to 32 letters, digits, _ or -.',
	'not-a-member': 'You are not in that room.',
	'too-many-rooms': 'You are in as many rooms as one can be in.',
	'no-such-nick': 'Nobody of that name is here.',
	'not-here': 'Nobody of that name is in that room.',
	'here-already': 'They are in that room already.',
	'room-password': 'That room has a password, and it is another one.',
	'invite-only': 'Only those who were invited may come into that room.',
	banned: 'You may not come into that room.',
	'room-full': 'That room is full.',
	silenced: 'You may not speak in that room at the moment.',
	'not-operator': 'That is for those who look after the room.',
	'not-steward': 'That is for those who look after this server.',
	'no-such-order': 'There is no such order.',
	'put-out': 'You may not come in here at the moment.',
	muted: 'You may not speak here at the moment.',
	locked: 'Nobody new may come in at the moment.',
	'nick-kept': 'That name is kept by its owner.',
	'key-needed': 'That needs a program that can prove who you are: chatroom join.',
	'no-such-entry': 'There is no such message here, or it was taken back.',
	'not-yours': 'Only whoever said that may do that.',
	'only-looking': 'You came without taking part; that is for members.',
	'no-search': 'Search is not available on this server.',
	storage: 'The server could not keep that, so nobody has seen it. Try again.',
	'storage-full': "The server's disk is full, so that was not kept and nobody has seen it.",
	closing: 'The server is shutting down.',
	internal: 'The server failed at that. The connection is closed; nothing else is affected.',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof sentences;

export const refusalCodes = Object.keys(sentences) as [RefusalCode, ...RefusalCode[]];

/** An expected no: told to the peer that asked, never logged as a fault. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly code: RefusalCode;

	constructor(code: RefusalCode, options?: ErrorOptions & {readonly detail?: string}) {
		super(options?.detail ?? sentences[code], options);
		this.code = code;
	}
}
