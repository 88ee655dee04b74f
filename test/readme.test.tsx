import {readFileSync, writeFileSync} from 'node:fs';
import chalk from 'chalk';
import {expect, onTestFinished, test} from 'vitest';
import {describeKeys} from '../source/client/screen/key-map.ts';
import {setTheme} from '../source/client/screen/theme.ts';
import {commandHelp} from '../source/client/words/commands.ts';
import {kitchen} from './gallery/kitchen.tsx';
import {screenIn} from './gallery/story.tsx';
import {svgScreen} from './gallery/svg-screen.ts';
import {openScreen} from './helpers/screen.tsx';

const readme = readFileSync('README.md', 'utf8');

test('the README lists every key (UPDATE_README=1 writes the list)', () => {
	const block = /(<!-- keys:.*-->\n+```\n)[\s\S]*?(```\n+<!-- \/keys -->)/;
	expect(readme).toMatch(block);
	const current = readme.replace(block, (_, start: string, end: string) => {
		const list = describeKeys().replace(/^Keys:\n/, '');
		return `${start}${list}\n${end}`;
	});
	if (process.env['UPDATE_README']) {
		writeFileSync('README.md', current);
		return;
	}

	expect(readme).toBe(current);
});

test('the README shows the screen as it is (UPDATE_README=1 draws it)', async () => {
	using screen = openScreen(screenIn(kitchen()), {columns: 80, rows: 24});
	await screen.flush();
	const rows = screen.rows().map(row => row.trimEnd());
	const block = /(<!-- screen:.*-->\n+```\n)[\s\S]*?(```\n+<!-- \/screen -->)/;
	expect(readme).toMatch(block);
	const current = readFileSync('README.md', 'utf8').replace(
		block,
		(_, start: string, end: string) => `${start}${rows.join('\n')}\n${end}`,
	);
	if (process.env['UPDATE_README']) {
		writeFileSync('README.md', current);
		return;
	}

	expect(readme).toBe(current);
});

test.each(['dark', 'light'] as const)(
	'the README shows the screen in its colours on a %s background (UPDATE_README=1 draws it)',
	async background => {
		const file = `.github/screen-${background}.svg`;
		const {level} = chalk;
		onTestFinished(() => {
			chalk.level = level;
			setTheme('either');
		});
		// The colours of most terminals.
		chalk.level = 2;
		setTheme(background);
		using screen = openScreen(screenIn(kitchen()), {columns: 80, rows: 24});
		await screen.flush();
		const picture = svgScreen(screen.terminal, background);
		if (process.env['UPDATE_README']) {
			writeFileSync(file, picture);
			return;
		}

		expect(readme).toContain(`"${file}"`);
		expect(readFileSync(file, 'utf8')).toBe(picture);
	},
);

test('the README names every command of the room', () => {
	for (const verb of Object.keys(commandHelp)) {
		expect(readme).toContain(`/${verb}`);
	}
});
