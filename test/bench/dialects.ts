import type {DeviceKey} from '../../source/protocol/ids.ts';
import {newEntryId} from '../../source/protocol/new-id.ts';

/** How to say things to one kind of server. */
export type Dialect = {
	/** Sent as soon as one is connected. `key`: of the device that one comes with. */
	readonly hello: (name: string, key?: DeviceKey) => string;
	/** Sent when the first line that contains `on` has come. */
	readonly next?: {readonly on: string; readonly send: string};
	/** Whoever has read this is in. */
	readonly ready: string;
	readonly say: (text: string) => string;
	/** Whether one hears one's own words. */
	readonly echoes: boolean;
};

export type DialectName = 'json' | 'line' | 'irc';

const frame = (fields: object): string => `${JSON.stringify(fields)}\n`;

export const dialects: Readonly<Record<DialectName, Dialect>> = {
	json: {
		hello: (nick, key) => frame({type: 'hello', v: [1, 1], nick, key, backlog: 0}),
		ready: '"type":"caught-up"',
		say: text => frame({type: 'say', room: '#lobby', id: newEntryId(Date.now()), text}),
		echoes: true,
	},
	line: {
		hello: () => '',
		ready: 'welcome\n',
		say: text => `${text}\n`,
		echoes: true,
	},
	irc: {
		hello: nick => `NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\n`,
		next: {on: ' 001 ', send: 'JOIN #lobby\r\n'},
		ready: ' 366 ',
		say: text => `PRIVMSG #lobby :${text}\r\n`,
		echoes: false,
	},
};
