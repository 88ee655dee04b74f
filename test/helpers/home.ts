import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** A home of one's own, so that nothing of the person who runs the tests is read or written. */
export type Home = {
	readonly directory: string;
	/** All the environment there is: above all no `CI`, with which nothing is drawn. */
	readonly env: Readonly<Record<string, string>>;
	[Symbol.dispose](): void;
};

export function openHome(more: Readonly<Record<string, string>> = {}): Home {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-home-'));
	return {
		directory,
		env: {
			PATH: [path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter),
			HOME: directory,
			XDG_CONFIG_HOME: path.join(directory, 'config'),
			XDG_DATA_HOME: path.join(directory, 'data'),
			XDG_STATE_HOME: path.join(directory, 'state'),
			TERM: 'xterm-256color',
			LANG: 'C.UTF-8',
			...more,
		},
		[Symbol.dispose]() {
			rmSync(directory, {recursive: true, force: true, maxRetries: 5});
		},
	};
}
