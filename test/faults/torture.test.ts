import path from 'node:path';
import {expect, test} from 'vitest';
import {startProgram} from '../helpers/program.ts';
import {until} from './until.ts';

const script = path.join(import.meta.dirname, 'torture.ts');

test('some seconds of everything at once break no promise', async () => {
	const command = [process.execPath, script, '--minutes', '0.1'];
	await using torture = startProgram(command);
	// All that it has to say is there once it says how to repeat it.
	await until(
		() => /^Again: .* --seed \d+\n/m.test(torture.stdout()) || torture.stderr() !== '',
		() => torture.stdout(),
		100_000,
	);
	expect(torture.stderr()).toBe('');
	expect(torture.stdout()).toMatch(/^violations +0$/m);
	expect(torture.stdout()).toMatch(/^resumed +[1-9]/m);
	expect(await torture.exit()).toBe(0);
});

test('what it cannot do it says', async () => {
	await using torture = startProgram([process.execPath, script, '--minutes', 'many']);
	expect(await torture.exit()).toBe(2);
	expect(torture.stdout()).toContain('--minutes N');
});
