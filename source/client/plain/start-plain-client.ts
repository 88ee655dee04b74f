import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Readable, Writable} from 'node:stream';
import {currentConversation, type State} from '../state/state.ts';
import {type ClientSettings, createSession, newId} from '../session.ts';
import {newLines} from './plain-lines.ts';

type Settings = ClientSettings & {
	readonly surroundings: {readonly stdin: Readable; readonly stdout: Writable};
};

/**
The client as lines of text, without one escape sequence: for screen readers, pipes and terminals that can do no more. Resolves to the exit status.
*/
export async function startPlainClient(settings: Settings): Promise<number> {
	const {stdin, stdout} = settings.surroundings;
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
		if (state.screen === 'connect' && state.link.type === 'idle') {
			dispatch({type: 'quit'});
		}
	});

	const input = createInterface({input: stdin});
	let hasLeft = false;
	const leave = (): void => {
		if (!hasLeft) {
			hasLeft = true;
			leaveWhenSaid(store);
		}
	};
	input.on('line', line => {
		if (getState().screen === 'name') {
			dispatch({type: 'edited', operation: {type: 'clear'}});
		}

		dispatch({type: 'edited', operation: {type: 'insert', text: line}});
		dispatch({type: 'submitted', id: newId(), at: Date.now()});
	});
	input.on('close', leave);
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	const onSignal = (): void => dispatch({type: 'quit'});
	signals.forEach(signal => process.on(signal, onSignal));

	dispatch({type: 'started'});
	try {
		return await ended;
	} finally {
		unsubscribe();
		input.close();
		signals.forEach(signal => process.off(signal, onSignal));
	}
}

/** At the end of the input: leave once the server has what was said. */
function leaveWhenSaid({getState, subscribe, dispatch}: ReturnType<typeof createSession>['store']) {
	const isSaid = () => getState().pending.every(({failed}) => failed !== undefined);
	const leaveIfSaid = (): void => {
		if (isSaid() && getState().link.type === 'online') {
			unsubscribe();
			dispatch({type: 'quit'});
		}
	};
	const unsubscribe = subscribe(leaveIfSaid);
	leaveIfSaid();
}

function describe(state: State): string | undefined {
	switch (state.screen) {
		case 'connect': {
			return state.connect.problem && `! ${state.connect.problem.text}`;
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
