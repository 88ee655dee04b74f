import process from 'node:process';
import {exitCodes, Failure} from './cli/failure.ts';
import {parseArguments} from './cli/parse-arguments.ts';
import type {Surroundings} from './cli/surroundings.ts';

const {argv, env, stdin, stdout, stderr} = process;

let outlivesReader = false;

// A reader that goes away (`chatroom tail | head`) is no fault of anyone's, nor is a terminal that is closed (EIO): whoever needs one hears of that by SIGHUP. A room stays open without a reader.
for (const stream of [stdout, stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE' && !outlivesReader) {
			process.exit(0);
		}

		if (error.code !== 'EPIPE' && error.code !== 'EIO') {
			throw error;
		}
	});
}

// A fault of ours: the whole story, so that it can be reported, but not the bundled line that Node would print with it.
process.on('uncaughtException', error => {
	stderr.write(`chatroom: this should not have happened: ${error.stack ?? String(error)}\n`);
	process.exit(exitCodes.ours);
});

const surroundings: Surroundings = {
	env: {
		host: env['CHATROOM_HOST'] || undefined,
		port: env['CHATROOM_PORT'] || undefined,
		password: env['CHATROOM_PASSWORD'] || undefined,
		operatorPassword: env['CHATROOM_OPERATOR_PASSWORD'] || undefined,
		username: env['CHATROOM_USERNAME'] || undefined,
		term: env['TERM'],
		debugFile: env['CHATROOM_DEBUG'] || undefined,
		editor: env['VISUAL'] || env['EDITOR'] || undefined,
		noColour: Boolean(env['NO_COLOR']),
		overSsh: env['SSH_CONNECTION'] !== undefined,
		hasScreenReader: env['INK_SCREEN_READER'] === 'true',
		termProgram: env['TERM_PROGRAM'],
		inTmux: Boolean(env['TMUX']),
		hasWayland: Boolean(env['WAYLAND_DISPLAY']),
		hasX11: Boolean(env['DISPLAY']),
		colours: env['COLORFGBG'],
	},
	stdin,
	stdout,
	stderr,
};

// Programs that this one starts have no business with them.
delete env['CHATROOM_PASSWORD'];
delete env['CHATROOM_OPERATOR_PASSWORD'];

// Should nothing be left to wait for before the run has ended: that is not fine.
process.exitCode = exitCodes.ours;
try {
	process.exitCode = await run();
} catch (error) {
	if (!(error instanceof Failure)) {
		throw error;
	}

	stderr.write(`chatroom: ${error.message}\n`);
	process.exitCode = error.exitCode;
}

/** Each command is loaded only when it is asked for: `serve` never loads the screen, nor `join` the server. */
async function run(): Promise<number> {
	const given = parseArguments(argv.slice(2));
	if (given.version) {
		stdout.write(`${given.programVersion}\n`);
		return 0;
	}

	const isInteractive = Boolean(stdin.isTTY && stdout.isTTY);
	if (given.help || (!given.command && !isInteractive)) {
		const {commandHelp, overview} = await import('./cli/help.ts');
		stdout.write(given.command ? commandHelp(given.command) : overview());
		return 0;
	}

	switch (given.command ?? 'join') {
		case 'serve': {
			outlivesReader = true;
			const {serve} = await import('./cli/serve.ts');
			return serve(given, surroundings);
		}

		case 'join': {
			const {join} = await import('./cli/join.ts');
			return join(given, surroundings);
		}

		case 'send': {
			const {send} = await import('./cli/send.ts');
			return send(given, surroundings);
		}

		case 'tail': {
			const {tail} = await import('./cli/tail.ts');
			return tail(given, surroundings);
		}

		case 'who': {
			const {who} = await import('./cli/who.ts');
			return who(given, surroundings);
		}

		case 'trust': {
			const {trust} = await import('./cli/trust.ts');
			return trust(given, surroundings);
		}

		case 'recover': {
			const {recover} = await import('./cli/recover.ts');
			return recover(given, surroundings);
		}
	}
}
