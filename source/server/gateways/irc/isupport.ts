/** Tokens of RPL_ISUPPORT: what clients need to know before they ask. */
const tokens = [
	'BOT=B',
	'CASEMAPPING=ascii',
	'CHANLIMIT=#:50',
	'CHANMODES=beIq,k,l,Cimnst',
	'CHANNELLEN=33',
	'CHANTYPES=#',
	'CHATHISTORY=100',
	'ELIST=CMNTU',
	'EXCEPTS=e',
	'INVEX=I',
	'KICKLEN=390',
	'MAXLIST=b:50,e:50,I:50,q:50',
	'MODES=10',
	'MSGREFTYPES=msgid,timestamp',
	'MONITOR=100',
	'NAMELEN=100',
	'NICKLEN=32',
	'PREFIX=(ov)@+',
	'SAFELIST',
	'STATUSMSG=@+',
	'TARGMAX=JOIN:10,KICK:10,NAMES:10,PRIVMSG:10,NOTICE:10,TAGMSG:10,WHOIS:1,WHOWAS:10',
	'TOPICLEN=300',
	'UTF8ONLY',
	'WHOX',
	'AWAYLEN=200',
	'HOSTLEN=32',
	'USERLEN=20',
];

const mostInLine = 12;

/** In lines of at most twelve. */
export function supportLines(network: string): readonly (readonly string[])[] {
	const all = [...tokens, `NETWORK=${network.replaceAll(/[^\w.-]+/g, '-')}`];
	const lines: string[][] = [];
	for (let start = 0; start < all.length; start += mostInLine) {
		lines.push(all.slice(start, start + mostInLine));
	}

	return lines;
}
