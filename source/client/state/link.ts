import {isDirect} from '../../protocol/ids.ts';
import {parseNick} from '../../protocol/nick.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Action, Effect, Update} from './action.ts';
import {complain, settleFetches} from './change.ts';
import type {State} from './state.ts';
import {unsend} from './submit.ts';

/** Where the program begins: it connects at once when it knows where to. */
export function start(state: State): Update {
	if (state.screen === 'connect') {
		return [state];
	}

	const {host, port} = state.address;
	return [
		{...state, link: {type: 'connecting'}},
		{type: 'connect', host, port},
	];
}

/** Connected: say who we are, or ask the person. */
export function open(state: State): Update {
	if (state.screen === 'name' && state.link.type === 'waiting') {
		return [{...state, link: {type: 'asking'}}];
	}

	const nick = state.nick ?? (state.isNameChosen ? parseNick(state.name.editor.text) : undefined);
	if (!nick || nick instanceof Refusal) {
		const problem = nick instanceof Refusal ? nick.message : undefined;
		return [{...state, screen: 'name', link: {type: 'asking'}, name: {...state.name, problem}}];
	}

	const {link} = state;
	const why = link.type === 'waiting' ? {why: link.why} : {};
	return [{...state, nick, link: {type: 'connecting', ...why}}, hello(state, nick)];
}

export function hello(
	{conversations, log, returning}: State,
	nick: NonNullable<State['nick']>,
): Effect {
	return {
		type: 'hello',
		nick,
		// One room that refuses would be a no to all: those that have not answered yet are asked for one by one.
		rooms: conversations
			.map(({room}) => room)
			.filter(room => !isDirect(room) && !returning?.unanswered.includes(room)),
		resume: log && {log: log.id, seq: log.seq},
	};
}

/** The connection is gone, or never came. */
export function lose(state: State, {why, retryAt}: Extract<Action, {type: 'lost'}>): Update {
	const lost = settleFetches(unsend(state));
	const isAsking =
		state.screen === 'name' && (state.link.type === 'asking' || state.nick === undefined);
	if (retryAt !== undefined) {
		const screen = isAsking ? 'name' : 'room';
		return [{...lost, screen, link: {type: 'waiting', why, retryAt}}];
	}

	// Someone is thinking about a name, longer than the server would wait.
	if (isAsking && state.link.type === 'asking') {
		return [{...lost, link: {type: 'idle'}}];
	}

	// A server that said no has said why.
	const said = state.screen === 'name' ? keepName(lost) : lost;
	const told = said.connect.problem ? said : complain(said, 'host', why);
	const exitCode = lost.exitCode === 0 ? 3 : lost.exitCode;
	return [{...told, screen: 'connect', link: {type: 'idle'}, exitCode}];
}

// What was typed for a name is not typed again.
const keepName = (state: State): State => ({
	...state,
	connect: {
		...state.connect,
		fields: {...state.connect.fields, username: state.name.editor},
	},
});
