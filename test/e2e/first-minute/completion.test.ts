import {describe, expect, test} from 'vitest';
import {joinRoom, untilMessages} from '../../helpers/client.ts';
import {untilEqual} from '../../helpers/patience.ts';
import {joinAsPeer} from '../../helpers/peer.ts';
import {openServer} from '../../helpers/serve.ts';
import {commandHelp} from '../../../source/client/words/commands.ts';

const tab = '\t';
const shiftTab = '\x1b[Z';
const kill = '\x15';

describe('9. Tab', () => {
	test('offers the last speaker first, goes round, and writes «name: » at the start of a line and «name » inside', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		using bea = await joinAsPeer(server.port, 'bea');
		using _boris = await joinAsPeer(server.port, 'boris');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say('first');
		await untilMessages(ada, 'bob first');
		bea.say('second');
		await untilMessages(ada, 'bob first', 'bea second');

		const press = async (keys: string, row: string, column: number) => {
			ada.type(keys);
			await ada.showsDraft(row, column);
		};
		// Without a letter, too.
		await press(tab, '› bea:', 7);
		await press(tab, '› bob:', 7);
		await press(tab, '› boris:', 9);
		await press(tab, '› bea:', 7);
		await press(shiftTab, '› boris:', 9);
		await press(`${kill}b${tab}`, '› bea:', 7);
		await press(`${kill}bo${tab}`, '› bob:', 7);
		await press(tab, '› boris:', 9);
		await press(`${kill}see B${tab}`, '› see bea', 10);
		await press(tab, '› see bob', 10);
		await press('and', '› see bob and', 13);
		await press(`${kill}bo`, '› bo', 4);
		bob.say('third');
		await untilMessages(ada, 'bob first', 'bea second', 'bob third');
		await press(`${kill}b${tab}`, '› bob:', 7);
		ada.type('hello\r');
		await bob.hears('<ada> bob: hello\n');
	});

	test('covers nothing of what is being read: only what is typed and the row above it change', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say(Array.from({length: 30}, (_, index) => `number ${index}.`).join('\n'));
		await ada.shows('number 29.');
		const before = ada.rows().slice(0, 22);
		for (const [typed, row] of [
			['b', '› bob:'],
			['/', '› /help'],
			['/mu', '› /mute'],
			[':tad', '› :tada:'],
		] as const) {
			ada.type(`${kill}${typed}${tab}`);
			await ada.showsDraft(row, row.length + 1);
			expect(ada.rows().slice(0, 22)).toEqual(before);
		}
	});
});

describe('9. Commands', () => {
	test('have one line of help each, where one writes and in /help', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada', {columns: 120, rows: 60});
		const before = ada.rows().slice(0, 58);
		const names = Object.entries(commandHelp);
		expect(names.length).toBeGreaterThan(20);
		ada.type('/');
		for (const [name, {usage, help}] of names) {
			ada.type(tab);
			await ada.showsDraft(`› /${name}`, name.length + 4);
			await untilEqual(
				() =>
					ada.rows()[58]?.endsWith(`  ${usage}: ${help}`) &&
					ada.rows()[58]!.startsWith(' online as'),
				true,
			);
			expect(ada.rows().slice(0, 58)).toEqual(before);
		}

		ada.type(`${kill}/help\r`);
		await ada.shows('Commands:');
		const listed = (usage: string, help: string) =>
			ada.rows().some(row => row.trim().startsWith(`${usage} `) && row.endsWith(`  ${help}`));
		const missing = names.filter(([, {usage, help}]) => !listed(usage, help));
		expect(missing).toEqual([]);
	});
});
