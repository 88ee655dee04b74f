import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {expect, test} from 'vitest';
import {hasEnded, ownerName} from '../../../source/client/run-owner.ts';
import {untilEqual} from '../../helpers/patience.ts';

test('who runs has not ended, stopped or not, and who was killed has', async () => {
	const child = spawn('cat', {stdio: ['pipe', 'ignore', 'ignore']});
	await once(child, 'spawn');
	const owner = ownerName(child.pid);
	expect(hasEnded(ownerName())).toBe(false);
	child.kill('SIGSTOP');
	expect(hasEnded(owner)).toBe(false);
	child.kill('SIGKILL');
	await once(child, 'exit');
	await untilEqual(() => hasEnded(owner), true);
});

test.runIf(process.platform === 'linux')(
	'another process that has the number now is not taken for it',
	() => {
		expect(hasEnded(`${process.pid}-1`)).toBe(true);
	},
);

test('what belongs to no process belongs to whoever comes', () => {
	expect(hasEnded('0-0')).toBe(true);
});
