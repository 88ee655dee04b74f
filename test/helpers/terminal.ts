import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import pty from '@lydell/node-pty';
import {UnicodeGraphemesAddon} from '@xterm/addon-unicode-graphemes';
import xterm from '@xterm/headless';
import {expect} from 'vitest';
import {type Home, openHome} from './home.ts';
import {untilContains, untilEqual, untilLacks, within} from './patience.ts';
import {isRunning} from './running.ts';
import {modesLeftOn} from './terminal-modes.ts';

export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	readonly home?: Home;
	readonly env?: Readonly<Record<string, string>>;
};

/** One cell of the screen: what stands in it, and how it looks. */
export type Cell = {
	readonly text: string;
	readonly isBold: boolean;
	readonly isDim: boolean;
	readonly isInverse: boolean;
	readonly hasColour: boolean;
	readonly hasBackground: boolean;
	/** The number of its colour; cells that look the same have the same. */
	readonly colour: number;
};

// Notes what the line discipline is like before and after, and which process is the program.
const wrapper = `trap : INT HUP
stty -g >"$0/stty-before"
sh -c 'echo $$ >"$0/pid.new"; mv "$0/pid.new" "$0/pid"; exec "$@"' "$0" "$@"
status=$?
echo $status >"$0/status"
stty -g >"$0/stty-after"
exit $status`;

/** A program in a real pseudo-terminal, with a terminal emulator behind it that one can look at. */
export class Terminal {
	readonly #screen: xterm.Terminal;
	readonly #child: pty.IPty;
	readonly #home: Home;
	readonly #ownsHome: boolean;
	readonly #ended: Promise<number>;
	#written = '';
	#isOver = false;

