import {readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openKnownHosts} from '../../source/cli/known-hosts.ts';
import type {Pin} from '../../source/protocol/ids.ts';
import {openHome} from '../helpers/home.ts';

const [one, other] = ['1', '2'].map(digit => digit.repeat(43) as Pin) as [Pin, Pin];
const home4 = {host: '10.0.0.7', port: 12_312};
const home6 = {host: 'FE80::1', port: 7};

test('a key is kept for its place, in one file that is its owner’s alone', () => {
	using home = openHome();
	const known = openKnownHosts(home.directory);
	expect(known.pinOf(home4)).toBeUndefined();
	known.keep(home4, one);
	known.keep(home6, other);
	known.keep(home4, other);
	const again = openKnownHosts(home.directory);
	expect(again.pinOf(home4)).toBe(other);
	expect(again.pinOf({...home6, host: 'fe80::1'})).toBe(other);
	expect(again.pinOf({...home4, port: 1})).toBeUndefined();
	const file = path.join(home.directory, 'known_hosts');
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readFileSync(file, 'utf8')).toMatch(
		/^\[fe80::1\]:7 2{43} \d{4}-\d\d-\d\d\n10\.0\.0\.7:12312 2{43} \d{4}-\d\d-\d\d\n$/,
	);
});

test('what is forgotten is met anew', () => {
	using home = openHome();
	const known = openKnownHosts(home.directory);
	known.keep(home4, one);
	expect(known.forget(home4)).toBe(true);
	expect(known.forget(home4)).toBe(false);
	expect(known.pinOf(home4)).toBeUndefined();
});

test('a line that nobody can read is none, and costs no other', () => {
	using home = openHome();
	const file = path.join(home.directory, 'known_hosts');
	writeFileSync(file, `rubbish\n10.0.0.7:12312 ${one} 2026-11-23\n10.0.0.8:1 short\n`);
	expect(openKnownHosts(home.directory).pinOf(home4)).toBe(one);
});

test('a file that cannot be read is not taken for an empty one', () => {
	using home = openHome();
	// A link to itself is refused to everybody, root too.
	const file = path.join(home.directory, 'known_hosts');
	symlinkSync(file, file);
	expect(() => openKnownHosts(home.directory)).toThrow('cannot be read (ELOOP)');
});
