import {bringFetchBack} from './without-fetch.ts';
import {render} from 'ink';
import process from 'node:process';
import {writeSync} from 'node:fs';
import type {ReadStream, WriteStream} from 'node:tty';
import {App, type Lend, type Size} from './screen/app.tsx';
import {editDraft} from './edit-draft.ts';
import {createLoan} from './loan.ts';
import {bindKeys} from './screen/key-map.ts';
import {press} from './screen/press.ts';
import {createPainter} from './painter/painter.ts';
import {createMessageRows} from './screen/message-rows.ts';
import {redraw} from './screen/redraw.ts';
import {settle} from './screen/settle.ts';
import {goWithoutHyperlinks, setTheme} from './screen/theme.ts';
import {onSyntaxLoaded} from './text/syntax.ts';
import {heights} from './screen/room-screen.tsx';
import {type ClientSettings, createSession, monotonic, newId} from './session.ts';
import {batching} from './batching.ts';
import {type Around, performOutside, terminalKind} from './outside.ts';
import {type Brightness, brightnessHint} from './terminal/osc.ts';
import {tendWindow} from './window.ts';
import {notices} from './words/notices.ts';
import {countDown} from './passing-time.ts';
import {pastesBare, restoreEverything, takeTerminal, wheelOn} from './terminal/modes.ts';

bringFetchBack();

type Settings = ClientSettings & {
	readonly surroundings: {
		readonly stdin: ReadStream;
		readonly stdout: WriteStream & {readonly fd: number};
		readonly env: Around & {
			readonly noColour?: boolean;
			readonly editor?: string | undefined;
			/** COLORFGBG. */
			readonly colours?: string | undefined;
		};
	};
	readonly config?: ScreenConfig;
};

/** What somebody wants to be different about the screen. */
export type ScreenConfig = {
	readonly theme: 'auto' | 'dark' | 'light' | 'none';
	readonly bell: boolean;
	readonly awayAfterMinutes: number;
	/** The wheel scrolls. */
	readonly mouse: boolean;
	readonly keys: Readonly<Record<string, string>>;
};

const defaultConfig: ScreenConfig = {
	theme: 'auto',
	bell: true,
	awayAfterMinutes: 0,
	mouse: false,
	keys: {},
};

// Over a network the parts of an escape sequence may come far apart.
const escapeAfter = {here: 50, overSsh: 120};

