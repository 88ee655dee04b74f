import {decodeCharacter, decodeSequence, withAlt} from './decode-sequence.ts';
import {type KeyEvent, namedKey} from './key-event.ts';
import {addPasted, isPlainText, looksPasted, pasteEvent, startOfUnfinished} from './paste.ts';
import {sequenceEnd} from './sequence-end.ts';

/**
What would change the meaning of what was read so far. `escape`: flush after a twentieth of a second without input. `paste`: only after seconds.
*/
export type WaitingFor = 'nothing' | 'escape' | 'paste';

const escape = '\x1b';
const pasteBegins = '\x1b[200~';
const pasteEnds = '\x1b[201~';
const longestSequence = 4096;
const provesBrackets = /^\x1b\[(?:200~|\?2004;[1-4]\$y)$/;
const textRun = /[^\x00-\x1f\x7f-\x9f]+/y;

/**
Turns the terminal's input, chunk by chunk, into events. Where the chunks are cut makes no difference, but for two guesses that no protocol spares us: when an escape is the Escape key, and what was pasted in a terminal that does not say so. The caller owns the clock: it calls `flush` when input has been quiet for as long as `waitingFor` asks.
*/
export class KeyParser {
	// The beginning of a sequence, or of the mark that ends a paste.
	#held = '';
	#isTooLong = false;
	#pasted: string | undefined;
	// Pasted without brackets, as it seems; the rest of it may be in the next chunk.
	#guessed = '';
	#guesses: boolean;

	/** `guessesPastes`: the terminal is one that does not bracket what is pasted. */
	constructor({guessesPastes = true} = {}) {
		this.#guesses = guessesPastes;
	}

	get waitingFor(): WaitingFor {
		if (this.#pasted !== undefined) {
			return 'paste';
		}

		return this.#held === '' && this.#guessed === '' ? 'nothing' : 'escape';
	}

	feed(chunk: string): readonly KeyEvent[] {
		if (this.#isPastedWithoutBrackets(chunk)) {
			this.#guessed = addPasted(this.#guessed, chunk);
			return [];
		}

		const events = this.#endGuess();
		const input = this.#held + chunk;
		this.#held = '';
		for (let at = 0; at < input.length;) {
			at = this.#readOne(input, at, events);
		}

		return events;
	}

	/** Gives what is held the meaning it has if nothing follows. */
	flush(): readonly KeyEvent[] {
		const events = this.#endGuess();
		const held = this.#held;
		this.#held = '';

		if (this.#pasted !== undefined) {
			events.push(pasteEvent(addPasted(this.#pasted, held)));
			this.#pasted = undefined;
		} else if (this.#isTooLong) {
			this.#isTooLong = false;
		} else {
			const last = Math.max(0, held.search(/\x1b(?!\x1b)/));
			events.push(...Array.from({length: last}, () => namedKey('escape')));
			add(events, held === '' ? undefined : decodeSequence(held.slice(last)));
		}

		return events;
	}

	// Reads from `at` and says where to go on.
	#readOne(input: string, at: number, events: KeyEvent[]): number {
		if (this.#pasted !== undefined) {
			return this.#readPaste(this.#pasted, input, at, events);
		}

		if (input[at] === escape) {
			return this.#readSequence(input, at, events);
		}

		textRun.lastIndex = at;
		const text = textRun.exec(input)?.[0];
		add(events, text === undefined ? decodeCharacter(input[at]!) : {type: 'text', text});
		return at + (text?.length ?? 1);
	}

	#readPaste(pasted: string, input: string, at: number, events: KeyEvent[]): number {
		const found = input.indexOf(pasteEnds, at);
		const end = found === -1 ? Math.max(at, startOfUnfinished(input, pasteEnds)) : found;
		const text = addPasted(pasted, input.slice(at, end));
		if (found === -1) {
			this.#pasted = text;
			this.#held = input.slice(end);
			return input.length;
		}

		this.#pasted = undefined;
		events.push(pasteEvent(text));
		return end + pasteEnds.length;
	}

	#readSequence(input: string, at: number, events: KeyEvent[]): number {
		const end = sequenceEnd(input, at);
		if (end === undefined) {
			this.#hold(input.slice(at));
			return input.length;
		}

		const sequence = input.slice(at, end);
		if (this.#isTooLong || sequence.length > longestSequence) {
			this.#isTooLong = false;
			return end;
		}

		if (provesBrackets.test(sequence)) {
			this.#guesses = false;
		}

		if (sequence === pasteBegins) {
			this.#pasted = '';
			return end;
		}

		if (sequence.startsWith(escape + escape)) {
			const key = sequence.length > 3 ? decodeSequence(sequence.slice(1)) : undefined;
			if (key?.type !== 'key') {
				events.push(namedKey('escape'));
				return at + 1;
			}

			add(events, withAlt(key));
			return end;
		}

		add(events, sequence === pasteEnds ? undefined : decodeSequence(sequence));
		return end;
	}

	// Of an endless sequence only so much is kept that its end will be seen.
	#hold(sequence: string): void {
		if (sequence.length <= longestSequence) {
			this.#held = sequence;
			return;
		}

		this.#isTooLong = true;
		const introducer = sequence.startsWith(escape + escape) ? 3 : 2;
		this.#held = sequence.slice(0, introducer) + (sequence.endsWith(escape) ? escape : '');
	}

	#isPastedWithoutBrackets(chunk: string): boolean {
		if (!this.#guesses || this.#pasted !== undefined || this.#held !== '') {
			return false;
		}

		return this.#guessed === '' ? looksPasted(chunk) : isPlainText(chunk);
	}

	#endGuess(): KeyEvent[] {
		const guessed = this.#guessed;
		this.#guessed = '';
		return guessed === '' ? [] : [pasteEvent(guessed)];
	}
}

function add(events: KeyEvent[], event: KeyEvent | undefined): void {
	if (event) {
		events.push(event);
	}
}
