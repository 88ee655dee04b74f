import fc from 'fast-check';
import {expect, test, vi} from 'vitest';
import {clean, cleanLine, parseBody} from '../../source/protocol/body.ts';
import {limits} from '../../source/protocol/limits.ts';
import {hostileText} from '../helpers/arbitraries.ts';

vi.setConfig({testTimeout: 30_000});

const numRuns = 20_000;

const control = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/;
const hidden =
	/[\u00AD\u034F\u115F\u1160\u180B-\u180F\u200B\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFFE\uFFFF\u{E0100}-\u{E01EF}]/u;
const knownEmoji = /\p{RGI_Emoji}/gv;
const tags = /[\u{E0000}-\u{E007F}]/u;

test('nothing that reaches a terminal moves its cursor, turns text around or hides it', () => {
	fc.assert(
		fc.property(hostileText, text => {
			const cleaned = clean(text);
			return (
				!control.test(cleaned) &&
				!hidden.test(cleaned) &&
				!(tags.test(cleaned) && tags.test(cleaned.replace(knownEmoji, '')))
			);
		}),
		{numRuns},
	);
});

test('cleaning clean text changes nothing', () => {
	fc.assert(
		fc.property(hostileText, text => {
			const cleaned = clean(text);
			const line = cleanLine(text);
			return clean(cleaned) === cleaned && cleanLine(line) === line && !line.includes('\n');
		}),
		{numRuns},
	);
});

test('clean text is well formed, composed and not much longer than it was', () => {
	fc.assert(
		fc.property(hostileText, text => {
			const cleaned = clean(text);
			return (
				cleaned.isWellFormed() &&
				cleaned.normalize('NFC') === cleaned &&
				cleaned.length <= 4 * text.length
			);
		}),
		{numRuns},
	);
});

test('marks never pile up', () => {
	fc.assert(
		fc.property(hostileText, text => {
			const visible = clean(text).replace(/[\u061C\u200C-\u200F\u{E0020}-\u{E007F}]/gu, '');
			return !/\p{M}{7}/u.test(visible);
		}),
		{numRuns},
	);
});

test('a body is clean, within its limits, and parses to itself', () => {
	const bodies = hostileText.map(parseBody).filter(body => typeof body === 'string');
	fc.assert(
		fc.property(bodies, body => {
			expect(clean(body)).toBe(body);
			expect(parseBody(body)).toBe(body);
			expect(body.split('\n').length).toBeLessThanOrEqual(limits.textLines);
		}),
		{numRuns: 2000},
	);
});

// Each makes some way of cleaning slow.
const costly = [
	'\u0301\u0327',
	'\u0301',
	'\u0301\u200C',
	'👩\u200D',
	'👩‍🚀',
	'\u0600\uFE0F👩‍🚀',
	'\u001B[',
	'\t',
	' ',
	'\n ',
	'\u200E',
	'🇩\u200C',
];

function costOf(text: string): number {
	const before = performance.now();
	clean(text);
	return performance.now() - before;
}

test.each(costly)('cleaning costs no more than its length: %j', piece => {
	const text = `${piece.repeat(16_000 / piece.length)}x\ny`;
	expect(Math.min(costOf(text), costOf(text), costOf(text))).toBeLessThan(60);
});
