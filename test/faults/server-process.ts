import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type Home, openHome} from '../helpers/home.ts';
import {chatroom, type Run, startProgram} from '../helpers/program.ts';
import {until} from './until.ts';

/** How to start a server there. */
export type Command = (where: {readonly data: string; readonly port: number}) => readonly string[];

/** As people start it. */
export const builtProgram: Command = ({data, port}) =>
	chatroom(
		'serve',
		'--host',
		'127.0.0.1',
		'--port',
		String(port),
		'--data',
		data,
		'--name',
		'here',
	);

/** A server that may end in any way and be started again, on the same port and data. */
export class ServerProcess {
	readonly data = mkdtempSync(path.join(tmpdir(), 'chatroom-faults-'));
	/** Whether the data stays behind. */
	isKept = false;
	readonly #home: Home = openHome();
	#run: Run | undefined;
	#port = 0;

	get port(): number {
		return this.#port;
	}

	/** What it has printed since it was started. */
	get printed(): string {
		return this.#run!.stdout() + this.#run!.stderr();
	}

	/** Of the process that listens, whatever was started around it. */
	get pid(): number {
		return Number(/"pid":(\d+)/.exec(this.#run!.stdout())![1]);
	}

	async start(command: Command = builtProgram): Promise<void> {
		await this.launch(command);
		const found = () => /"event":"listening".*"port":(\d+)/.exec(this.#run!.stdout());
		await until(
			() => found() !== null,
			() => `a server that listens:\n${this.printed}`,
		);
		this.#port = Number(found()![1]);
	}

	/** Starts it and waits for nothing. */
	async launch(command: Command): Promise<void> {
		await this.#run?.[Symbol.asyncDispose]();
		this.#run = startProgram(command({data: this.data, port: this.#port}), {home: this.#home});
	}

	signal(name: NodeJS.Signals): void {
		process.kill(this.pid, name);
	}

	/** At once, for a process that ends itself. */
	abandon(): void {
		this.#run?.signal('SIGKILL');
		this.#clean();
	}

	/** Resolves to the exit status, or to the signal that ended it. */
	exit(): Promise<number | string> {
		return this.#run!.exit();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#run?.[Symbol.asyncDispose]();
		this.#clean();
	}

	#clean(): void {
		this.#home[Symbol.dispose]();
		if (!this.isKept) {
			rmSync(this.data, {recursive: true, force: true, maxRetries: 5});
		}
	}
}
