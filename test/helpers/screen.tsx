import {EventEmitter} from 'node:events';
import {PassThrough} from 'node:stream';
import type {ReadStream, WriteStream} from 'node:tty';
// oxlint-disable-next-line import/default -- CommonJS: what it exports is its default.
import graphemes from '@xterm/addon-unicode-graphemes';
import xterm from '@xterm/headless';
import {render} from 'ink';
import type {ReactNode} from 'react';
import {App, type Size} from '../../source/client/screen/app.tsx';
import {press} from '../../source/client/screen/press.ts';
import {createPainter, type Painter} from '../../source/client/painter/painter.ts';
import type {Area} from '../../source/client/painter/painting.ts';
import {createMessageRows} from '../../source/client/screen/message-rows.ts';
import {redraw} from '../../source/client/screen/redraw.ts';
import {settle} from '../../source/client/screen/settle.ts';
import {heights} from '../../source/client/screen/room-screen.tsx';
import type {Action, Effect} from '../../source/client/state/action.ts';
import type {State} from '../../source/client/state/state.ts';
import {createStore} from '../../source/client/state/store.ts';
import {autoWrapOff} from '../../source/client/terminal/modes.ts';
import {idOf, noon} from './client-fakes.ts';

const defaultSize: Size = {columns: 80, rows: 24};

/** A terminal in this process: what is written to it is what one sees, escape sequences, cursor and all. */
export function fakeTerminal({columns, rows} = defaultSize) {
	// The kernel would turn LF into CR LF.
	const convertEol = true;
	const terminal = new xterm.Terminal({cols: columns, rows, convertEol, allowProposedApi: true});
	terminal.loadAddon(new graphemes.UnicodeGraphemesAddon());
	const cursor = () => ({x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY});
	const cursors: ReturnType<typeof cursor>[] = [];
	const stdout = Object.assign(new EventEmitter(), {
		isTTY: true,
		columns,
		rows,
		writable: true,
		text: '',
		write(text: string, ...rest: readonly unknown[]) {
			stdout.text += text;
			const done = rest.find(argument => typeof argument === 'function');
			terminal.write(text, () => {
				cursors.push(cursor());
				done?.();
			});
			return true;
		},
	});
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		isRaw: false,
		setRawMode(on: boolean) {
			stdin.isRaw = on;
		},
		ref: () => undefined,
		unref: () => undefined,
	});
	const cellAt = (column: number, row: number) =>
		terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)!.getCell(column)!;
	const textOf = (row: number) =>
		terminal.buffer.active.getLine(terminal.buffer.active.baseY + row)!.translateToString(true);

	return {
		terminal,
		// The parts of a terminal that Ink and we make use of.
		stdout: stdout as unknown as WriteStream,
		stdin: stdin as unknown as ReadStream,
		size: (): Size => ({columns: stdout.columns, rows: stdout.rows}),
		/** Bytes written so far, or nearly: characters. */
		written: () => stdout.text.length,
		/** All that was written so far, escape sequences and all. */
		bytes: () => stdout.text,
		rows: (): readonly string[] =>
			Array.from({length: terminal.rows}, (_, row) => textOf(row).trimEnd()),
		cursor,
		/** Where the cursor was after each write since this was asked before. */
		cursorsSince: () => cursors.splice(0),
		/** Of each row, how each cell looks: bold, dim, inverse, coloured, underlined or plain. */
		looks: (): readonly string[] =>
			Array.from({length: terminal.rows}, (_, row) =>
				Array.from({length: terminal.cols}, (_, column) => lookOf(cellAt(column, row))).join(''),
			),
		/** As the keyboard sends it. */
		press: (keys: string) => stdin.write(keys),
		changeSize(to: Size) {
			Object.assign(stdout, to);
			terminal.resize(to.columns, to.rows);
			stdout.emit('resize');
		},
		/** Resolves when all that was written is on the screen. */
		shown: () => new Promise<void>(resolve => terminal.write('', resolve)),
	};
}

