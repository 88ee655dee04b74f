import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {jsonConsole, silentConsole, terminalConsole} from '../../source/cli/host-console.ts';
import type {Surroundings} from '../../source/cli/surroundings.ts';
import {hostileStrings, isClean} from '../helpers/hostile-strings.ts';

test('while the client has the screen only faults are told, and not without end', () => {
	const lines: string[] = [];
	const view = silentConsole(line => lines.push(line));
	view.stopped();
	expect(lines).toEqual([]);
	view.report(new Error('odd'));
	expect(lines).toEqual(['A fault of this program ended one connection: Error: odd']);
	for (let count = 0; count < 1000; count++) {
		view.report(new Error('again'));
	}

	expect(lines.length).toBeLessThan(100);
});

test('a fault that quotes what somebody sent is one line, without its control characters', () => {
	for (const text of Object.values(hostileStrings)) {
		const stdout = new PassThrough();
		const surroundings = {stdout} as unknown as Surroundings;
		const quiet: string[] = [];
		const views = [
			terminalConsole(surroundings),
			jsonConsole(surroundings),
			silentConsole(line => quiet.push(line)),
		];
		views.forEach(view => view.report(new Error(text)));
		const lines = [...String(stdout.read()).trimEnd().split('\n'), ...quiet];
		expect(lines).toHaveLength(3);
		expect(lines.filter(line => line.includes('\n') || !isClean(line))).toEqual([]);
	}
});
