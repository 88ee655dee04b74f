import {expect, test} from 'vitest';
import {asJsonLines, asMarkdown, messagesOf} from '../../../source/client/export-text.ts';
import {performOutside} from '../../../source/client/outside.ts';
import {paletteFor} from '../../../source/client/screen/theme.ts';
import {currentConversation} from '../../../source/client/state/state.ts';
import {setTitle} from '../../../source/client/terminal/modes.ts';
import {createLayout} from '../../../source/client/text/layout-rows.ts';
import {addressOf, findLinks} from '../../../source/client/text/links.ts';
import {clean} from '../../../source/protocol/body.ts';
import {decodeServerFrame} from '../../../source/protocol/codec.ts';
import {noon, online, play, received, selfOf} from '../../helpers/client-fakes.ts';
import {
	placesOfBoth,
	placesOfMessages,
	type RawFrame,
	rawEntry,
	rawRoom,
} from '../../helpers/hostile-places.ts';
import {hostileStrings, isClean} from '../../helpers/hostile-strings.ts';
import {foreignIn, linksIn} from '../../helpers/sequences.ts';

const tries = Object.entries(hostileStrings);
const kinds = [
	{term: 'xterm-256color'},
	{term: 'xterm-256color', inTmux: true},
	{term: 'xterm-kitty'},
	{term: 'foot'},
	{term: 'xterm-ghostty'},
];

/** The state after frames that a server sends as they are. */
const heardFrom = (frames: readonly RawFrame[]) =>
	play(
		online(),
		{type: 'focus-changed', hasFocus: false},
		...frames
			.map(frame => decodeServerFrame(Buffer.from(JSON.stringify(frame))))
			.filter(frame => frame !== undefined)
			.map((frame, index) => received(frame, noon + 10_000 * index)),
	);

test.each(tries)('a notification is one of ours, and holds no control character: %s', (_, text) => {
	const {effects} = heardFrom([
		rawEntry(1, 'bob', `ada: ${text}`),
		rawEntry(2, 'bob', `ada, ${text}`, {kind: 'action'}),
		rawEntry(3, text, 'ada?'),
		rawEntry(4, text, text, {room: '@bob'}),
	]);
	const calls = effects.filter(({type}) => type === 'call');
	expect(calls.length).toBeGreaterThanOrEqual(2);
	for (const kind of kinds) {
		let written = '';
		const perform = performOutside(
			{overSsh: true, ...kind},
			true,
			bytes => (written += bytes),
			() => {},
		);
		calls.forEach(call => perform(call as Parameters<typeof perform>[0]));
		expect(written).not.toBe('');
		expect(foreignIn(written)).toEqual([]);
	}
});

test.each(tries)('a copy is exactly the text, and nothing else: %s', (_, text) => {
	let written = '';
	const perform = performOutside(
		{overSsh: true, term: 'xterm'},
		true,
		bytes => (written += bytes),
		() => {},
	);
	perform({type: 'copy', text});
	expect(foreignIn(written)).toEqual([]);
	const coded = /^\x1b\]52;c;(?<coded>[\w+/=]*)\x07$/.exec(written)?.groups?.['coded'];
	expect(Buffer.from(coded!, 'base64').toString()).toBe(text.toWellFormed());
});

test.each(tries)('a title is one: %s', (_, text) => {
	expect(setTitle(3, `#${text}`)).toMatch(/^\x1b\]2;\(3\) #\P{Cc}*\x07$/u);
});

/** Of each address, what is shown of it, one after the other. */
function addressesIn(text: string): ReadonlyMap<string, string> {
	const addresses = new Map<string, string>();
	for (const line of clean(text).split('\n')) {
		for (const {start, end} of findLinks(line)) {
			const shown = line.slice(start, end);
			const address = addressOf(shown)!;
			addresses.set(address, (addresses.get(address) ?? '') + shown);
		}
	}

	return addresses;
}

test.each(tries)('a link leads to what is shown: %s', (_, text) => {
	const layout = createLayout({palette: paletteFor('either'), self: selfOf()});
	const texts = [
		`https://a.example/${text}`,
		`http://${text}.example/`,
		`mailto:ada@example.org?subject=${text}`,
		`see <https://b.example/?q=${text}&x=1>, ${text}`,
	];
	for (const said of texts) {
		const {timeline} = currentConversation(heardFrom([rawEntry(1, 'bob', said)]).state);
		for (const columns of [30, 80]) {
			const view = {timeline, pending: [], anchor: undefined, columns, rows: 100};
			const rows = layout.layoutRows(view).join('\n');
			expect(foreignIn(rows)).toEqual([]);
			// Long messages are folded, and of their links the rest is not shown.
			const whole = addressesIn(said);
			const astray = [...linksIn(rows)].filter(
				([address, shown]) => !whole.get(address)?.startsWith(shown),
			);
			expect(astray).toEqual([]);
		}
	}
});

test('what is written into a file holds no control character, and no line that somebody made up', () => {
	const places = Object.values({...placesOfMessages, ...placesOfBoth});
	for (const [name, text] of tries) {
		const frames = places.flatMap((place, index) => place(text, 20 + 10 * index));
		const {state} = heardFrom([...rawRoom(10), ...frames]);
		const messages = messagesOf(currentConversation(state));
		expect(messages.length).toBeGreaterThan(10);
		const json = asJsonLines(messages).trimEnd().split('\n');
		const markdown = asMarkdown('#lobby', messages).split('\n');
		expect({name, unclean: [...json, ...markdown].filter(line => !isClean(line))}).toEqual({
			name,
			unclean: [],
		});
		expect(json.map(line => (JSON.parse(line) as {seq: number}).seq)).toHaveLength(messages.length);
		const forged = markdown.filter(
			line => !/^(?:$|# \\#lobby$|## \d|\*\*.*\*\* \d\d:\d\d$|>|_\(taken back\)_$)/.test(line),
		);
		expect({name, forged}).toEqual({name, forged: []});
	}
});
