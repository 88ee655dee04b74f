/** Who speaks. `undefined` as an answer: too little has come to tell. */
export type Tongue = 'json' | 'irc' | 'plain' | 'tls' | 'http' | 'ssh';

/** Enough for any first line that means something. */
export const mostFirstBytes = 8 * 1024;

const brace = 0x7b;
const handshake = 0x16;
const ircVerbs = (
	'CAP NICK USER PASS AUTHENTICATE WEBIRC PROTOCTL SERVICE SERVER ' +
	'PING PONG JOIN PART MODE PRIVMSG NOTICE WHO WHOIS NAMES LIST TOPIC MOTD QUIT VERSION'
).split(' ');
const httpVerbs = 'GET HEAD POST PUT DELETE OPTIONS CONNECT TRACE PATCH PRI PROPFIND'.split(' ');
const startsOfStrangers = ['SSH-'];
const verbs = [...ircVerbs, ...httpVerbs].map(verb => `${verb} `);
const latin1 = new TextDecoder('latin1');

/**
Decides by the first bytes alone, leading blank space aside. A verb needs the space after it: the bare word «nick» is somebody's name. Whether a line with a verb is IRC shows only at its end: browsers can be made to send any verb, and what ends in `HTTP/1.1` is theirs.
*/
export function detect(first: Uint8Array): Tongue | undefined {
	if (first[0] === brace) {
		return 'json';
	}

	if (first[0] === handshake) {
		return first.length < 2 ? undefined : first[1] === 0x03 ? 'tls' : 'plain';
	}

	const text = latin1.decode(first.subarray(0, mostFirstBytes));
	const [line = ''] = text.split(/[\r\n]/, 1);
	const isWhole = line.length < text.length || text.length === mostFirstBytes;
	return isWhole ? tongueOf(line) : canBecomeMore(line) ? undefined : 'plain';
}

function tongueOf(line: string): Tongue {
	if (/ HTTP\/\d(?:\.\d+)?$/i.test(line) || startsWithAny(line, httpVerbs)) {
		return 'http';
	}

	if (line.startsWith('SSH-')) {
		return 'ssh';
	}

	return /^[@:]/.test(line) || startsWithAny(line, ircVerbs) ? 'irc' : 'plain';
}

const startsWithAny = (line: string, words: readonly string[]): boolean =>
	words.some(word => line.toUpperCase().startsWith(`${word} `));

/** What is neither a line yet nor surely a name: `NI`, `NICK ada`, `@time=`. */
function canBecomeMore(line: string): boolean {
	const upper = line.toUpperCase();
	return (
		/^[@:]/.test(line) ||
		[...verbs, ...startsOfStrangers].some(verb => verb.startsWith(upper) || upper.startsWith(verb))
	);
}

/** Whether these bytes are so short that they may as well be a name, if nothing follows. */
export const mayBeName = (first: Uint8Array): boolean => !/[ @:]/.test(latin1.decode(first));
