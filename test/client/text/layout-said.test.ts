import {describe, expect, test} from 'vitest';
import type {View} from '../../../source/client/text/layout-rows.ts';
import type {Item} from '../../../source/client/state/timeline.ts';
import type {Body} from '../../../source/protocol/body.ts';
import type {Nick} from '../../../source/protocol/ids.ts';
import {ada, bob, carol, noon, seqOf} from '../../helpers/client-fakes.ts';
import {layout, painted, saidOf, viewOf} from './said-items.ts';

const edited = {text: 'a *better* text' as Body, at: noon};

describe('what became of a message', () => {
	test('an edited one shows its new text, and that it is one', () => {
		const item = saidOf(1, 'a text', {fate: {edited}});

		expect(layout.layoutRows(viewOf([item], {rows: 1}))).toEqual([
			'12:01          bob a better text (edited)',
		]);
		expect(painted.layoutRows(viewOf([item], {rows: 1}))[0]).toContain(
			'a <b>better</> text <dim>(edited)</>',
		);
	});

	test('one that was taken back shows who did it and why, and nothing of its text', () => {
		const takenBack = (by: Nick, why: string, seq: number): Item =>
			saidOf(seq, 'a secret', {
				fate: {takenBack: {by, why}, edited, reactions: [{text: '👍', by: [ada]}]},
				answers: {author: ada, text: 'a question'},
			});
		const items = [takenBack(bob, '', 1), takenBack(bob, 'oops', 2), takenBack(carol, 'spam', 3)];

		expect(layout.layoutRows(viewOf(items))).toEqual([
			'12:01          bob taken back',
			'12:02          bob taken back: oops',
			'12:03          bob taken back by carol: spam',
		]);
		expect(painted.layoutRows(viewOf(items, {rows: 1}))[0]).toContain(
			'<dim>taken back by carol: spam</>',
		);
	});

	test('reactions stand in one faint row below, with names while they are few', () => {
		const four = ['ada', 'bob', 'carol', 'dave'] as Nick[];
		const item = saidOf(1, 'done', {
			fate: {
				reactions: [
					{text: '👍', by: [ada, bob]},
					{text: '🎉', by: [carol]},
					{text: 'hm', by: four},
					{text: 'gone', by: []},
				],
			},
		});

		expect(layout.layoutRows(viewOf([item], {rows: 2}))).toEqual([
			'12:01          bob done',
			'                   👍 2 ada, bob · 🎉 carol · hm 4',
		]);
		expect(layout.layoutRows(viewOf([item], {rows: 2, columns: 20}))).toEqual([
			'bob: done',
			'  👍 2 ada, bob · …',
		]);
	});

	test('an answer says above itself to what', () => {
		const answers = {author: ada, text: 'shall we meet at\nnoon, or rather later in the day?'};
		const items = [
			saidOf(2, 'yes', {answers, entry: {re: seqOf(1)}}),
			saidOf(3, 'no', {entry: {re: seqOf(1)}}),
		];

		expect(layout.layoutRows(viewOf(items, {rows: 4}))).toEqual([
			'                   ↳ ada: shall we meet at noon, or rather…',
			'12:02          bob yes',
			'                   ↳ something said earlier',
			'12:03          bob no',
		]);
	});

	test('what comes as an item of its own all the same says what it is', () => {
		const items = [
			saidOf(1, '👍', {entry: {kind: 'react', re: seqOf(9)}}),
			saidOf(2, 'a new text', {entry: {kind: 'edit', re: seqOf(9)}}),
			saidOf(3, 'spam', {entry: {kind: 'redact', re: seqOf(9)}}),
		];

		expect(layout.layoutRows(viewOf(items, {rows: 4}))).toEqual([
			'12:01            * bob reacts: 👍',
			'                   ↳ something said earlier',
			'12:02          bob a new text',
			'12:03            * bob takes something back: spam',
		]);
	});
});

describe('a long message', () => {
	const lines = (count: number) => Array.from({length: count}, (_, index) => `line ${index + 1}`);
	const long = saidOf(1, lines(47).join('\n'));
	const rowsOf = (view: View) =>
		layout.layoutRows(view).filter(row => row.includes('line') || row.includes('…'));

	test('is folded, and says how to see the rest', () => {
		const rows = rowsOf(viewOf([long], {rows: 60}));

		expect(rows).toHaveLength(11);
		expect(rows[9]).toBe('                   line 10');
		expect(rows[10]).toBe('                   … 37 more rows · Alt+O shows all');
	});

	test('is shown whole when it is asked for, and folded again', () => {
		const view = viewOf([long], {rows: 60});

		expect(rowsOf({...view, unfolded: new Set([1])})).toHaveLength(47);
		expect(rowsOf({...view, unfolded: new Set([2])})).toHaveLength(11);
		expect(rowsOf(view)).toHaveLength(11);
	});

	test('says it in fewer words where there is less room', () => {
		const rows = layout.layoutRows(viewOf([long], {rows: 1, columns: 32}));

		expect(rows).toEqual(['  … 37 more · Alt+O']);
	});

	test('of twelve rows is not worth folding', () => {
		expect(rowsOf(viewOf([saidOf(1, lines(12).join('\n'))], {rows: 60}))).toHaveLength(12);
		expect(rowsOf(viewOf([saidOf(1, lines(13).join('\n'))], {rows: 60}))).toHaveLength(11);
	});

	test('that was edited says so where it is folded, and keeps its reactions', () => {
		const fate = {
			edited: {text: lines(20).join('\n') as Body, at: noon},
			reactions: [{text: '👍', by: [ada]}],
		};
		const rows = layout.layoutRows(viewOf([saidOf(1, 'x', {fate})], {rows: 2, columns: 80}));

		expect(rows).toEqual([
			'                   … 10 more rows · Alt+O shows all (edited)',
			'                   👍 ada',
		]);
	});
});
