import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Readable, Writable} from 'node:stream';
import {currentConversation, type State} from '../state/state.ts';
import {parseCommand} from '../state/command.ts';
import {type ClientSettings, createSession, newId} from '../session.ts';
import {newLines} from './plain-lines.ts';

type Settings = ClientSettings & {
	readonly surroundings: {
		readonly stdin: Readable & {readonly isTTY?: boolean};
		readonly stdout: Writable;
		readonly stderr: Writable;
	};
};

/**
The client as lines of text, without one escape sequence: for screen readers, pipes and terminals that can do no more. Resolves to the exit status.
*/
export async function startPlainClient(settings: Settings): Promise<number> {
	const {stdin, stdout, stderr} = settings.surroundings;
	const print = (line: string) => stdout.write(`${line}\n`);
	const {store, ended} = createSession({...settings, asksWhere: false});
	const {dispatch, getState, subscribe} = store;

	let printed: ReadonlyMap<string, number> = new Map();
	let told: string | undefined;
	const unsubscribe = subscribe(() => {
		const state = getState();
		const {upTo, lines} = newLines(state.conversations, printed, state.current, state.nick);
		printed = upTo;
		const status = describe(state);
		if (status !== undefined && status !== told) {
			print(status);
		}

		told = status ?? told;
		lines.forEach(print);
		// What follows from a change is first done to the end.
		queueMicrotask(goOn);
	});

	// What was typed and has not been heeded yet, oldest first.
	const typed: string[] = [];
	let hasEnded = false;
	let status: number | undefined;
	let isLeaving = false;
	const leave = (): void => {
		isLeaving = true;
		dispatch({type: 'quit'});
	};

	const heed = (line: string): void => {
		if (getState().screen === 'name') {
			dispatch({type: 'edited', operation: {type: 'clear'}});
		}

		dispatch({type: 'edited', operation: {type: 'insert', text: line}});
		dispatch({type: 'submitted', id: newId(), at: Date.now()});
	};

	const over = (): string | undefined =>
		whyOver(getState(), {hasEnded: hasEnded && typed.length === 0, asks: Boolean(stdin.isTTY)});

	function goOn(): void {
		while (!isLeaving && mayHeed(typed[0], getState()) && over() === undefined) {
			heed(typed.shift()!);
		}

		const why = isLeaving ? undefined : over();
		if (why !== undefined) {
			stderr.write(`chatroom: ${why}\n`);
			status = getState().exitCode || 2;
			leave();
		} else if (!isLeaving && hasEnded && typed.length === 0 && isSaid(getState())) {
			leave();
		}
	}

	const input = createInterface({input: stdin});
	input.on('line', line => {
		typed.push(line);
		goOn();
	});
	input.on('close', () => {
		hasEnded = true;
		goOn();
	});
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	signals.forEach(signal => process.on(signal, leave));

	dispatch({type: 'started'});
	try {
		const exitCode = await ended;
		return status ?? (exitCode || (stdin.isTTY ? 0 : refusedStatus(getState())));
	} finally {
		unsubscribe();
		input.close();
		signals.forEach(signal => process.off(signal, leave));
	}
}

// A script that pipes words in learns that not all of them were taken.
const refusedStatus = ({pending}: State): number =>
	pending.some(({failed}) => failed !== undefined) ? 4 : 0;

// Nobody leaves before what was said is said.
function mayHeed(line: string | undefined, state: State): boolean {
	const leaves = line !== undefined && parseCommand(line).type === 'quit';
	return line !== undefined && !isAnswering(state) && (!leaves || isSaid(state));
}

/** Why there is nothing left to wait for, if so. A pipe cannot be asked again: its next line is no answer. */
function whyOver(
	{screen, link, connect, name}: State,
	{hasEnded, asks}: {readonly hasEnded: boolean; readonly asks: boolean},
): string | undefined {
	const isIdle = link.type === 'idle';
	if (screen === 'connect') {
		return isIdle ? (connect.problem?.text ?? 'There is no connection.') : undefined;
	}

	const {problem} = name;
	const isOver = hasEnded || (problem !== undefined && !asks);
	return screen === 'name' && (isIdle || link.type === 'asking') && isOver
		? `${problem ?? 'A name is needed.'} Give ${problem ? 'another' : 'one'} with --username.`
		: undefined;
}

/** The server is thinking about a name: what is typed meanwhile is no other. */
const isAnswering = ({screen, link}: State): boolean =>
	screen === 'name' && link.type === 'connecting';

/** The server has what was said. */
const isSaid = ({pending, link}: State): boolean =>
	link.type === 'online' && pending.every(({failed}) => failed !== undefined);

function describe(state: State): string | undefined {
	switch (state.screen) {
		case 'connect': {
			return undefined;
		}

		case 'name': {
			const {problem} = state.name;
			const {host, port} = state.address;
			return `${problem ? `! ${problem} ` : ''}Your name at ${host}:${port}?`;
		}

		case 'room': {
			return describeLink(state);
		}
	}
}

function describeLink(state: State): string | undefined {
	const {link, nick, server} = state;
	switch (link.type) {
		case 'online': {
			const {people} = currentConversation(state);
			return people.length > 0
				? `-- You are ${nick} at ${server?.name}. Lines you type are said; /help lists the commands.`
				: undefined;
		}

		case 'waiting': {
			return `! ${link.why} Trying again by itself.`;
		}

		case 'idle':
		case 'connecting':
		case 'asking':
		case 'closing': {
			return undefined;
		}
	}
}
