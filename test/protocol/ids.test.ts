import {describe, expect, test} from 'vitest';
import {parseRoomName} from '../../source/protocol/ids.ts';

describe('a room is called', () => {
	test.each([
		['#lobby', '#lobby'],
		['#Tea_Time-2', '#tea_time-2'],
		['#ＴＥＡ', '#tea'],
		['#cafe\u0301', '#caf\u00e9'],
		['#မြို့', '#မြို့'],
		['#ที่นี่', '#ที่นี่'],
		['@Ada', '@Ada'],
		['@Zoe\u0308', '@Zo\u00eb'],
	])('%j as %j', (given, name) => expect(parseRoomName(given)).toBe(name));
});

describe('a room is not called', () => {
	test.each([
		['something invisible', '#tea\u034f'],
		['a filler', '#\u3164'],
		['a variation selector', '#tea\ufe0f'],
		['a mark on the sign', '#\u0301tea'],
		['piled marks', '#a\u0301\u0302\u0303'],
		['a mark twice', '#a\u0323\u0323'],
		['something invisible of a person', '@a\u034fda'],
		['a mark on the sign of a person', '@\u0301ada'],
		['piled marks of a person', '@a\u0301\u0302\u0303'],
	])('%s', (_, given) => expect(parseRoomName(given)).toBeUndefined());
});
