/** Every command: how it is typed, and what it does, in the order of the help. */
export const commandHelp = {
	help: {usage: '/help', help: 'this list'},
	who: {usage: '/who', help: 'who is here'},
	me: {usage: '/me TEXT', help: 'say what you do: /me waves'},
	nick: {usage: '/nick NAME', help: 'change your name'},
	msg: {usage: '/msg NAME TEXT', help: 'tell one person alone'},
	join: {usage: '/join #ROOM', help: 'enter a room, or make it'},
	leave: {usage: '/leave', help: 'leave this room'},
	rooms: {usage: '/rooms', help: 'which rooms there are'},
	topic: {usage: '/topic [TEXT]', help: 'show or set the topic'},
	search: {usage: '/search WORDS', help: 'find what was said'},
	edit: {
		usage: '/edit [TEXT]',
		help: 'change what you said last; s/old/new/ changes a word',
	},
	delete: {usage: '/delete', help: 'take back what you said last, or the selected message'},
	react: {
		usage: '/react EMOJI',
		help: 'to the last message, or the selected one: /react :tada:',
	},
	notify: {
		usage: '/notify [all|mentions|off]',
		help: 'what calls you while you are not looking',
	},
	ignore: {usage: '/ignore [NAME]', help: 'see no more of somebody; or who it is'},
	unignore: {usage: '/unignore NAME', help: 'see them again'},
	mute: {
		usage: '/mute [#ROOM|NAME]',
		help: 'a room that neither counts nor calls; or NAME, for all',
	},
	unmute: {usage: '/unmute [#ROOM|NAME]', help: 'it does again; or NAME may speak'},
	away: {usage: '/away [WHY]', help: 'tell others that you do not answer'},
	back: {usage: '/back', help: 'and that you do again'},
	export: {usage: '/export [FILE]', help: 'write this conversation to a .md or .jsonl file'},
	quit: {usage: '/quit [WHY]', help: 'leave'},
} as const;

export type CommandName = keyof typeof commandHelp;

/** What is said to a command that is none, or lacks something. */
export const commandMistakes = {
	unknown: (name: string) => `There is no /${name}. /help lists what there is.`,
	likeThis: (usage: string) => `Like this: ${usage}`,
	notifyLikeThis: 'Like this: /notify all, /notify mentions or /notify off',
} as const;

export const commandsHeading = 'Commands:';
/** Those that are not listed one by one. */
export const ordersBriefly = (names: readonly string[]): string =>
	`${names.map(name => `/${name}`).join(' ')} (Tab after one says what it does)`;
export const ordersHeading = 'For those who look after the room or the server:';
