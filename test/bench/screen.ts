import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import pty from '@lydell/node-pty';

const columns = 200;
const rows = 50;
const patience = 60_000;
const stopWithin = 1000;
/** With this a frame of ours is complete. */
const frameEnd = '\x1b[?2026l';

/** A program in a large pseudo-terminal that shows nothing to anyone; what it writes is only looked through. */
export type Screen = {
	readonly pid: number;
	/** All that it has written, in bytes. */
	readonly bytes: () => number;
	type(keys: string): void;
	/** Resolves when that has been written since this was called, and `end` behind it: by default the end of a frame. */
	shows(part: string, end?: string): Promise<void>;
	close(): Promise<void>;
};

export function openScreen(command: readonly string[]): Screen {
	const home = mkdtempSync(path.join(tmpdir(), 'chatroom-bench-home-'));
	const [file, ...rest] = command;
	const child = pty.spawn(file!, rest, {
		name: 'xterm-256color',
		cols: columns,
		rows,
		// Nothing of whoever measures is read or written, and no `CI`, with which nothing would be drawn.
		env: {
			PATH: process.env['PATH'] ?? '',
			HOME: home,
			XDG_CONFIG_HOME: home,
			XDG_DATA_HOME: home,
			TERM: 'xterm-256color',
			LANG: 'C.UTF-8',
		},
	});
	let bytes = 0;
	let recent = '';
	let look = (): void => {};
	child.onData(text => {
		bytes += Buffer.byteLength(text);
		recent = (recent + text).slice(-200_000);
		look();
	});
	const ended = new Promise<void>(resolve => {
		child.onExit(() => resolve());
	});
	const kill = (): void => child.kill('SIGKILL');
	process.once('exit', kill);

	return {
		pid: child.pid,
		bytes: () => bytes,
		type: keys => child.write(keys),
		async shows(part, end = frameEnd) {
			recent = '';
			await new Promise<void>((resolve, reject) => {
				const late = setTimeout(() => reject(new Error(`"${part}" was not shown`)), patience);
				look = () => {
					const at = recent.indexOf(part);
					if (at >= 0 && recent.includes(end, at)) {
						clearTimeout(late);
						look = () => {};
						resolve();
					}
				};
			});
		},
		async close() {
			child.kill();
			// There are programs that do not care whether their terminal is gone.
			const late = setTimeout(() => child.kill('SIGKILL'), stopWithin);
			await ended;
			clearTimeout(late);
			process.off('exit', kill);
			rmSync(home, {recursive: true, force: true, maxRetries: 5});
		},
	};
}
