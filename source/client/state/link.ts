import {parseNick} from '../../protocol/nick.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Action, Update} from './action.ts';
import {complain, settleFetches} from './change.ts';
import {hello} from './hello.ts';
import {forgetOrders} from './orders.ts';
import {leftAsking} from './password.ts';
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
	if (asksOneThing(state) && state.link.type === 'waiting') {
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

/** The connection is gone, or never came. */
export function lose(state: State, {why, retryAt, at}: Extract<Action, {type: 'lost'}>): Update {
	const lost = forgetOrders(settleFetches(unsend(state)), at);
	const isAsking =
		asksOneThing(state) && (state.link.type === 'asking' || state.nick === undefined);
	if (retryAt !== undefined) {
		const screen = isAsking ? state.screen : 'room';
		return [{...lost, screen, link: {type: 'waiting', why, retryAt}}];
	}

	// Someone is thinking about a name or a password, longer than the server would wait.
	if (isAsking && state.link.type === 'asking') {
		return [state.screen === 'password' ? leftAsking(lost) : {...lost, link: {type: 'idle'}}];
	}

	// A server that said no has said why.
	const said = state.screen === 'name' ? keepName(lost) : lost;
	const told = said.connect.problem ? said : complain(said, 'host', why);
	const exitCode = lost.exitCode === 0 ? 3 : lost.exitCode;
	return [{...told, screen: 'connect', link: {type: 'idle'}, exitCode}];
}

const asksOneThing = ({screen}: State): boolean => screen === 'name' || screen === 'password';

// What was typed for a name is not typed again.
const keepName = (state: State): State => ({
	...state,
	connect: {
		...state.connect,
		fields: {...state.connect.fields, username: state.name.editor},
	},
});
