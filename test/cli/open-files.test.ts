import {expect, test} from 'vitest';
import {roomForPeers} from '../../source/cli/open-files.ts';

test.each([
	[64, {seats: 12, standing: 12}],
	[256, {seats: 108, standing: 108}],
	[1024, {seats: 856, standing: 128}],
	[Infinity, {seats: Infinity, standing: 128}],
	[10, {seats: 1, standing: 1}],
])('with %d open files', (openFiles, room) => {
	expect(roomForPeers(openFiles)).toEqual(room);
});