/** The full-screen client. Resolves to the exit status when the terminal is as it was before. */
export async function startClient(settings: Settings): Promise<number> {
	const {stdin, stdout, env} = settings.surroundings;
	const {theme, bell, awayAfterMinutes, mouse, keys} = settings.config ?? defaultConfig;
	bindKeys(keys);
	const look = env.noColour ? 'none' : theme;
	setTheme(look === 'auto' ? (brightnessHint(env.colours) ?? 'either') : look);
	if (env.term === 'linux' || env.term === 'dumb') {
		goWithoutHyperlinks();
	}

	const size = (): Size => ({columns: stdout.columns || 80, rows: stdout.rows || 24});
	const write = (bytes: string): void => void stdout.write(bytes);
	const tell = (text: string): void => store.dispatch({type: 'told', text, at: Date.now()});
	const outside = performOutside(env, bell, write, text =>
		store.dispatch({type: 'outcome-told', text, at: Date.now()}),
	);
	const {store, ended} = createSession({...settings, tellsReading: true}, batching(), outside);
	const window = tendWindow(store, {
		kind: terminalKind(env),
		awayAfterMinutes,
		write,
		onBrightness: look === 'auto' ? changeTheme : undefined,
	});
	const rowsOf = createMessageRows();
	const painter = createPainter(stdout, area => rowsOf(store.getState(), area));
	const keyboard = {
		escapeAfter: env.overSsh ? escapeAfter.overSsh : escapeAfter.here,
		guessesPastes: pastesBare(env.term),
	};

	const screen = () => (
		<App
			{...size()}
			store={store}
			now={monotonic()}
			onKey={(event, lend) => {
				window.heed(event);
				press(event, store, {...surface, editOutside: () => editOutside(lend)});
			}}
			keyboard={keyboard}
			painter={painter}
		/>
	);

	// Keys that were faster than we are were echoed: the first row would be drawn behind them.
	stdin.setRawMode(true);
	stdout.write('\x1b[G');
	const instance = render(screen(), {
		stdin,
		stdout: painter.stdout,
		alternateScreen: true,
		incrementalRendering: true,
		// The store tells at most once a frame of what comes from elsewhere, and keys are shown at once.
		maxFps: 1000,
		exitOnCtrlC: false,
		patchConsole: false,
		interactive: true,
	});

	const redrawAll = (): void => redraw(instance, painter, screen());
	const loan = createLoan({
		stdin,
		stdout,
		painter,
		retake() {
			takeModes();
			redrawAll();
		},
	});

	const surface = {
		messageArea() {
			const {columns, rows} = size();
			return {columns, rows: heights(store.getState(), columns, rows).messages};
		},
		redraw: redrawAll,
		suspend() {
			if (settings.isHost) {
				tell(notices.suspendingStops);
			} else {
				loan.toShell();
			}
		},
		newId,
		now: Date.now,
	};

	// Before Ink's own listener, which would draw the old layout in the new size.
	stdout.prependListener('resize', redrawAll);
	const restore = (): void => {
		painter.end();
		try {
			writeSync(stdout.fd, restoreEverything);
		} catch {
			// The terminal is gone: nothing is left to restore.
		}
	};

	const giveBack = (): void => {
		process.off('exit', restore);
		painter.end();
		stdout.write(restoreEverything);
		instance.unmount();
	};

	process.on('exit', restore);
	// Before a crash is told: on the alternate screen nobody would read of it.
	process.on('uncaughtExceptionMonitor', giveBack);
	takeModes();
	// What is jumped to is put into its place before it is painted.
	store.subscribe(() => settle(store, () => surface.messageArea()));
	store.subscribe(painter.paint);
	const stopColouring = onSyntaxLoaded(() => painter.paint());
	const stopCounting = countDown(store, () => instance.rerender(screen()));
	const leaveOnSignal = onSignals(store, settings.surroundings, loan.isOut);
	store.dispatch({type: 'started'});

	try {
		const failed = instance.waitUntilExit().then(() => 1);
		return await Promise.race([ended, failed]);
	} finally {
		window.stop();
		stopColouring();
		stopCounting();
		leaveOnSignal();
		stdout.off('resize', redrawAll);
		process.off('uncaughtExceptionMonitor', giveBack);
		giveBack();
		stdin.pause();
	}

	function changeTheme(brightness: Brightness): void {
		setTheme(brightness);
		redrawAll();
	}

	function takeModes(): void {
		stdout.write(takeTerminal + (mouse ? wheelOn : ''));
		window.take();
	}

	// The room lives on as well, when it is our own.
	function editOutside(lend: Lend): void {
		if (!loan.isOut()) {
			void editDraft(store, env.editor, work => loan.toProgram(lend, work));
		}
	}
}

/** A closed terminal or a signal is a good bye like any other. */
function onSignals(
	{dispatch}: ReturnType<typeof createSession>['store'],
	{stdin, stdout}: Settings['surroundings'],
	isLent: () => boolean,
): () => void {
	const leave = (): void => dispatch({type: 'quit'});
	// Ctrl+C in another program reaches all that the terminal runs.
	const interrupt = (): void => void (isLent() || leave());
	const signals = ['SIGTERM', 'SIGHUP'] as const;
	signals.forEach(signal => process.on(signal, leave));
	process.on('SIGINT', interrupt);
	// Whoever started us may keep the SIGHUP of a closed terminal to itself.
	stdin.once('end', leave).once('error', leave);
	stdout.once('error', leave);
	return () => {
		signals.forEach(signal => process.off(signal, leave));
		process.off('SIGINT', interrupt);
		stdin.off('end', leave).off('error', leave);
		stdout.off('error', leave);
	};
}
