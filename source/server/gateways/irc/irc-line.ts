import {fitting} from './irc-text.ts';

/** One line of IRC, taken apart. */
export type IrcLine = {
	readonly tags: ReadonlyMap<string, string>;
	readonly source?: string | undefined;
	/** In upper case, as commands are compared. */
	readonly verb: string;
	readonly params: readonly string[];
};

const shape =
	/^(?:@(?<tags>\S*) +)?(?::(?<source>\S*) +)?(?<verb>[A-Za-z]\w*|\d{3})(?<rest>(?: .*)?)$/su;

/** Modern IRC, «Message format»; undefined for what is none. */
export function parseIrcLine(text: string): IrcLine | undefined {
	const groups = shape.exec(text.replace(/^ +/, ''))?.groups;
	return (
		groups && {
			tags: parseTags(groups['tags'] ?? ''),
			source: groups['source'],
			verb: groups['verb']!.toUpperCase(),
			params: parseParams(groups['rest'] ?? ''),
		}
	);
}

function parseParams(rest: string): readonly string[] {
	const trailing = rest.indexOf(' :');
	const middle = (trailing < 0 ? rest : rest.slice(0, trailing)).split(' ').filter(Boolean);
	return trailing < 0 ? middle : [...middle, rest.slice(trailing + 2)];
}

// IRCv3 message-tags: the last of several with one key counts.
const parseTags = (text: string): ReadonlyMap<string, string> =>
	new Map(
		text
			.split(';')
			.filter(Boolean)
			.map(tag => {
				const [key = '', ...value] = tag.split('=');
				return [key, unescapeTag(value.join('='))] as const;
			}),
	);

const escapes: Readonly<Record<string, string>> = {
	':': ';',
	s: ' ',
	'\\': '\\',
	r: '\r',
	n: '\n',
};

const unescapeTag = (value: string): string =>
	value.replace(/\\(.?)/gsu, (_, escaped: string) => escapes[escaped] ?? escaped);

const escapeTag = (value: string): string =>
	value.replace(/[;\s\\]/gu, character => {
		const code = Object.entries(escapes).find(([, plain]) => plain === character)?.[0];
		return code ? `\\${code}` : character;
	});

/** `@a=b;c ` for those that have something to say, or nothing. */
export function formatTags(tags: Iterable<readonly [string, string | undefined]>): string {
	const text = [...tags].map(([key, value]) => (value ? `${key}=${escapeTag(value)}` : key));
	return text.length > 0 ? `@${text.join(';')} ` : '';
}

/** A line to send, without tags and line end. The last parameter may hold spaces; no parameter a line end. What does not fit into a line is cut off. */
export const formatIrcLine = (source: string, verb: string, params: readonly string[]): string =>
	fitting(join(source, verb, params));

/** How many bytes it would have, if it were not cut. */
export const bytesOfLine = (source: string, verb: string, params: readonly string[]): number =>
	Buffer.byteLength(join(source, verb, params));

// Where the text is among the parameters of what has one, by verb or numeric. Simple clients, ii and sic among them, take for text only what stands behind a colon, even if it is one word.
const textAt: Readonly<Record<string, number>> = {
	AWAY: 0,
	ERROR: 0,
	KICK: 2,
	KILL: 1,
	NOTICE: 1,
	PART: 1,
	PRIVMSG: 1,
	QUIT: 0,
	SETNAME: 0,
	TOPIC: 1,
	WALLOPS: 0,
	'301': 2,
	'302': 1,
	'303': 1,
	'319': 2,
	'322': 3,
	'332': 2,
	'353': 3,
};

function join(source: string, verb: string, params: readonly string[]): string {
	const last = params.at(-1);
	const middle = params.slice(0, -1).map(param => ` ${param}`);
	const isText = textAt[verb] === params.length - 1;
	const needsColon = last !== undefined && (isText || last === '' || /^:| /.test(last));
	const end = last === undefined ? '' : needsColon ? ` :${last}` : ` ${last}`;
	return `${source ? `:${source} ` : ''}${verb}${middle.join('')}${end}`;
}
