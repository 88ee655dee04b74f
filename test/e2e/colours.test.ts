import {expect, test} from 'vitest';
import {joinRoom, untilMessages} from '../helpers/client.ts';
import {openServer} from '../helpers/serve.ts';

// SGR with a colour in it: 30–37, 40–47, 90–97, 100–107, 38 and 48.
const colour = /\x1b\[(?:[\d;:]*[;:])?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][\d;:]*)?m/;

test.each([
	['as it is', {}, true],
	['with NO_COLOR', {NO_COLOR: '1'}, false],
	['with NO_COLOR empty, which says nothing', {NO_COLOR: ''}, true],
])('%s, the screen has colours or none', async (_, env, isColoured) => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {env});
	await using bob = await joinRoom(server.port, 'bob');
	bob.type('a name is drawn in its colour\r');
	await untilMessages(ada, 'bob a name is drawn in its colour');
	expect(colour.test(ada.written)).toBe(isColoured);
	// Weight stays: the bars are still told from the messages.
	expect(ada.written).toContain('\x1b[7m');
});
