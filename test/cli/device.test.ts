import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {deviceSecret} from '../../source/cli/device.ts';
import {createPrivate} from '../../source/cli/private-file.ts';
import {openHome} from '../helpers/home.ts';

const name = 'device-secret';

test('the secret is made once and kept for its owner alone', () => {
	using home = openHome();
	const directory = path.join(home.directory, 'settings');
	const secret = deviceSecret(directory);
	expect(secret).toMatch(/^[\w-]{22}$/);
	expect(deviceSecret(directory)).toBe(secret);
	expect(readdirSync(directory)).toEqual([name]);
	expect(statSync(path.join(directory, name)).mode & 0o777).toBe(0o600);
});

test.each(['', 'half a secr', '\0\0\0'])('a damaged one (%j) is replaced', damaged => {
	using home = openHome();
	writeFileSync(path.join(home.directory, name), damaged);
	const secret = deviceSecret(home.directory);
	expect(secret).toMatch(/^[\w-]{22}$/);
	expect(readFileSync(path.join(home.directory, name), 'utf8')).toBe(`${secret}\n`);
});

test('of two that create a file at once, the first one wins', () => {
	using home = openHome();
	const file = path.join(home.directory, name);
	createPrivate(file, 'first');
	expect(() => createPrivate(file, 'second')).toThrow('EEXIST');
	expect(readFileSync(file, 'utf8')).toBe('first');
	expect(readdirSync(home.directory)).toEqual([name]);
});

test('where nothing can be written there is one all the same', () => {
	using home = openHome();
	const blocked = path.join(home.directory, 'blocked');
	writeFileSync(blocked, 'a file where a directory should be');
	expect(deviceSecret(path.join(blocked, 'settings'))).toMatch(/^[\w-]{22}$/);
	mkdirSync(path.join(home.directory, name));
	expect(deviceSecret(home.directory)).toMatch(/^[\w-]{22}$/);
});
