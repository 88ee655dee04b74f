import {expect} from 'vitest';
import {patience} from './patience.ts';
import {chatroom} from './program.ts';
import {openTerminal, type Terminal, type TerminalOptions} from './terminal.ts';

/** The flags that lead to a server of this machine. */
export const at = (port: number): readonly string[] => [
	'--host',
	'127.0.0.1',
	'--port',
	String(port),
];

/** The same for a server that cannot encrypt, or a proxy that looks into what is said. */
export const inClearAt = (port: number): readonly string[] => [...at(port), '--no-tls'];

/** Someone in the full screen, who has joined. */
export async function joinRoom(
	port: number,
	username: string,
	options?: TerminalOptions,
): Promise<Terminal> {
	const terminal = openTerminal(chatroom('join', ...at(port), '--username', username), options);
	await terminal.shows(`online as ${username}`);
	return terminal;
}

/** The messages on a screen of 60 columns or more, oldest first, as «author text»; what is not yet said begins with «…». */
export const messagesOn = (terminal: Terminal): readonly string[] =>
	terminal
		.rows()
		.map(row => /^(?:\d\d:\d\d| {2}(?<pending>…) {2}) +(?<said>.*)$/.exec(row)?.groups)
		.filter(groups => groups !== undefined)
		.filter(({said}) => !/^(?:--|·|!) /.test(said!))
		.map(({pending, said}) => (pending ? `… ${said}` : said!));

/** Waits until just these messages are on screen. */
export async function untilMessages(
	terminal: Terminal,
	...messages: readonly string[]
): Promise<void> {
	await expect.poll(() => messagesOn(terminal), patience).toEqual(messages);
}

/** Says a line, and waits until it is on the screen, on its way or said. */
export async function say(terminal: Terminal, line: string): Promise<void> {
	terminal.type(`${line}\r`);
	const isThere = () => messagesOn(terminal).some(message => message.endsWith(` ${line}`));
	await expect.poll(isThere, {...patience, message: line}).toBe(true);
}
