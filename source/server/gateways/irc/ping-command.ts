import type {Commands} from './irc-client.ts';

/** Modern IRC, «PING message». */
export const pingCommand: Commands = {
	PING: {
		least: 1,
		// After all that is to be told before it, so that whoever asks for a sign of life knows that nothing is outstanding.
		async run({host, member, reply, label}, {params: [mark = '']}) {
			if (mark === '') {
				reply('ERR_NOORIGIN', 'No origin specified');
				return undefined;
			}

			host.hub.reach(member, mark, label);
			await host.hub.told();
			return 'answered';
		},
	},
	PONG: {least: 0, run() {}},
};
