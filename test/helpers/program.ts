import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import path from 'node:path';
import {type Home, openHome} from './home.ts';
import {untilContains, within} from './patience.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The built program, as a command with its arguments. */
export const chatroom = (...given: readonly string[]): readonly string[] => [
	process.execPath,
	path.join(root, 'bin/chatroom.js'),
	...given,
];

export type RunOptions = {
	readonly home?: Home;
	readonly env?: Readonly<Record<string, string>>;
	/** All of standard input; without it, standard input stays open. */
	readonly input?: string;
};

/** A program that runs without a terminal. */
export type Run = {
	readonly pid: number;
	readonly stdout: () => string;
	readonly stderr: () => string;
	/** Waits for text on standard output. */
	prints(...parts: readonly (string | RegExp)[]): Promise<void>;
	complains(...parts: readonly (string | RegExp)[]): Promise<void>;
	write(text: string): void;
	/** The end of its input. */
	end(): void;
	signal(name: NodeJS.Signals): void;
	/** The exit status, or the signal that ended it. */
	exit(): Promise<number | string>;
	[Symbol.asyncDispose](): Promise<void>;
};

export function startProgram(
	command: readonly string[],
	{home, env = {}, input}: RunOptions = {},
): Run {
	const own = home ?? openHome();
	const [file, ...rest] = command;
	const child: ChildProcessWithoutNullStreams = spawn(file!, rest, {
		env: {...own.env, ...env},
		stdio: 'pipe',
	});
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', chunk => (stdout += chunk));
	child.stderr.setEncoding('utf8').on('data', chunk => (stderr += chunk));
	// Who ends early does not read the rest of its input.
	child.stdin.on('error', () => {});
	const closed = new Promise<number | string>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
	});
	if (input !== undefined) {
		child.stdin.end(input);
	}

	const exit = () => within(closed, () => `${command.join(' ')} to end.\n${stdout}\n${stderr}`);
	return {
		pid: child.pid!,
		stdout: () => stdout,
		stderr: () => stderr,
		prints: (...parts) => untilContains(() => stdout, ...parts),
		complains: (...parts) => untilContains(() => stderr, ...parts),
		write: text => void child.stdin.write(text),
		end: () => void child.stdin.end(),
		signal: name => void child.kill(name),
		exit,
		async [Symbol.asyncDispose]() {
			child.kill('SIGKILL');
			await exit();
			if (!home) {
				own[Symbol.dispose]();
			}
		},
	};
}

/** Runs a program to its end. */
export async function run(
	command: readonly string[],
	options: RunOptions = {},
): Promise<{readonly status: number | string; readonly stdout: string; readonly stderr: string}> {
	await using program = startProgram(command, {input: '', ...options});
	const status = await program.exit();
	return {status, stdout: program.stdout(), stderr: program.stderr()};
}
