/** What a flag takes: nothing, or a value named in help. */
export type Flag = {
	readonly value?: string;
	/** A flag without it is taken, and not listed. */
	readonly help?: string;
	readonly short?: string;
};
export type Flags = Readonly<Record<string, Flag>>;

export type Command = {
	readonly summary: string;
	/** What follows the command, beside flags. */
	readonly argument?: string;
	readonly flags: Flags;
	readonly notes?: readonly string[];
};

const where = {
	host: {value: 'ADDR', help: 'the server (default: the last one used, else 127.0.0.1)'},
	port: {value: 'N', help: 'its port (default: the last one used, else 12312)'},
	pin: {value: 'KEY', help: 'only a server of this key, as it prints it itself'},
	'no-tls': {help: 'do not encrypt'},
	// Instead of the environment.
	'password-file': {value: 'FILE'},
} satisfies Flags;

const who = {
	...where,
	username: {value: 'NAME', help: 'your name in the room'},
	room: {value: 'NAME', help: 'the room (default #lobby)'},
} satisfies Flags;

export const commands = {
	serve: {
		summary: 'Open a room here that everyone on the network can join',
		flags: {
			host: {value: 'ADDR', help: 'listen on this address only (default: every interface)'},
			port: {value: 'N', help: 'default 12312; 0 takes a free one'},
			limit: {value: 'N', help: 'most people at once (default 100)'},
			'per-address': {value: 'N', help: 'of these, from one address (default 32)'},
			ask: {help: 'ask for host, port and limit; Enter keeps each default'},
			name: {value: 'TEXT', help: "shown to everyone (default: this machine's name)"},
			data: {value: 'DIR', help: "history and keys (default: the system's place for data)"},
			ephemeral: {help: 'keep nothing on disk'},
			'password-file': {value: 'FILE', help: 'only who knows its first line comes in'},
			'tls-only': {help: 'take nobody who does not encrypt'},
			join: {help: 'and join it in this terminal, as --username NAME'},
			username: {value: 'NAME'},
			'server-name': {value: 'NAME', help: 'as IRC clients see it (default chatroom.local)'},
			operator: {value: 'NAME', help: 'IRC operator; password in CHATROOM_OPERATOR_PASSWORD'},
			// Instead of the environment.
			'operator-password-file': {value: 'FILE'},
			'no-autojoin': {help: 'bring nobody who speaks IRC into #lobby'},
			'no-irc': {help: 'do not speak IRC; --no-plain: nor plain text'},
			'no-plain': {},
			'no-rate-limit': {help: 'slow nobody down, however much they say'},
			// Nothing is announced yet: whoever wants none of it can say so already.
			'no-discovery': {},
		},
		notes: [
			'In a terminal it shows where to join and what happens; elsewhere it prints',
			'one JSON object per line. Ctrl+C or SIGTERM tells everyone and closes the room.',
		],
	},
	join: {
		summary: 'Join a room; without a link, --host or --port it asks where',
		argument: '[LINK]',
		flags: {...who, plain: {help: 'lines of text instead of the full screen'}},
		notes: [
			'LINK is what chatroom serve prints: where the room is, and its key.',
			'Ctrl+C clears what you were writing, then leaves.',
			'In the room, /help lists the commands.',
		],
	},
	send: {
		summary: 'Say TEXT, or all of standard input, as one message, and go',
		argument: '[TEXT]',
		flags: who,
	},
	tail: {
		summary: 'Print what is said, until Ctrl+C',
		flags: {
			...where,
			room: who.room,
			json: {help: 'one JSON object per line'},
			since: {value: '10m|SEQ', help: 'begin so long ago (s, m, h, d), or after that entry'},
		},
	},
	who: {
		summary: 'Print who is there',
		flags: {...where, json: {help: 'one JSON object'}},
	},
	trust: {
		summary: 'Say which key of a server is the right one',
		argument: 'HOST[:PORT]',
		flags: {
			replace: {help: 'keep the key that it shows now, instead of the one it had'},
			forget: {help: 'know nothing of it any more: the next key it shows is kept'},
			port: {value: 'N', help: 'its port (default 12312)'},
		},
		notes: [
			'Without a flag it shows which key is known, and which one the server shows now.',
			'A host reads the right one from the link that chatroom serve prints, after #.',
		],
	},
	recover: {
		summary: 'Save what can be read of a damaged history',
		flags: {data: {value: 'DIR', help: "where it is (default: the system's place for data)"}},
		notes: [
			'The damaged file is kept beside the new one. Entries keep their numbers, and',
			'everyone who comes back is told that history was replaced.',
		],
	},
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;
export const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);
