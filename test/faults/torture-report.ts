import type {Round} from './torture-round.ts';
import type {Usage} from './usage.ts';

/** One line for each round, while it runs. */
export function tell(
	number: number,
	seconds: number,
	{faults, counts, violations}: Round,
	people: number,
) {
	const {sent, received, resumed} = counts;
	const figures = `${sent} said, ${received} heard by ${people}, ${resumed} resumed`;
	const verdict = violations.length === 0 ? '' : `, ${violations.length} VIOLATIONS`;
	process.stdout.write(
		`${seconds.toFixed(0).padStart(5)} s  round ${number}: ${faults.join(', ')}: ${figures}${verdict}\n`,
	);
}

/** All of it, in the end. */
export function reportOf(
	rounds: readonly Round[],
	usages: {readonly first: Usage; readonly last: Usage},
	cuts: number,
): string {
	const injected = new Map<string, number>();
	for (const name of rounds.flatMap(({faults}) => faults)) {
		injected.set(name, (injected.get(name) ?? 0) + 1);
	}

	const sum = (name: keyof Round['counts']) =>
		rounds.reduce((total, {counts}) => total + counts[name], 0);
	const {first, last} = usages;
	const mebibytes = (usage: Usage) => `${usage.mebibytes.toFixed(1)} MiB`;
	const lines: readonly (readonly [string, string | number])[] = [
		['rounds', rounds.length],
		...[...injected].toSorted(([one], [other]) => (one < other ? -1 : 1)),
		['connections cut in all', cuts],
		['connections lost', sum('dropped')],
		['messages said', sum('sent')],
		['said again', sum('retried')],
		['acked', sum('acked')],
		['duplicates among them', sum('duplicates')],
		['refused', sum('refused')],
		['entries received', sum('received')],
		['resumed', sum('resumed')],
		['memory of the server', `${mebibytes(first)} at first, ${mebibytes(last)} at last`],
		['its open files', `${first.files} at first, ${last.files} at last`],
		['violations', rounds.reduce((total, {violations}) => total + violations.length, 0)],
	];
	return lines.map(([name, value]) => `${name.padEnd(24)} ${value}`).join('\n');
}
