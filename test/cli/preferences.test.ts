import {readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {readPreferences, writePreferences} from '../../source/cli/preferences.ts';
import type {Preferences} from '../../source/client/state/preferences.ts';
import type {Nick, RoomName} from '../../source/protocol/ids.ts';
import {tagFor} from '../helpers/client-fakes.ts';
import {openHome} from '../helpers/home.ts';

const some: Preferences = {
	notify: 'all',
	ignored: [{tag: tagFor('bob'), nick: 'bob' as Nick}],
	muted: ['#ops' as RoomName],
};

test('what was written is read again, and is its owner’s alone', () => {
	using home = openHome();
	writePreferences(some, 'mentions', home.directory);
	expect(readPreferences('mentions', home.directory)).toEqual(some);
	expect(statSync(path.join(home.directory, 'preferences.json')).mode & 0o777).toBe(0o600);
});

test('what holds anyway is left to the configuration', () => {
	using home = openHome();
	writePreferences({...some, notify: 'off'}, 'off', home.directory);
	expect(readFileSync(path.join(home.directory, 'preferences.json'), 'utf8')).not.toContain('off');
	expect(readPreferences('all', home.directory).notify).toBe('all');
});

test.each([
	'',
	'{',
	'null',
	'7',
	'{"notify":"x","ignored":[{"tag":"x"},7,null],"muted":["no",{}]}',
])('of a damaged file (%j) what is good is taken', text => {
	using home = openHome();
	writeFileSync(path.join(home.directory, 'preferences.json'), text);
	expect(readPreferences('mentions', home.directory)).toEqual({
		notify: 'mentions',
		ignored: [],
		muted: [],
	});
});

test('a directory that cannot be written is no trouble', () => {
	expect(() => writePreferences(some, 'mentions', '/dev/null/nowhere')).not.toThrow();
});
