import {expect, test, vi} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {decodeServerFrame} from '../../../source/protocol/codec.ts';
import {idOf, lost, noon, online, opened, received, said} from '../../helpers/client-fakes.ts';
import {
	type Place,
	placesOfBars,
	placesOfBoth,
	placesOfMessages,
	placesOfWelcome,
	type RawFrame,
	rawEnd,
	rawEntry,
	rawRoom,
} from '../../helpers/hostile-places.ts';
import {hostileStrings} from '../../helpers/hostile-strings.ts';
import {openClient} from '../../helpers/screen.tsx';
import {foreignIn} from '../../helpers/sequences.ts';

vi.setConfig({testTimeout: 30_000});

const harmless = 'harmless';

type Client = Awaited<ReturnType<typeof openClient>>;
/** What happens until that text is on the screen. `seq`: the first of twenty. */
type Scene = (text: string, seq: number) => readonly Action[];

/** What becomes of frames that a server sends as they are. What is no frame, nobody hears of. */
const receivedOf = (...frames: readonly RawFrame[]): readonly Action[] =>
	frames
		.map(frame => decodeServerFrame(Buffer.from(JSON.stringify(frame))))
		.filter(frame => frame !== undefined)
		.map(frame => received(frame, noon));

const sceneOf =
	(place: Place): Scene =>
	(text, seq) =>
		receivedOf(...rawRoom(seq), ...place(text, seq + 1), rawEnd(seq + 9));

const scenesOf = (places: Readonly<Record<string, Place>>) =>
	Object.entries(places).map(([name, place]) => [name, sceneOf(place)] as const);

type Mark = {readonly index: number; readonly newest: number; readonly status: number};

/** The rows in which a text may do what it likes with its own cells. */
const boxes = {
	rows: ({index, newest}: Mark) => index > 0 && index < newest,
	bars: ({index, status}: Mark) => index === 0 || index === status,
	both: (mark: Mark) => boxes.rows(mark) || boxes.bars(mark),
	area: ({index, status}: Mark) => index > 0 && index < status,
} as const;

type Box = keyof typeof boxes;

/** The screen around that box, each cell with its look, and what of the box is not the text's own. */
function around(client: Client, box: Box) {
	const rows = client.rows();
	const looks = client.looks();
	const status = rows.length - 2;
	const newest = rows.findLastIndex(row => row.endsWith(' zed end of 000'));
	const inside = rows.slice(1, newest);
	return {
		rows: rows.map((row, index) =>
			boxes[box]({index, newest, status}) ? '' : `${row}\n${looks[index]}`,
		),
		bars: box === 'area' ? [] : [rows[0]!.slice(0, 7), rows[status]!.slice(0, 10)],
		// The column of times holds times.
		times: box === 'area' ? [] : inside.filter(row => !/^(?:\d\d:\d\d | {6}|──|$)/.test(row)),
		cursor: client.cursor(),
	};
}

async function expectEachInItsBox(scene: Scene, box: Box): Promise<void> {
	using client = await openClient(online());
	await client.type('draft');
	await client.dispatch(...scene(harmless, 10));
	const expected = around(client, box);
	expect(client.rows().join('\n')).toContain(harmless);
	expect(expected.times).toEqual([]);
	let seq = 30;
	for (const [name, text] of Object.entries(hostileStrings)) {
		await client.dispatch(...scene(text, seq));
		expect({name, ...around(client, box)}).toEqual({name, ...expected});
		seq += 20;
	}

	expect(foreignIn(client.bytes())).toEqual([]);
}

test.each(scenesOf(placesOfMessages))(
	'whatever it holds, %s stays within its rows of the conversation',
	(_, scene) => expectEachInItsBox(scene, 'rows'),
);

test.each(scenesOf(placesOfBars))('whatever it holds, %s stays within its bar', (_, scene) =>
	expectEachInItsBox(scene, 'bars'),
);

test.each(scenesOf(placesOfBoth))(
	'whatever it holds, %s stays within its rows and its bar',
	(_, scene) => expectEachInItsBox(scene, 'both'),
);

test.each(Object.entries(placesOfWelcome))(
	'whatever it holds, %s stays within its bars',
	(_, welcome) =>
		expectEachInItsBox((text, seq) => {
			// With a name that is too long nobody is let in.
			const [welcomed = receivedOf(welcome(harmless))[0]!] = receivedOf(welcome(text));
			return [lost(), opened, welcomed, ...receivedOf(...rawRoom(seq), rawEnd(seq + 9))];
		}, 'bars'),
);

const typed = (line: string, number: number): readonly Action[] => [
	{type: 'edited', operation: {type: 'clear'}},
	...said(line, number),
];

test.each<[string, Scene]>([
	[
		'why one’s own words are refused',
		(text, seq) => [
			...typed('hello', seq),
			...receivedOf({type: 'refused', code: 'internal', text, id: idOf(seq)}),
		],
	],
	[
		'why somebody does not answer',
		(text, seq) => [
			...receivedOf({type: 'away', nick: 'bob', why: text}),
			...typed('/msg bob hello', seq),
		],
	],
	[
		'what is found',
		(text, seq) => [
			...typed('/search x', seq),
			...receivedOf({type: 'found', entries: [rawEntry(seq, 'bob', text)], more: false}),
		],
	],
	[
		'who said what is found',
		(text, seq) => [
			...typed('/search x', seq),
			...receivedOf({type: 'found', entries: [rawEntry(seq, text, harmless)], more: false}),
		],
	],
])('whatever it holds, %s stays between the bars', (_, scene) => expectEachInItsBox(scene, 'area'));

test('no room has such a name, but for one that is letters', () => {
	const named = Object.entries(hostileStrings).filter(([, text]) =>
		[`#${text}`, `@${text}`, text].some(
			room =>
				receivedOf(
					{type: 'room', room, people: [], visitors: 0, entries: [], more: false},
					{type: 'invited', room, by: 'bob'},
					{type: 'rooms', rooms: [{room, people: 1}]},
					rawEntry(1, 'bob', 'hello', {room}),
				).length > 0,
		),
	);
	expect(named.map(([name]) => name)).toEqual(['a name from right to left']);
});
