import type {EditOperation} from '../state/editor.ts';
import type {Store} from '../state/store.ts';
import type {KeyCommand} from './key-map.ts';

/** What a key does while the hits of a search are listed. Whether it did anything: whoever writes on leaves the list. */
export function chooseHit(
	does: KeyCommand | EditOperation | undefined,
	{dispatch}: Store,
	{rows, at}: {readonly rows: number; readonly at: number},
): boolean {
	const page = Math.max(1, rows - 2);
	const by = stepsOf(does, page);
	if (by !== undefined) {
		dispatch({type: 'hit-chosen', by});
		return true;
	}

	if (does === 'submit') {
		dispatch({type: 'hit-opened', at});
		return true;
	}

	const isLeaving = does === 'dismiss' || does === 'cancel';
	if (isLeaving || typeof does === 'object') {
		dispatch({type: 'search-closed'});
	}

	return isLeaving;
}

// How many hits further down.
function stepsOf(does: KeyCommand | EditOperation | undefined, page: number): number | undefined {
	if (typeof does === 'object') {
		return does.type === 'move' ? moves[does.to] : undefined;
	}

	const by = does && scrolls[does];
	return by && by.rows + by.pages * page;
}

type Move = Extract<EditOperation, {type: 'move'}>['to'];

const moves: Readonly<Partial<Record<Move, number>>> = {
	up: -1,
	down: 1,
	'line-start': -Infinity,
	'line-end': Infinity,
};

type Steps = {readonly rows: number; readonly pages: number};

const scrolls: Readonly<Partial<Record<KeyCommand, Steps>>> = {
	'row-up': {rows: -1, pages: 0},
	'row-down': {rows: 1, pages: 0},
	'page-up': {rows: 0, pages: -1},
	'page-down': {rows: 0, pages: 1},
	oldest: {rows: -Infinity, pages: 0},
	newest: {rows: Infinity, pages: 0},
};
