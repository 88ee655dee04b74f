import {readFileSync, writeFileSync} from 'node:fs';
import {gemoji} from 'gemoji';
import {expect, test} from 'vitest';

const file = 'source/client/state/emoji-names.ts';
const widest = 120;

function rowsOf(pairs: readonly string[]): readonly string[] {
	const rows: string[] = [];
	for (const pair of pairs) {
		const last = rows.at(-1);
		if (last !== undefined && last.length + pair.length < widest) {
			rows[rows.length - 1] = `${last} ${pair}`;
		} else {
			rows.push(pair);
		}
	}

	return rows;
}

test('the names of emoji are those that GitHub knows (UPDATE_EMOJI=1 writes them)', () => {
	const pairs = gemoji.flatMap(({emoji, names}) => names.map(name => `${emoji}:${name}`));
	const wanted = `/** Every emoji with each of its names, as GitHub knows them; the test of the same name writes this. */\nexport const emojiNames = \`\n${rowsOf(pairs).join('\n')}\n\`;\n`;
	if (process.env['UPDATE_EMOJI']) {
		writeFileSync(file, wanted);
		return;
	}

	expect(readFileSync(file, 'utf8')).toBe(wanted);
});
