import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Writable} from 'node:stream';
import {currentConversation, type State} from '../state/state.ts';
import {describeFound} from '../state/answers.ts';
import {isFindOpen} from '../state/find.ts';
import {parseCommand} from '../state/command.ts';
import {type ClientSettings, createSession, newId} from '../session.ts';
import {plain} from '../words/plain.ts';
import type {EntryId} from '../../protocol/ids.ts';
import {corrected, createHiding, type Input} from './hidden-lines.ts';
import {newLines} from './plain-lines.ts';
import {layoutFailed} from './plain-text.ts';

type Settings = ClientSettings & {
	readonly surroundings: {
		readonly stdin: Input;
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
		if (isFindOpen(state)) {
			tellFound(state);
			return;
		}

		const {upTo, lines} = newLines(state.conversations, printed, state.current, state.nick);
		printed = upTo;
		hiding.hide(state.screen === 'password');
		const status = describe(state, Boolean(stdin.isTTY));
		if (status !== undefined && status !== told) {
			print(status);
		}

		told = status ?? told;
		lines.forEach(print);
		tellFailed(state);
		// What follows from a change is first done to the end.
		queueMicrotask(goOn);
	});

	const tellFound = ({found, current}: State): void => {
		dispatch({type: 'search-closed'});
		dispatch({type: 'told', text: describeFound(found!, current), at: Date.now()});
	};

	// What could not be said is told with all its words, and is then nobody's but the reader's.
	const ours = new Set<EntryId>();
	const toldFailed = new Set<EntryId>();
	let wasRefused = false;
	const tellFailed = ({pending}: State): void => {
		for (const {id, room, text, failed} of pending) {
			if (failed !== undefined && !toldFailed.has(id)) {
				toldFailed.add(id);
				wasRefused ||= ours.has(id);
				print(layoutFailed(text, room, failed));
				dispatch({type: 'dismissed', id});
			}
		}
	};

	// What was typed and has not been heeded yet, oldest first.
	const typed: string[] = [];
	let hasEnded = false;
	let status: number | undefined;
	let isLeaving = false;
	const leave = (): void => {
		isLeaving = true;
		dispatch({type: 'quit'});
	};

	const hiding = createHiding(stdin, leave);

	const heed = (line: string): void => {
		const isAsked = getState().screen !== 'room';
		if (isAsked) {
			dispatch({type: 'edited', operation: {type: 'clear'}});
		}

		dispatch({type: 'edited', operation: {type: 'insert', text: line}});
		if (isAsked) {
			// The same answer to another try is news.
			told = undefined;
		}

		const id = newId();
		ours.add(id);
		dispatch({type: 'submitted', id, at: Date.now()});
	};

	const over = (): string | undefined =>
		whyOver(getState(), {hasEnded: hasEnded && typed.length === 0, asks: Boolean(stdin.isTTY)});

	function goOn(): void {
		while (!isLeaving && mayHeed(typed[0], getState()) && over() === undefined) {
			heed(typed.shift()!);
		}

		const why = isLeaving ? undefined : over();
		if (why !== undefined) {
			stderr.write(`${plain.over(why)}\n`);
			status = getState().exitCode || 2;
			leave();
		} else if (!isLeaving && hasEnded && typed.length === 0 && isSaid(getState())) {
			leave();
		}
	}

	const input = createInterface({input: stdin});
	input.on('line', line => {
		// What was typed before one was asked is no password.
		if (getState().screen !== 'password') {
			typed.push(line);
			goOn();
		} else if (stdin.isTTY && !isAnswering(getState())) {
			heed(corrected(line));
		}
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
		// A script that pipes words in learns that not all of them were taken.
		return status ?? (exitCode || (wasRefused && !stdin.isTTY ? 4 : 0));
	} finally {
		unsubscribe();
		hiding.hide(false);
		input.close();
		signals.forEach(signal => process.off(signal, leave));
	}
}

// Nobody leaves before what was said is said.
function mayHeed(line: string | undefined, state: State): boolean {
	const leaves = line !== undefined && parseCommand(line).type === 'quit';
	const isHeard = !isAnswering(state) && state.screen !== 'password';
	return line !== undefined && isHeard && (!leaves || isSaid(state));
}

/** Why there is nothing left to wait for, if so. A pipe cannot be asked again: its next line is no answer. */
function whyOver(
	{screen, link, connect, name, password}: State,
	{hasEnded, asks}: {readonly hasEnded: boolean; readonly asks: boolean},
): string | undefined {
	const isIdle = link.type === 'idle';
	if (screen === 'connect') {
		return isIdle ? (connect.problem?.text ?? plain.noConnection) : undefined;
	}

	if (screen === 'password') {
		const isOver = (hasEnded || !asks) && link.type !== 'connecting';
		return isOver ? plain.passwordNeeded(password.problem) : undefined;
	}

	const {problem} = name;
	const isOver = hasEnded || (problem !== undefined && !asks);
	return screen === 'name' && (isIdle || link.type === 'asking') && isOver
		? plain.nameNeeded(problem)
		: undefined;
}

/** The server is thinking about a name or a password: what is typed meanwhile is no other. */
const isAnswering = ({screen, link}: State): boolean =>
	(screen === 'name' || screen === 'password') && link.type === 'connecting';

/** The server has what was said. */
const isSaid = ({pending, link}: State): boolean =>
	link.type === 'online' && pending.every(({failed}) => failed !== undefined);

function describe(state: State, asks: boolean): string | undefined {
	switch (state.screen) {
		case 'connect': {
			return undefined;
		}

		case 'name':
		case 'password': {
			const {screen, address} = state;
			if (state.link.type === 'connecting' || (screen === 'password' && !asks)) {
				return undefined;
			}

			const {problem} = state[screen];
			return `${problem ? `! ${problem} ` : ''}${plain.ask[screen](`${address.host}:${address.port}`)}`;
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
			return people.length > 0 ? `-- ${plain.welcome(nick, server?.name)}` : undefined;
		}

		case 'waiting': {
			return `! ${plain.retrying(link.why)}`;
		}

		case 'idle':
		case 'connecting':
		case 'asking':
		case 'closing': {
			return undefined;
		}
	}
}
