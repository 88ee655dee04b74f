import {expect, test} from 'vitest';
import {type Candidates, complete, type Completion} from '../../../source/client/state/complete.ts';

const candidates: Candidates = {
	nicks: ['adam', 'Ada', 'bob', 'Émile', 'Ärger'],
	commands: ['help', 'here', 'quit'],
	rooms: ['#lobby', '#logs', '#ops', '@ada'],
};

const apply = (text: string, {start, end, text: added}: Completion): string =>
	text.slice(0, start) + added + text.slice(end);

// The place of the cursor is marked by a bar; `<` is Shift+Tab and `>` is Tab.
function press(marked: string, keys: string): string | undefined {
	let text = marked.replace('|', '');
	let cursor = marked.indexOf('|');
	let completion: Completion | undefined;
	for (const key of keys) {
		const direction = key === '>' ? 'forwards' : 'backwards';
		completion = complete(text, cursor, candidates, completion, direction);
		if (!completion) {
			return undefined;
		}

		text = apply(text, completion);
		cursor = completion.cursor;
	}

	return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

test.each([
	['/he|', '/help |'],
	['/Q|', '/quit |'],
	['bo|', 'bob: |'],
	['hello bo|', 'hello bob |'],
	['one\nbo|', 'one\nbob: |'],
	['@bo|', '@bob |'],
	['hi @bo|', 'hi @bob |'],
	['(bo|', '(bob |'],
	['#op|', '#ops |'],
	['/join #lo|', '/join #lobby |'],
	['/join |', '/join #lobby |'],
	['/leave op|', '/leave #ops |'],
	['/msg bo|', '/msg bob |'],
	['e\u0301m|', 'Émile: |'],
	['ÄR|', 'Ärger: |'],
	['|', 'adam: |'],
	['hi |', 'hi adam |'],
	['hi bo| there', 'hi bob| there'],
	['hi bo|th', 'hi bob |th'],
])('%j becomes %j', (before, after) => {
	expect(press(before, '>')).toBe(after);
});

test.each(['x|', '/x|', 'hi /he|', '#x|', '@x|', 'hello!|', 'hello, /|'])(
	'nothing fits %j',
	before => {
		expect(press(before, '>')).toBeUndefined();
	},
);

test('Tab goes through all that fit, who spoke last first, and begins again', () => {
	expect(press('ad|', '>')).toBe('adam: |');
	expect(press('ad|', '>>')).toBe('Ada: |');
	expect(press('ad|', '>>>')).toBe('adam: |');
	expect(press('bo|', '>>')).toBe('bob: |');
});

test('Shift+Tab goes the other way', () => {
	expect(press('ad|', '<')).toBe('Ada: |');
	expect(press('ad|', '><')).toBe('Ada: |');
	expect(press('ad|', '>><')).toBe('adam: |');
});

test('going on does not depend on who speaks meanwhile', () => {
	const first = complete('ad', 2, candidates)!;
	const others = {...candidates, nicks: ['adele', ...candidates.nicks]};

	expect(complete('adam: ', 6, others, first)).toMatchObject({text: 'Ada: '});
});

test('after something else was typed a new word is completed', () => {
	const first = complete('ad', 2, candidates)!;

	expect(complete('adam: bo', 8, candidates, first)).toMatchObject({
		start: 6,
		end: 8,
		text: 'bob ',
		cursor: 10,
	});
	expect(complete('say bo', 6, candidates, first)).toMatchObject({start: 4, text: 'bob '});
	expect(complete('adam: ', 2, candidates, first)).toMatchObject({start: 0, end: 2});
});
