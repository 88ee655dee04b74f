import {bringFetchBack} from './without-fetch.ts';
import {render} from 'ink';
import process from 'node:process';
import {writeSync} from 'node:fs';
import type {ReadStream, WriteStream} from 'node:tty';
import {App, type Size} from './screen/app.tsx';
import {press} from './screen/press.ts';
import {redraw} from './screen/redraw.ts';
import {goWithoutColours} from './screen/theme.ts';
import {heights} from './screen/room-screen.tsx';
import {type ClientSettings, createSession, monotonic, newId} from './session.ts';
import {batching} from './batching.ts';
import {pastesBare, restoreEverything, takeTerminal} from './terminal/modes.ts';

bringFetchBack();

type Settings = ClientSettings & {
	readonly surroundings: {
		readonly stdin: ReadStream;
		readonly stdout: WriteStream & {readonly fd: number};
		readonly env: {
			readonly overSsh: boolean;
			readonly term: string | undefined;
			readonly noColour?: boolean;
		};
	};
};

// Over a network the parts of an escape sequence may come far apart.
const escapeAfter = {here: 50, overSsh: 120};

/** The full-screen client. Resolves to the exit status when the terminal is as it was before. */
export async function startClient(settings: Settings): Promise<number> {
	const {stdin, stdout, env} = settings.surroundings;
	if (env.noColour) {
		goWithoutColours();
	}

	const size = (): Size => ({columns: stdout.columns || 80, rows: stdout.rows || 24});
	const {store, ended} = createSession(settings, batching());
	const keyboard = {
		escapeAfter: env.overSsh ? escapeAfter.overSsh : escapeAfter.here,
		guessesPastes: pastesBare(env.term),
	};

	const screen = () => (
		<App
			{...size()}
			store={store}
			now={monotonic()}
			onKey={event => press(event, store, surface)}
			keyboard={keyboard}
		/>
	);

	// Keys that were faster than we are were echoed: the first row would be drawn behind them.
	stdin.setRawMode(true);
	stdout.write('\x1b[G');
	const instance = render(screen(), {
		stdin,
		stdout,
		alternateScreen: true,
		incrementalRendering: true,
		maxFps: 60,
		exitOnCtrlC: false,
		patchConsole: false,
		interactive: true,
	});

	const redrawAll = (): void => redraw(instance, stdout, screen());

	const surface = {
		messageArea() {
			const {columns, rows} = size();
			return {columns, rows: heights(store.getState(), columns, rows).messages};
		},
		redraw: redrawAll,
		suspend,
		newId,
		now: Date.now,
	};

	// Before Ink's own listener, which would draw the old layout in the new size.
	stdout.prependListener('resize', redrawAll);
	const restore = (): void => {
		try {
			writeSync(stdout.fd, restoreEverything);
		} catch {
			// The terminal is gone: nothing is left to restore.
		}
	};

	const giveBack = (): void => {
		process.off('exit', restore);
		stdout.write(restoreEverything);
		instance.unmount();
	};

	process.on('exit', restore);
	// Before a crash is told: on the alternate screen nobody would read of it.
	process.on('uncaughtExceptionMonitor', giveBack);
	stdout.write(takeTerminal);
	const stopCounting = countDown(store, () => instance.rerender(screen()));
	const leaveOnSignal = onSignals(store, settings.surroundings);
	store.dispatch({type: 'started'});

	try {
		const failed = instance.waitUntilExit().then(() => 1);
		return await Promise.race([ended, failed]);
	} finally {
		stopCounting();
		leaveOnSignal();
		stdout.off('resize', redrawAll);
		process.off('uncaughtExceptionMonitor', giveBack);
		giveBack();
		stdin.pause();
	}

	function suspend(): void {
		if (settings.isHost) {
			const text = 'This room is yours: it would stop for everyone while you are in the shell.';
			store.dispatch({type: 'told', text, at: Date.now()});
			return;
		}

		stdout.write(restoreEverything);
		stdin.setRawMode(false);
		// Ink leaves the alternate screen, and draws everything anew when we are back.
		process.once('SIGCONT', () => {
			stdin.setRawMode(true);
			stdout.write(`\u001B[?1049h${takeTerminal}`);
			redrawAll();
		});
		stdout.write('\u001B[?1049l');
		// All that the shell started with us (npm, npx), as the terminal itself would do it.
		process.kill(0, 'SIGTSTP');
	}
}

/** While a reconnection is awaited, the seconds on screen go down. */
function countDown(
	{getState, subscribe}: ReturnType<typeof createSession>['store'],
	draw: () => void,
): () => void {
	let timer: ReturnType<typeof setInterval> | undefined;
	const check = (): void => {
		const isWaiting = getState().link.type === 'waiting';
		if (isWaiting && !timer) {
			draw();
			timer = setInterval(draw, 1000);
		} else if (!isWaiting && timer) {
			clearInterval(timer);
			timer = undefined;
		}
	};
	const unsubscribe = subscribe(check);
	return () => {
		unsubscribe();
		clearInterval(timer);
	};
}

/** A closed terminal or a signal is a good bye like any other. */
function onSignals(
	{dispatch}: ReturnType<typeof createSession>['store'],
	{stdin, stdout}: Settings['surroundings'],
): () => void {
	const leave = (): void => dispatch({type: 'quit'});
	const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
	signals.forEach(signal => process.on(signal, leave));
	// Whoever started us may keep the SIGHUP of a closed terminal to itself.
	stdin.once('end', leave).once('error', leave);
	stdout.once('error', leave);
	return () => {
		signals.forEach(signal => process.off(signal, leave));
		stdin.off('end', leave).off('error', leave);
		stdout.off('error', leave);
	};
}
