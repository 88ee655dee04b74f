import {expect, test, vi} from 'vitest';
import {hostileStrings, isClean} from '../../helpers/hostile-strings.ts';
import {
	entrances,
	type Open,
	openIrc,
	openJson,
	openPlain,
	questions,
	type Tongue,
	tongues,
} from '../../helpers/hostile-tongues.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {quiet} from '../../helpers/turns.ts';

vi.setConfig({testTimeout: 30_000});

/** What ada with our client, irc with one of IRC and nc with netcat hear, who are there and ask; late ones see what was said before. */
async function hearing({open, arrive, say, leave}: Tongue, text: string) {
	const stage = new Stage(undefined, {isUnpaced: true});
	const peer = (openSession: Open) => new Peer(wire => openSession(wire, stage.host));
	const [ada, irc, nc, eve] = [openJson, openIrc, openPlain, open].map(peer) as [
		Peer,
		Peer,
		Peer,
		Peer,
	];
	const encode = new TextEncoder();
	const tell = async (who: Peer, words: string) => {
		who.say(encode.encode(words));
		await quiet(2);
	};

	await tell(eve, arrive(text));
	for (const [name, listener] of Object.entries({ada, irc, nc})) {
		await tell(listener, entrances[name]!);
	}

	for (const words of say(text)) {
		await tell(eve, words);
	}

	for (const [name, listener] of Object.entries({irc, nc, ada})) {
		await tell(listener, questions[name]!.join(''));
	}

	for (const words of leave(text)) {
		await tell(eve, words);
	}

	const [lateIrc, lateNc] = [openIrc, openPlain].map(peer) as [Peer, Peer];
	await tell(lateIrc, entrances['late']!);
	await tell(lateNc, 'later\n');
	expect(stage.reports).toEqual([]);
	return {json: ada.heard, irc: irc.heard + lateIrc.heard, plain: nc.heard + lateNc.heard};
}

const tags = /[\u{e0000}-\u{e007f}]/u;
/** Nothing that moves the cursor, turns text around or hides it. */
const isHarmless = (line: string): boolean =>
	isClean(line) && !tags.test(line.replaceAll(/\p{RGI_Emoji}/gv, ''));

// What an IRC client takes apart: tags, who says it, the verb. Of what stands between two \x01, an action is always ended.
const ircLine =
	/^(?:@\S+ )?(?::\S+ )?(?:[A-Z]+|\d{3})(?: [^\x01]*|(?: \S+)? :\x01(?:ACTION [^\x01]*\x01|(?!ACTION)[^\x01]*\x01?))?$/u;
const plainLine = /^(?:<|\*{1,3} |\[\d\d:\d\d\] |\(to \w+ alone\) | {4}|Welcome \w+, |$)/;

const faults = {
	json: (heard: string) =>
		heard
			.trimEnd()
			.split('\n')
			.flatMap(line => stringsIn(JSON.parse(line) as unknown))
			.filter(text => !isHarmless(text)),
	irc: (heard: string) =>
		heard
			.replaceAll('(end)\n', '')
			.split('\r\n')
			.filter(
				line =>
					line !== '' &&
					!(
						ircLine.test(line) &&
						isHarmless(line.replaceAll('\x01', '')) &&
						!line.includes('\n') &&
						Buffer.byteLength(line.replace(/^@\S+ /, '')) <= 510
					),
			),
	plain: (heard: string) =>
		heard
			.replaceAll('(end)\n', '')
			.split('\n')
			.filter(line => !(plainLine.test(line) && isHarmless(line))),
};

function stringsIn(value: unknown): readonly string[] {
	return typeof value === 'string'
		? [value]
		: Object.values((value as object | null) ?? {}).flatMap(stringsIn);
}

test.each(Object.entries(tongues))(
	'whatever somebody says in %s, nobody hears a control character',
	async (_, tongue) => {
		for (const [name, text] of Object.entries(hostileStrings)) {
			const {json, irc, plain} = await hearing(tongue, text);
			expect({
				name,
				json: faults.json(json),
				irc: faults.irc(irc),
				plain: faults.plain(plain),
			}).toEqual({name, json: [], irc: [], plain: []});
		}
	},
);

test.each(Object.entries(tongues))(
	'in %s, all of that is tried where it would be heard',
	async (_, tongue) => {
		const {json, irc, plain} = await hearing(tongue, 'harmless');
		const missing = (all: string, expected: readonly string[]) =>
			expected.filter(part => !all.includes(part));
		expect(missing(json, tongue.heard.json)).toEqual([]);
		expect(missing(irc, tongue.heard.irc)).toEqual([]);
		expect(missing(plain, tongue.heard.plain)).toEqual([]);
	},
);
