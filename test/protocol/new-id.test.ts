import {expect, test} from 'vitest';
import {parseEntryId} from '../../source/protocol/ids.ts';
import {newEntryId} from '../../source/protocol/new-id.ts';

const now = Date.UTC(2026, 10, 22);

test('new ids are good ids, all different', () => {
	const ids = Array.from({length: 1000}, () => newEntryId(now));
	expect(ids.map(parseEntryId)).toEqual(ids);
	expect(new Set(ids).size).toBe(ids.length);
});

test('ids of one time begin alike, those of another do not', () => {
	const beginning = newEntryId(now).slice(0, 8);
	expect(newEntryId(now)).toMatch(new RegExp(`^${beginning}`));
	expect(newEntryId(now + 1)).not.toMatch(new RegExp(`^${beginning}`));
});

test('every character of the alphabet occurs where chance decides', () => {
	const random = Array.from({length: 1000}, () => newEntryId(now).slice(8)).join('');
	expect(new Set(random).size).toBe(64);
});
