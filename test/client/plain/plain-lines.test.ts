import {expect, test} from 'vitest';
import type {Entry} from '../../../source/protocol/entry.ts';
import {newLines} from '../../../source/client/plain/plain-lines.ts';
import {entryOf, heard, online, play, seqOf} from '../../helpers/client-fakes.ts';

type Amendment = readonly [
	seq: number,
	text: string,
	given: {readonly kind?: Entry['kind']; readonly re?: number; readonly author?: string},
];

/** What is printed of a message, and then of what is done to it, without the times. */
function printedOf(...amendments: readonly Amendment[]): readonly string[] {
	const before = online([entryOf(1, 'hello\nthere')]);
	const first = newLines(before.conversations, new Map(), '#lobby', before.nick);
	const after = play(
		before,
		...amendments.map(([seq, text, {re, ...given}]) =>
			heard(seq, text, {...given, ...(re && {re: seqOf(re)})} as Parameters<typeof entryOf>[2]),
		),
	).state;
	const second = newLines(after.conversations, first.upTo, '#lobby', after.nick);
	const third = newLines(after.conversations, second.upTo, '#lobby', after.nick);
	expect(third.lines).toEqual([]);
	return second.lines.map(line => line.replace(/^\d\d:\d\d /, ''));
}

test('what is done to a message is a line of its own, printed once', () => {
	expect(
		printedOf(
			[2, 'hi there', {kind: 'edit', re: 1}],
			[3, '👍', {kind: 'react', re: 1}],
			[4, '', {kind: 'redact', re: 3}],
			[5, 'not meant', {kind: 'redact', re: 1}],
		),
	).toEqual([
		'* bob edited: hi there',
		'* bob reacts with 👍',
		'* bob takes back the reaction 👍',
		'* bob takes back a message: not meant',
	]);
});

test('a reaction says to what, as far as that is known', () => {
	expect(printedOf([2, '👍', {kind: 'react', re: 1}])).toEqual(['* bob reacts with 👍 to: hello']);
	expect(printedOf([2, 'hi', {kind: 'edit', re: 1}], [3, '👍', {kind: 'react', re: 1}])).toContain(
		'* bob reacts with 👍 to: hi',
	);
	expect(printedOf([2, 'x'.repeat(100), {}], [3, '👍', {kind: 'react', re: 2}])).toEqual([
		`bob: ${'x'.repeat(100)}`,
		`* bob reacts with 👍 to: ${'x'.repeat(60)}…`,
	]);
});

test('an answer says to whom', () => {
	expect(printedOf([2, 'good morning', {re: 1}])).toEqual(['bob, answering bob: good morning']);
});

test('what was taken back before it could be printed is not', () => {
	const state = online([
		entryOf(1, 'secret'),
		entryOf(2, 'x', {kind: 'react', re: seqOf(1)}),
		entryOf(3, '', {kind: 'redact', re: seqOf(1)}),
	]);
	const {lines} = newLines(state.conversations, new Map(), '#lobby', state.nick);
	expect(lines.join('\n')).not.toContain('secret');
	expect(lines).toHaveLength(2);
});

test('what those do who look after the room goes on from the name', () => {
	expect(
		printedOf([2, 'banned bob for 1 hour: spam', {kind: 'moderation', author: 'ada'}]),
	).toEqual(['* ada banned bob for 1 hour: spam']);
});
