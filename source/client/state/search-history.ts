import {type Aim, aimAt, dropAim, filled} from './aim.ts';
import {inRoom} from './change.ts';
import {type Editor, edit, type EditOperation} from './editor.ts';
import {currentConversation, type State} from './state.ts';

type Search = Extract<Aim, {type: 'search'}>;

/** Begins to look for what was said before; again: for what was said before that. */
export function searchBack(state: State): State {
	const {aim, editor} = currentConversation(state);
	if (aim?.type !== 'search') {
		const begun = aim ? dropAim(state) : state;
		const before = aim ? currentConversation(begun).editor : editor;
		return aimAt(begun, {type: 'search', query: '', at: undefined, isMissing: false, before});
	}

	return aim.query === '' ? state : show(state, aim, (aim.at ?? Infinity) - 1);
}

/** While one looks, what is typed is what is looked for. Undefined for keys that end it: they act on what was found. */
export function searchWith(state: State, operation: EditOperation): State | undefined {
	const {aim} = currentConversation(state);
	if (aim?.type !== 'search') {
		return undefined;
	}

	if (operation.type === 'insert') {
		const query = aim.query + operation.text.replaceAll('\n', ' ');
		return show(state, {...aim, query}, aim.at ?? Infinity);
	}

	if (operation.type === 'delete' && operation.to === 'left') {
		const query = edit(
			{...aim.before, text: aim.query, cursor: aim.query.length},
			{type: 'delete', to: 'left'},
		).text;
		return show(state, {...aim, query}, Infinity);
	}

	return undefined;
}

/** Takes what was found into the composer, where it can be changed. */
export function acceptFound(state: State): State {
	const {aim, editor} = currentConversation(state);
	if (aim?.type !== 'search') {
		return state;
	}

	const taken = aim.at === undefined ? aim.before : filled(aim.before, editor.text);
	return withEditor(dropAim(state), taken);
}

// The newest line up to `from` that holds it.
function show(state: State, search: Search, from: number): State {
	const {query, before} = search;
	const {entries} = before.history;
	const wanted = fold(query);
	const at =
		query === ''
			? -1
			: entries.findLastIndex((line, index) => index <= from && fold(line).includes(wanted));
	if (at < 0) {
		const isMissing = query !== '';
		const next: Search = isMissing ? {...search, isMissing} : {...search, isMissing, at: undefined};
		const aimed = aimAt(state, next);
		return isMissing ? aimed : withEditor(aimed, before);
	}

	const text = entries[at]!;
	const aimed = aimAt(state, {...search, at, isMissing: false});
	return withEditor(aimed, {...before, text, cursor: text.length});
}

const fold = (text: string): string => text.toLowerCase();

const withEditor = (state: State, editor: Editor): State =>
	inRoom(state, currentConversation(state).room, conversation => ({...conversation, editor}));
