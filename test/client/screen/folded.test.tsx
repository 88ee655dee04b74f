import {expect, test} from 'vitest';
import {entryOf, online} from '../../helpers/client-fakes.ts';
import {openClient} from '../../helpers/screen.tsx';

const long = Array.from({length: 20}, (_, index) => `line ${index + 1}`).join('\n');

test('Alt+O shows long messages whole and folds them again, wherever one reads', async () => {
	using client = await openClient(online([entryOf(1, long), entryOf(2, 'hm')]));
	const shown = () => client.rows().join('\n');
	expect(shown()).toContain('… 10 more rows · Alt+O shows all');
	expect(shown()).not.toContain('line 11');

	await client.type('half a message\x1bo');
	expect(shown()).toContain('line 20');
	expect(shown()).not.toContain('more rows');
	expect(client.rows().at(-1)).toContain('half a message');

	await client.type('\x1bo');
	expect(shown()).toContain('… 10 more rows · Alt+O shows all');
});
