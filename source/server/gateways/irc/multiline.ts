import type {Member} from '../../core/member.ts';
import type {Piece} from '../../core/room-event.ts';
import type {IrcClient} from './irc-client.ts';
import {type IrcLine} from './irc-line.ts';
import {multilineLimits} from './multiline-limits.ts';
import {shown} from './registration.ts';

const {bytes: mostBytes, lines: mostLines} = multilineLimits;

/** A message that has come in several lines. */
export type Collected = {
	readonly verb: string;
	readonly target: string;
	readonly pieces: readonly Piece[];
	readonly tags: IrcLine['tags'];
	readonly label: string | undefined;
};

type Batch = {
	readonly name: string;
	readonly target: string;
	readonly tags: IrcLine['tags'];
	readonly label: string | undefined;
	verb: string | undefined;
	readonly pieces: Piece[];
	lines: number;
	bytes: number;
	/** Something was wrong, and has been told: the rest of it is passed over. */
	isBroken: boolean;
};

// One at a time for each client.
const open = new WeakMap<Member, Batch>();

type Failure =
	| 'MULTILINE_MAX_BYTES'
	| 'MULTILINE_MAX_LINES'
	| 'MULTILINE_INVALID_TARGET'
	| 'MULTILINE_INVALID';

const sentences: Readonly<Record<Failure, string>> = {
	MULTILINE_MAX_BYTES: 'Multiline batch has too many bytes',
	MULTILINE_MAX_LINES: 'Multiline batch has too many lines',
	MULTILINE_INVALID_TARGET: 'Every line goes where the batch goes',
	MULTILINE_INVALID: 'Invalid multiline batch',
};

// What is wrong with a batch answers what began it, whichever of its lines it is that is wrong.
function fail(client: IrcClient, batch: Batch | undefined, code: Failure, ...about: string[]) {
	if (batch && client.label === undefined) {
		client.relabel(batch.label);
	}

	client.fail('BATCH', code, ...about, sentences[code]);
	if (batch) {
		batch.isBroken = true;
	}
}

/** All of a message in pieces. */
export const wholeOf = (pieces: readonly Piece[]): string =>
	pieces.map(({text, joins}, index) => (joins || index === 0 ? text : `\n${text}`)).join('');

/** `BATCH +name draft/multiline target`, and at its end what was said in it. */
export function steerBatch(client: IrcClient, line: IrcLine): Collected | undefined {
	const {member, caps, label} = client;
	const [reference = '', type, target] = line.params;
	const name = reference.slice(1);
	const batch = open.get(member);
	if (reference.startsWith('+') && name !== '') {
		if (batch || type !== 'draft/multiline' || !target || !caps.has('draft/multiline')) {
			// One that is open goes on.
			fail(client, undefined, 'MULTILINE_INVALID');
			return undefined;
		}

		const {tags} = line;
		const fresh = {verb: undefined, pieces: [], lines: 0, bytes: 0, isBroken: false};
		open.set(member, {name, target, tags, label, ...fresh});
		return undefined;
	}

	if (!batch || reference !== `-${batch.name}`) {
		fail(client, undefined, 'MULTILINE_INVALID');
		return undefined;
	}

	open.delete(member);
	return batch.isBroken ? undefined : finished(client, batch);
}

function finished(client: IrcClient, batch: Batch): Collected | undefined {
	const {target, tags, label, verb, pieces} = batch;
	// IRCv3 multiline: a batch of blank lines only is invalid.
	if (verb === undefined || pieces.every(({text}) => text === '')) {
		fail(client, batch, 'MULTILINE_INVALID');
		return undefined;
	}

	return {verb, target, pieces, tags, label};
}

/** Whether that line is part of an open batch. */
export function collect(client: IrcClient, {verb, params, tags}: IrcLine): boolean {
	const batch = open.get(client.member);
	const name = tags.get('batch');
	if (name === undefined || !client.caps.has('draft/multiline')) {
		return false;
	}

	if (batch?.name !== name) {
		fail(client, undefined, 'MULTILINE_INVALID');
		return true;
	}

	if (!batch.isBroken) {
		add(client, batch, {verb, params, tags});
	}

	return true;
}

function add(client: IrcClient, batch: Batch, {verb, params, tags}: IrcLine): void {
	const [target = '', text = ''] = params;
	if (target !== batch.target) {
		fail(client, batch, 'MULTILINE_INVALID_TARGET', shown(batch.target), shown(target));
		return;
	}

	const isFirst = batch.pieces.length === 0;
	const joins = tags.has('draft/multiline-concat');
	if ((batch.verb !== undefined && batch.verb !== verb) || (joins && text === '')) {
		fail(client, batch, 'MULTILINE_INVALID');
		return;
	}

	batch.verb = verb;
	// The line ends between them count.
	batch.bytes += Buffer.byteLength(text) + (joins || isFirst ? 0 : 1);
	batch.lines += joins && !isFirst ? 0 : 1;
	batch.pieces.push({text, joins: joins && !isFirst});
	if (batch.bytes > mostBytes) {
		fail(client, batch, 'MULTILINE_MAX_BYTES', String(mostBytes));
	} else if (batch.lines > mostLines) {
		fail(client, batch, 'MULTILINE_MAX_LINES', String(mostLines));
	}
}
