import {expect, test} from 'vitest';
import {silentConsole} from '../../source/cli/host-console.ts';

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