	constructor(command: readonly string[], options: TerminalOptions = {}) {
		const {columns = 80, rows = 24, env = {}, home} = options;
		this.#ownsHome = home === undefined;
		this.#home = home ?? openHome();
		this.#screen = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
		this.#screen.loadAddon(new UnicodeGraphemesAddon());
		this.#child = pty.spawn('sh', ['-c', wrapper, this.#home.directory, ...command], {
			cols: columns,
			rows,
			env: {...this.#home.env, ...env},
		});
		// What a terminal is asked it answers.
		this.#screen.onData(answer => this.#isOver || this.#child.write(answer));
		this.#child.onData(data => {
			this.#written += data;
			this.#screen.write(data);
		});
		this.#ended = new Promise(resolve => {
			this.#child.onExit(({exitCode, signal}) => {
				this.#isOver = true;
				resolve(signal ? 128 + signal : exitCode);
			});
		});
	}

	/** The process of the program itself. */
	get pid(): number {
		return Number(readFileSync(this.#noted('pid'), 'utf8'));
	}

	/** Every byte that the program wrote, as text. */
	get written(): string {
		return this.#written;
	}

	type(keys: string): void {
		this.#child.write(keys);
	}

	paste(text: string): void {
		this.type(`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`);
	}

	resize(columns: number, rows: number): void {
		this.#screen.resize(columns, rows);
		this.#child.resize(columns, rows);
	}

	signal(name: NodeJS.Signals): void {
		process.kill(this.pid, name);
	}

	/** What one sees, a string per row, without the spaces at the end. */
	rows(): readonly string[] {
		const {active} = this.#screen.buffer;
		return Array.from(
			{length: this.#screen.rows},
			(_, y) =>
				active
					.getLine(active.baseY + y)
					?.translateToString(true)
					.trimEnd() ?? '',
		);
	}

	text(): string {
		return this.rows().join('\n');
	}

	/** The cursor's cell, from 0. */
	cursor(): {readonly x: number; readonly y: number} {
		const {cursorX: x, cursorY: y} = this.#screen.buffer.active;
		return {x, y};
	}

	/** The cell of that column and row, from 0. */
	cell(x: number, y: number): Cell {
		const {active} = this.#screen.buffer;
		const cell = active.getLine(active.baseY + y)!.getCell(x)!;
		return {
			text: cell.getChars(),
			isBold: cell.isBold() !== 0,
			isDim: cell.isDim() !== 0,
			isInverse: cell.isInverse() !== 0,
			hasColour: !cell.isFgDefault(),
			hasBackground: !cell.isBgDefault(),
			colour: cell.getFgColor(),
		};
	}

	/** Writes on the screen behind the program's back, as a message of the system does. */
	spoil(text: string): Promise<void> {
		return new Promise(resolve => this.#screen.write(text, resolve));
	}

	/** What is drawn left of the cursor: one character as people count them. */
	beforeCursor(): string {
		const {active} = this.#screen.buffer;
		const cells = active.getLine(active.baseY + active.cursorY);
		const x = active.cursorX - 1;
		const cell = cells?.getCell(x);
		// The second cell of a wide character is empty.
		return (cell?.getWidth() === 0 ? cells?.getCell(x - 1) : cell)?.getChars() ?? '';
	}

	/** Waits until each of these is on screen. */
	shows(...parts: readonly (string | RegExp)[]): Promise<void> {
		return untilContains(() => this.text(), ...parts);
	}

	showsNot(part: string): Promise<void> {
		return untilLacks(() => this.text(), part);
	}

	/** Waits until the last row, where one writes, is this, with the cursor in that column. */
	showsDraft(row: string, column: number): Promise<void> {
		const seen = () => ({row: this.rows().at(-1), cursor: this.cursor()});
		return untilEqual(seen, {row, cursor: {x: column, y: this.#screen.rows - 1}});
	}

	/** The exit status, once it has ended. */
	exit(): Promise<number> {
		return within(this.#ended, () => `the program to end. The screen:\n${this.text()}`);
	}

	/** Waits for the end, and looks whether the terminal is as it was before the program began. */
	async givesBack(status = 0): Promise<void> {
		const ended = await this.exit();
		// A letter of ours behind all that was written shows whether a colour is left.
		await new Promise<void>(resolve => this.#screen.write('x', resolve));
		const {active} = this.#screen.buffer;
		const letter = active.getLine(active.baseY + active.cursorY)?.getCell(active.cursorX - 1);
		const {bracketedPasteMode, mouseTrackingMode, sendFocusMode, wraparoundMode} =
			this.#screen.modes;
		const [before, after] = ['stty-before', 'stty-after'].map(name =>
			readFileSync(this.#noted(name), 'utf8'),
		);
		expectGivenBack({
			status: ended === status ? 'as expected' : `${ended}\n${this.text()}`,
			leftOn: modesLeftOn(this.#written),
			screen: active.type,
			letter: letter?.getChars(),
			isPlain: letter?.isAttributeDefault(),
			modes: {bracketedPasteMode, mouseTrackingMode, sendFocusMode, wraparoundMode},
			stty: after === before ? 'as before' : after,
		});
	}

	/** As when the window is closed: the line is cut, and the system says so with SIGHUP. */
	hangUp(): void {
		(this.#child as unknown as {destroy(): void}).destroy();
	}

	/** The exit status of a program whose terminal is gone. */
	async statusAfterHangUp(): Promise<number> {
		await untilEqual(() => existsSync(this.#noted('status')), true);
		return Number(readFileSync(this.#noted('status'), 'utf8'));
	}

	async [Symbol.asyncDispose](): Promise<void> {
		// The wrapper and the program are one process group, which is named after the wrapper.
		endGroup(this.#child.pid);
		await within(this.#ended, () => 'a killed program to end');
		this.#screen.dispose();
		if (this.#ownsHome) {
			this.#home[Symbol.dispose]();
		}
	}

	#noted(name: string): string {
		return path.join(this.#home.directory, name);
	}
}

export const openTerminal = (command: readonly string[], options?: TerminalOptions): Terminal =>
	new Terminal(command, options);

function expectGivenBack(terminal: Readonly<Record<string, unknown>>): void {
	expect(terminal).toEqual({
		status: 'as expected',
		leftOn: [],
		screen: 'normal',
		letter: 'x',
		isPlain: true,
		modes: {
			bracketedPasteMode: false,
			mouseTrackingMode: 'none',
			sendFocusMode: false,
			wraparoundMode: true,
		},
		stty: 'as before',
	});
}

function endGroup(leader: number): void {
	if (isRunning(-leader)) {
		process.kill(-leader, 'SIGKILL');
	}
}
