import {parseNick} from '../../protocol/nick.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {connectPrompt} from '../words/prompts.ts';
import type {Effect, Update} from './action.ts';
import {complain} from './change.ts';
import {edit, type EditOperation} from './editor.ts';
import {hello} from './hello.ts';
import {fieldNames, type State} from './state.ts';

/** Edits the field that has the focus, or the name. A prompt has one line. */
export function editField(state: State, operation: EditOperation): State {
	const oneLine =
		operation.type === 'insert' ? {...operation, text: inOneLine(operation.text)} : operation;
	if (oneLine.type === 'newline') {
		return state;
	}

	if (state.screen === 'name' || state.screen === 'password') {
		const question = state[state.screen];
		return {...state, [state.screen]: {...question, editor: edit(question.editor, oneLine)}};
	}

	// There is one line, so up and down lead out of it.
	if (oneLine.type === 'move' && (oneLine.to === 'up' || oneLine.to === 'down')) {
		return moveFocus(state, oneLine.to === 'up' ? -1 : 1);
	}

	const {focus, fields} = state.connect;
	const editor = edit(fields[focus], oneLine);
	return editor === fields[focus]
		? state
		: {...state, connect: {...state.connect, fields: {...fields, [focus]: editor}}};
}

// What is copied often brings the end of its line along, which is no part of a password.
const inOneLine = (text: string): string =>
	text.replace(/\s*\n\s*$/, '').replaceAll(/\s*\n\s*/g, ' ');

export function moveFocus(state: State, by: 1 | -1): State {
	const index = fieldNames.indexOf(state.connect.focus) + by + fieldNames.length;
	const focus = fieldNames[index % fieldNames.length]!;
	return state.screen === 'connect' ? {...state, connect: {...state.connect, focus}} : state;
}

/** Connects to what the fields say, or says under which field the mistake is. Empty fields mean their defaults. */
export function submitConnect(state: State): Update {
	if (state.link.type === 'connecting') {
		return [state];
	}

	const {fields} = state.connect;
	const host = fields.host.text.trim() || '127.0.0.1';
	const portText = fields.port.text.trim() || '12312';
	const port = Number(portText);
	if (!/^\d+$/.test(portText) || port < 1 || port > 65_535) {
		return [complain(state, 'port', connectPrompt.badPort)];
	}

	const nick = parseNick(fields.username.text);
	if (nick instanceof Refusal) {
		return [complain(state, 'username', nick.message)];
	}

	const connect = {...state.connect, problem: undefined};
	const name = {editor: fields.username, problem: undefined};
	return [
		{
			...state,
			connect,
			name,
			nick,
			address: {host, port},
			// Whoever says no to a newcomer is heard.
			server: undefined,
			link: {type: 'connecting'},
			exitCode: 0,
		},
		{type: 'connect', host, port},
	];
}

/** Asks the server for the name. A server does not wait for ever: one that closed meanwhile is called again. */
export function submitName(state: State): Update {
	const {link, address} = state;
	if (link.type === 'connecting' && state.nick !== undefined) {
		return [state];
	}

	const nick = parseNick(state.name.editor.text);
	if (nick instanceof Refusal) {
		return [{...state, name: {...state.name, problem: nick.message}}];
	}

	const asked = {...state, nick, name: {...state.name, problem: undefined}};
	if (link.type === 'waiting') {
		return [{...asked, screen: 'room'}];
	}

	// The name is said when the server is there.
	if (link.type === 'connecting') {
		return [asked];
	}

	const begin: Effect = link.type === 'asking' ? hello(asked, nick) : {type: 'connect', ...address};
	// Whoever says no to a newcomer is heard.
	const server = link.type === 'asking' ? state.server : undefined;
	return [{...asked, server, link: {type: 'connecting'}}, begin];
}
