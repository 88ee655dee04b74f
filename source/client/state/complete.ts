export type Candidates = {
	/** Who spoke last comes first. */
	readonly nicks: readonly string[];
	/** Without their slash. */
	readonly commands: readonly string[];
	/** With their `#`. */
	readonly rooms: readonly string[];
	/** The names of emoji that begin so, without their colons. */
	readonly emoji?: (start: string) => readonly string[];
};

/** Replaces what stands from `start` to `end` by `text`, and puts the cursor behind it. */
export type Completion = {
	readonly start: number;
	readonly end: number;
	readonly text: string;
	readonly cursor: number;
	/** All that would fit there, and which of them this is: what the next Tab goes on from. */
	readonly options: readonly string[];
	readonly index: number;
};

// What may stand before the cursor of a name, a room or a command being typed.
const unfinished = /[@#]?[\p{L}\p{M}\p{N}_.-]*$/u;
const unfinishedEmoji = /(?<![\p{L}\p{N}:]):[\w+-]+$/u;
const unfinishedCommand = /^\/[\p{L}\p{N}]*$/u;

/**
Completes what stands before the cursor. With the completion that made the text what it is, goes on to the next candidate, or backwards to the one before.
*/
export function complete(
	text: string,
	cursor: number,
	candidates: Candidates,
	previous?: Completion,
	direction: 'forwards' | 'backwards' = 'forwards',
): Completion | undefined {
	const step = direction === 'forwards' ? 1 : -1;
	if (previous && isStillThere(previous, text, cursor)) {
		const {start, options, index} = previous;
		return choose(options, index + step, {start, end: cursor});
	}

	const before = text.slice(0, cursor);
	const word = wordBefore(before);
	const start = cursor - word.length;
	if (word === '' && /\S$/.test(before)) {
		return undefined;
	}

	const isRoom = /^\/(?:join|leave)\s+$/i.test(text.slice(0, start));
	const options = isRoom
		? beginningWith(`#${word.replace('#', '')}`, candidates.rooms).map(room => `${room} `)
		: optionsFor(word, start === 0 || text[start - 1] === '\n', candidates);
	const fitted = text[cursor] === ' ' ? options.map(option => option.trimEnd()) : options;
	return choose(fitted, step === 1 ? 0 : -1, {start, end: cursor});
}

function wordBefore(before: string): string {
	const found =
		unfinishedCommand.exec(before) ?? unfinishedEmoji.exec(before) ?? unfinished.exec(before);
	return found?.[0] ?? '';
}

function isStillThere({start, text: chosen, cursor: then}: Completion, text: string, now: number) {
	return now === then && text.slice(start, now) === chosen;
}

function choose(
	options: readonly string[],
	index: number,
	{start, end}: {readonly start: number; readonly end: number},
): Completion | undefined {
	const wrapped = options.length === 0 ? 0 : (index + options.length) % options.length;
	const text = options[wrapped];
	return text === undefined
		? undefined
		: {start, end, text, cursor: start + text.length, options, index: wrapped};
}

function optionsFor(
	word: string,
	isLineStart: boolean,
	{nicks, commands, rooms, emoji = () => []}: Candidates,
): readonly string[] {
	if (word.startsWith('/')) {
		return beginningWith(word.slice(1), commands).map(command => `/${command} `);
	}

	if (word.startsWith(':')) {
		return emoji(word.slice(1)).map(name => `:${name}: `);
	}

	if (word.startsWith('#')) {
		return beginningWith(word, rooms).map(room => `${room} `);
	}

	if (word.startsWith('@')) {
		return beginningWith(word.slice(1), nicks).map(nick => `@${nick} `);
	}

	return beginningWith(word, nicks).map(nick => (isLineStart ? `${nick}: ` : `${nick} `));
}

function beginningWith(start: string, names: readonly string[]): readonly string[] {
	const folded = fold(start);
	return names.filter(name => fold(name).startsWith(folded));
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