/** Something that Ink draws in such a terminal, and what is painted beside it, with the size of the terminal as the program does it. */
export function openScreen(
	draw: (size: Size, painter: Painter) => ReactNode,
	begin = defaultSize,
	rowsOf: (area: Area) => readonly string[] = () => [],
) {
	const terminal = fakeTerminal(begin);
	const {stdin, stdout, size} = terminal;
	stdout.write(autoWrapOff);
	const painter = createPainter(stdout, rowsOf);
	const ink = render(draw(size(), painter), {
		stdout: painter.stdout,
		stdin,
		stderr: stdout,
		alternateScreen: true,
		incrementalRendering: true,
		maxFps: 1000,
		exitOnCtrlC: false,
		patchConsole: false,
		interactive: true,
	});
	const drawAnew = (): void => redraw(ink, painter, draw(size(), painter));
	stdout.prependListener('resize', drawAnew);

	/** Resolves when all that was done is on the screen. */
	const flush = async (): Promise<void> => {
		// A key is heard in the first turn, and painted in the second.
		await new Promise(resolve => setImmediate(resolve));
		await new Promise(resolve => setImmediate(resolve));
		await ink.waitUntilRenderFlush();
		await terminal.shown();
	};

	return {
		...terminal,
		painter,
		flush,
		drawAnew,
		async type(keys: string) {
			terminal.press(keys);
			await flush();
		},
		async rerender() {
			ink.rerender(draw(size(), painter));
			await flush();
		},
		async resize(to: Size) {
			terminal.changeSize(to);
			await flush();
		},
		[Symbol.dispose]() {
			painter.end();
			ink.unmount();
			terminal.terminal.dispose();
		},
	};
}

function lookOf(cell: xterm.IBufferCell): string {
	const looks = [
		cell.isInverse() ? 'i' : '',
		cell.isBold() ? 'b' : '',
		cell.isDim() ? 'd' : '',
		cell.isUnderline() ? 'u' : '',
		cell.isFgDefault() ? '' : 'c',
	].join('');
	return looks.length > 1 ? `<${looks}>` : looks || '.';
}

/** The whole client but for its connection, wired as the program wires it, in such a terminal. */
export async function openClient(begin: State, size = defaultSize) {
	const effects: Effect[] = [];
	const store = createStore(begin, effect => effects.push(effect));
	let ids = 0;
	let suspended = 0;
	let now = noon;
	const surface = {
		messageArea() {
			const {columns, rows} = screen.size();
			return {columns, rows: heights(store.getState(), columns, rows).messages};
		},
		redraw: () => screen.drawAnew(),
		suspend: () => suspended++,
		newId: () => idOf(++ids),
		now: () => now,
	};
	const rowsOf = createMessageRows();
	const screen = openScreen(
		(given, painter) => (
			<App
				{...given}
				store={store}
				now={now}
				onKey={event => press(event, store, surface)}
				keyboard={{escapeAfter: 10, guessesPastes: false}}
				painter={painter}
			/>
		),
		size,
		area => rowsOf(store.getState(), area),
	);
	store.subscribe(() => settle(store, () => surface.messageArea()));
	store.subscribe(screen.painter.paint);
	await screen.flush();
	return {
		...screen,
		effects,
		getState: store.getState,
		suspended: () => suspended,
		async dispatch(...actions: readonly Action[]) {
			actions.forEach(store.dispatch);
			await screen.flush();
		},
		/** Later, `now` is another. */
		async wait(milliseconds: number) {
			now += milliseconds;
			await screen.rerender();
		},
		/** The state drawn on a screen that has shown nothing before. */
		async drawnAnew() {
			using other = await openClient(store.getState(), screen.size());
			return {rows: other.rows(), looks: other.looks(), cursor: other.cursor()};
		},
	};
}
