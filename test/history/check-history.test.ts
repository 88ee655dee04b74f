import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {checkHistory} from './check-history.ts';
import {correctHistory, type Step, step} from './correct-history.ts';
import {countHistory, isCalm} from './count-history.ts';
import {damages} from './damages.ts';
import {sameness} from './history.ts';

const steps = fc.array(step, {maxLength: 120, size: 'max'});
const codesOf = (violations: ReturnType<typeof checkHistory>) =>
	new Set(violations.map(({code}) => code));

describe('The checker of histories', () => {
	test('accepts every history in which all promises were kept', () => {
		const seen = {duplicates: 0, refused: 0, resumed: 0, calm: 0};
		fc.assert(
			fc.property(steps, moves => {
				const history = correctHistory(moves);
				expect(checkHistory(history)).toEqual([]);
				const counts = countHistory(history.operations);
				seen.duplicates += counts.duplicates;
				seen.refused += counts.refused;
				seen.resumed += counts.resumed;
				seen.calm += isCalm(counts) ? 1 : 0;
			}),
			{numRuns: 3000},
		);
		// All of it was among them, or the property says little.
		for (const number of Object.values(seen)) {
			expect(number).toBeGreaterThan(20);
		}
	});

	test.each(damages)('finds always that $name ($code)', ({code, spoil}) => {
		let spoiled = 0;
		fc.assert(
			fc.property(steps, fc.nat(), (moves, where) => {
				const {operations, log} = correctHistory(moves);
				const history = {operations: [...operations], log: [...log]};
				const isSpoiled = spoil(history, from => from[where % from.length]);
				expect(codesOf(checkHistory(history)).has(code)).toBe(isSpoiled);
				spoiled += isSpoiled ? 1 : 0;
			}),
			{numRuns: 500},
		);
		expect(spoiled).toBeGreaterThan(200);
	});

	test('has a damage for each of its codes', () => {
		expect(new Set(damages.map(({code}) => code)).size).toBe(14);
	});

	test('takes a refusal for final only when it is not said again', () => {
		const {operations, log} = correctHistory([
			{type: 'join', who: 0},
			{type: 'say', who: 0, room: 0},
		]);
		const send = operations.find(({op}) => op === 'send')!;
		const at = operations.indexOf(send);
		const nack = {...send, op: 'nack', code: 'closing'} as const;
		const history = {operations: operations.toSpliced(at + 1, 0, nack as never), log};
		expect(codesOf(checkHistory(history)).size).toBe(0);
		const again = {operations: history.operations.toSpliced(at + 2, 0, send), log};
		expect(checkHistory(again)).toEqual([]);
		expect(countHistory(again.operations)).toMatchObject({sent: 1, retried: 1, refused: 1});
	});

	test('costs about the length of the history', () => {
		const loud: Step[] = Array.from({length: 8000}, (_, index) => [
			{type: 'join', who: index % 4} as const,
			{type: 'say', who: index % 4, room: index} as const,
			{type: 'serve', who: index % 4, count: 6} as const,
			...[0, 1, 2, 3].map(who => ({type: 'hear', who, count: 6}) as const),
			...(index % 50 === 0 ? [{type: 'drop', who: index % 4, count: 2} as const] : []),
		]).flat();
		const {operations, log} = correctHistory(loud);
		let reads = 0;
		const counted = {
			operations,
			log: log.map(entry => ({
				...entry,
				get seq() {
					reads++;
					return entry.seq;
				},
			})),
		};
		expect(checkHistory(counted)).toEqual([]);
		expect(log.map(sameness)).toHaveLength(8000);
		expect(reads).toBeLessThan(30 * (operations.length + log.length));
	});
});
