import {parseNick} from '../../protocol/nick.ts';
import {Refusal, type RefusalCode} from '../../protocol/refusal.ts';
import {passwordPrompt} from '../words/prompts.ts';
import type {Action, Effect, Update} from './action.ts';
import {emptyEditor} from './editor.ts';
import {hello} from './hello.ts';
import type {State} from './state.ts';
import {unsend} from './submit.ts';

/** Whether a no can be answered with a password. */
export const asksForPassword = ({screen}: State, code: RefusalCode): boolean =>
	code === 'password-needed' ||
	code === 'password-wrong' ||
	(screen === 'password' && (code === 'busy' || code === 'too-many-attempts'));

/** That there is one needs no reason; that it was another does. */
export const askForPassword = (state: State, code: RefusalCode, why: string): State => ({
	...unsend(state),
	screen: 'password',
	link: {type: 'asking'},
	password: {...state.password, problem: code === 'password-needed' ? untaken(state) : why},
	exitCode: 4,
});

// Whoever was given one and still asks was not told it: somebody could have listened.
const untaken = ({screen, link}: State): string | undefined =>
	screen === 'password' && link.type === 'connecting' ? passwordPrompt.unsafe : undefined;

/** Whoever guesses too often, or thinks for too long, is left by the server. What was typed meanwhile stays. */
export function leftAsking(state: State): State {
	const {problem} = state.password;
	const told = problem === undefined ? undefined : passwordPrompt.closed(problem);
	return {...state, link: {type: 'idle'}, password: {...state.password, problem: told}};
}

/** Tries a password, over the same connection while there is one. It is nowhere but on its way afterwards. */
export function submitPassword(state: State): Update {
	const {link, address, nick, password} = state;
	const {text} = password.editor;
	if (text === '' || link.type === 'connecting') {
		return [state];
	}

	const unlock: Effect = {type: 'unlock', password: text};
	const asked = {...state, password: {editor: emptyEditor, problem: undefined}};
	if (link.type === 'waiting') {
		return [{...asked, screen: 'room'}, unlock];
	}

	const name = nick ?? parseNick(state.name.editor.text);
	const isHere = link.type === 'asking' && !(name instanceof Refusal);
	const begin: Effect = isHere ? hello(asked, name) : {type: 'connect', ...address};
	// Whoever says no to a newcomer is heard.
	const server = isHere ? state.server : undefined;
	return [{...asked, server, link: {type: 'connecting'}}, unlock, begin];
}

/** What may be written down of an action: nothing that is typed where a password is asked for. */
export const withoutSecret = (action: Action, {screen}: State): Action =>
	screen === 'password' && action.type === 'edited' && 'text' in action.operation
		? {...action, operation: {...action.operation, text: ''}}
		: action;

/** The same for what follows from it. */
export const effectWithoutSecret = (effect: Effect): Effect =>
	effect.type === 'unlock' ? {...effect, password: ''} : effect;
