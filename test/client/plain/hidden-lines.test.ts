import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {corrected, createHiding} from '../../../source/client/plain/hidden-lines.ts';

test.each([
	['secret', 'secret'],
	['secreet\x7f\x7ft', 'secret'],
	['\b\bse', 'se'],
	['wrong\x15secret', 'secret'],
	['漢\x7f字', '字'],
])('%j is meant as %j', (line, meant) => {
	expect(corrected(line)).toBe(meant);
});

function openTerminal(isTTY = true) {
	const modes: boolean[] = [];
	const stdin = Object.assign(new PassThrough(), {
		isTTY,
		setRawMode: (isRaw: boolean) => void modes.push(isRaw),
	});
	let left = 0;
	return {stdin, modes, hiding: createHiding(stdin, () => left++), left: () => left};
}

test('nothing is shown while that is wanted, and only then', () => {
	const {modes, hiding} = openTerminal();
	[false, true, true, false, false].forEach(on => hiding.hide(on));
	expect(modes).toEqual([true, false]);
});

test.each(['\x03', '\x04'])('%j leaves, since the terminal does not see to it meanwhile', key => {
	const {stdin, hiding, left} = openTerminal();
	hiding.hide(true);
	stdin.emit('data', Buffer.from(`half${key}`));
	expect(left()).toBe(1);
	hiding.hide(false);
	stdin.emit('data', Buffer.from(key));
	expect(left()).toBe(1);
});

test('what is no terminal is left alone', () => {
	const {modes, hiding} = openTerminal(false);
	hiding.hide(true);
	expect(modes).toEqual([]);
});
