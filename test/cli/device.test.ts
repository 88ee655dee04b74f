import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {thisDevice} from '../../source/cli/device.ts';
import {createPrivate} from '../../source/cli/private-file.ts';
import {openDevice} from '../../source/crypto/device.ts';
import {openHome} from '../helpers/home.ts';

const name = 'device-key';

test('the key is made once and kept for its owner alone', () => {
	using home = openHome();
	const directory = path.join(home.directory, 'settings');
	const {key} = thisDevice(directory);
	expect(key).toMatch(/^[\w-]{43}$/);
	expect(thisDevice(directory).key).toBe(key);
	expect(readdirSync(directory)).toEqual([name]);
	expect(statSync(path.join(directory, name)).mode & 0o777).toBe(0o600);
});

test.each(['', '-----BEGIN PRIV', '\0\0\0'])('a damaged one (%j) is replaced', damaged => {
	using home = openHome();
	writeFileSync(path.join(home.directory, name), damaged);
	const {key} = thisDevice(home.directory);
	expect(openDevice(readFileSync(path.join(home.directory, name), 'utf8'))?.key).toBe(key);
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
	expect(thisDevice(path.join(blocked, 'settings')).key).toMatch(/^[\w-]{43}$/);
	mkdirSync(path.join(home.directory, name));
	expect(thisDevice(home.directory).key).toMatch(/^[\w-]{43}$/);
});
