import {tagOf} from '../../source/protocol/ids.ts';
import {IrcSession} from '../../source/server/gateways/irc/irc-session.ts';
import {play, type Staging, type Tongue} from './converse.ts';
import type {Stage} from './stage.ts';

/**
Plays a transcript of IRC, as `converse` does: `>` and `<` are ada's, `bob>` and `bob<` bob's. Lines are as on the wire, except:

- `bob> (comes)` registers bob and lets him into the lobby; `bob> (comes with echo-message batch)` requests capabilities before. Nothing that anybody hears of it is in the transcript.
- `bob> (aside) JOIN #tea`: nor what anybody hears of that.
- Sources are nicks alone, and none stands for the server: `bob< :ada JOIN #tea`, `< 366 ada #tea ...`.
- Whoever has `!` in an expected source is heard in full; everyone's host is `host`, the present time `now`, the log's name in a msgid `log`.
- A colon before a last parameter of one word is left out.
- `...` at the end of an expected line stands for whatever follows.
*/
export const converseInIrc = (transcript: string, staging?: Staging): Promise<void> =>
	play(irc, transcript, staging);

export const irc: Tongue = {
	open: (wire, host) => new IrcSession(wire, host),
	toWire: (line, name) =>
		linesFor(line, name || 'ada')
			.map(words => `${words}\r\n`)
			.join(''),
	fromWire: fromIrc,
	isAside: line => /^\((?:comes|aside)/.test(line),
};

function linesFor(line: string, nick: string): readonly string[] {
	const coming = /^\(comes(?: with (?<caps>[^)]*))?\)$/.exec(line);
	if (!coming) {
		return [line.replace(/^\(aside\) /, '')];
	}

	const caps = coming.groups?.['caps'];
	return [
		...(caps ? [`CAP REQ :${caps}`] : []),
		`NICK ${nick}`,
		`USER ${nick} 0 * :${nick} by name`,
		...(caps ? ['CAP END'] : []),
	];
}

// Whether one word is a last parameter or one in the middle is nobody's business who reads as the specification says.
const withoutNeedlessColon = (rest: string): string =>
	rest.replace(/^([^:]*) :([^\s:][^\s]*)$/, '$1 $2');

function fromIrc(heard: string, expected: string, stage: Stage): string {
	if (heard === '(end)') {
		return heard;
	}

	const line = heard.endsWith('\r') ? heard.slice(0, -1) : `${heard} (without CR)`;
	const keys = [...stage.hub.members].map(({key}) => key);
	const plain = [...keys, ...stage.keys]
		.reduce((text, key) => text.replaceAll(tagOf(key), 'host'), line)
		.replaceAll(new Date(stage.host.now()).toISOString(), 'now')
		.replaceAll(`msgid=${stage.hub.log.id.slice(0, 8)}.`, 'msgid=log.');
	const shape = /^(?<tags>@\S+ )?(?::(?<source>\S+) )?(?<rest>.*)$/s;
	const {tags = '', source = '', rest: raw = ''} = shape.exec(plain)?.groups ?? {};
	const rest = withoutNeedlessColon(raw);
	const isFull = shape.exec(expected)?.groups?.['source']?.includes('!');
	const who = source === stage.host.serverName ? '' : isFull ? source : source.split('!')[0];
	const rendered = `${tags}${who && `:${who} `}${rest}`;
	const isOpen = expected.endsWith('...') && rendered.startsWith(expected.slice(0, -3));
	return isOpen ? expected : rendered;
}
