import {styleText} from 'node:util';
import type {Figure, Part, Sample} from './figure.ts';
import {median} from './statistics.ts';

const widths = {label: 50, value: 10, target: 9, verdict: 7};

/** A part's figures, one a line: the median of all repetitions, the target, whether it is met, and what is behind it. */
export function tableOf({title, figures}: Part, samples: readonly Sample[]): string {
	const rows = figures.map(figure => row(figure, samples));
	return [styleText('bold', title), ...rows].join('\n');
}

function row(figure: Figure, samples: readonly Sample[]): string {
	const {label, unit, target} = figure;
	const value = medianOf(samples.map(figure.of));
	const cells = [
		`  ${label}`.padEnd(widths.label),
		`${rounded(value)} ${unit}`.trimEnd().padStart(widths.value),
		describe(target).padStart(widths.target),
		paint(verdictOf(value, target), widths.verdict),
		styleText('dim', behind(figure, samples)),
	];
	return cells.join('  ').trimEnd();
}

const medianOf = (values: readonly number[]): number =>
	median(values.filter(value => !Number.isNaN(value)));

function describe(target: Figure['target']): string {
	if (!target) {
		return '';
	}

	return 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
}

type Verdict = 'met' | 'missed' | 'unknown' | '';

function verdictOf(value: number, target: Figure['target']): Verdict {
	if (!target) {
		return '';
	}

	if (Number.isNaN(value)) {
		return 'unknown';
	}

	const isMet = 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
	return isMet ? 'met' : 'missed';
}

function paint(verdict: Verdict, width: number): string {
	const text = verdict.padEnd(width);
	const colours = {met: 'green', missed: 'red'} as const;
	return verdict === 'met' || verdict === 'missed' ? styleText(colours[verdict], text) : text;
}

function behind({behind: names = {}}: Figure, samples: readonly Sample[]): string {
	return Object.entries(names)
		.map(([name, label]) => [label, medianOf(samples.map(sample => sample[name] ?? NaN))] as const)
		.filter(([, value]) => !Number.isNaN(value))
		.map(([label, value]) => `${label} ${rounded(value)}`)
		.join(' · ');
}

function rounded(value: number): string {
	if (Number.isNaN(value)) {
		return '—';
	}

	const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
	return value.toLocaleString('en', {maximumFractionDigits: digits});
}
