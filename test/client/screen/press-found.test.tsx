import {expect, test} from 'vitest';
import {currentConversation} from '../../../source/client/state/state.ts';
import {entryOf, online, play, received, said} from '../../helpers/client-fakes.ts';
import {openClient} from '../../helpers/screen.tsx';

const entries = Array.from({length: 30}, (_, index) => entryOf(index + 1, `printer ${index + 1}`));
const listed = () =>
	play(
		online(entries),
		...said('/search printer'),
		received({type: 'found', entries: entries.toReversed().slice(0, 20), more: false}),
	).state;
const up = '\x1b[A';
const down = '\x1b[B';

test('the hits stand in the place of the conversation, and the arrows choose among them', async () => {
	using client = await openClient(listed());
	expect(client.rows()[1]).toMatch(/^1 of 20 · Enter: go there · Esc: back · found for “printer”/);
	expect(client.rows()[2]).toMatch(/^› .* printer 30/);

	await client.type(down + down + up);
	expect(client.rows()[1]).toMatch(/^2 of 20/);
	expect(client.rows()[3]).toMatch(/^› .* printer 29/);
	await client.type('\x1b[F');
	expect(client.rows()[1]).toMatch(/^20 of 20/);
	await client.type('\x1b[H');
	expect(client.rows()[1]).toMatch(/^1 of 20/);
});

test('Enter goes there, with what was said around it, and the message marked, while letters are written', async () => {
	using client = await openClient(listed());
	await client.type('\x1b[6~\r');

	const row = client.rows().findIndex(text => text.includes('printer 11'));
	expect(row).toBeGreaterThan(8);
	expect(row).toBeLessThan(15);
	expect(client.rows()[row + 1]).toContain('printer 12');
	const {marked, anchor} = currentConversation(client.getState());
	expect(marked).toBeDefined();
	expect(anchor).toBeDefined();
	expect(client.rows()[row]).toContain('▌');

	await client.type('d');
	expect(client.rows().at(-1)).toBe('› d');
	await client.type('\x7f\x1b[1;3Ar');
	expect(client.rows().at(-1)).toBe('reply ›');
});

test.each([
	['Escape', '\x1b'],
	['Ctrl+C', '\x03'],
])('%s leaves the list and nothing else', async (_, key) => {
	using client = await openClient(listed());
	await client.type(key);
	await expect.poll(() => client.getState().found).toBeUndefined();

	expect(client.rows().at(-3)).toMatch(/printer 30$/);
	expect(client.effects).toEqual([]);
});

test('whoever writes on leaves the list, and what is written stands in the composer', async () => {
	using client = await openClient(listed());
	await client.type('hello');

	expect(client.getState().found).toBeUndefined();
	expect(client.rows().at(-1)).toBe('› hello');
});
