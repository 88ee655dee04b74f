import type {Line} from '../../protocol/line-splitter.ts';
import type {Splitter} from './intake.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const backspaces = [0x08, 0x7f];

/** Telnet, RFC 854. */
const telnet = {iac: 255, dont: 254, do: 253, wont: 252, will: 251, begin: 250, end: 240} as const;
const firstCommand = telnet.end;

/**
What people type, cut into lines: by LF, CR LF or CR alone, with telnet's negotiation taken out and corrections made where the terminal sends every key by itself. Never holds more than the limit.
*/
export class PlainLines implements Splitter {
	readonly #limit: number;
	readonly #answer: (bytes: Uint8Array) => void;
	#line: number[] = [];
	#isTooLong = false;
	#dropped = 0;
	#hasReturned = false;
	#telnet: 'text' | 'command' | 'option' | 'parameters' | 'parameters ending' = 'text';
	#verb = 0;
	#ends = 0;

	/** `answer` gets what telnet has to be told. */
	constructor(limit: number, answer: (bytes: Uint8Array) => void) {
		this.#limit = limit;
		this.#answer = answer;
	}

	get unfinished(): number {
		return this.#line.length + this.#dropped;
	}

	/** How many line ends have come so far. */
	get ends(): number {
		return this.#ends;
	}

	rest(): Line | undefined {
		return this.unfinished > 0 ? this.#take() : undefined;
	}

	*push(chunk: Uint8Array): Generator<Line, void, undefined> {
		for (const byte of chunk) {
			if (this.#telnet === 'command' && byte < firstCommand) {
				// No telnet: a byte that is no UTF-8 either, and then text.
				this.#telnet = 'text';
				this.#hold(telnet.iac);
			} else if (this.#telnet !== 'text' || byte === telnet.iac) {
				this.#negotiate(byte);
				continue;
			}

			const isSecondHalf = byte === lineFeed && this.#hasReturned;
			this.#hasReturned = byte === carriageReturn;
			if (isSecondHalf || byte === 0) {
				continue;
			}

			if (byte === lineFeed || byte === carriageReturn) {
				this.#ends++;
				yield this.#take();
			} else if (backspaces.includes(byte)) {
				this.#eraseCharacter();
			} else {
				this.#hold(byte);
			}
		}
	}

	#hold(byte: number): void {
		if (this.#isTooLong || this.#line.length === this.#limit) {
			this.#isTooLong = true;
			this.#dropped += this.#line.length + 1;
			this.#line = [];
		} else {
			this.#line.push(byte);
		}
	}

	#take(): Line {
		const line = this.#isTooLong ? 'too-long' : Uint8Array.from(this.#line);
		this.#line = [];
		this.#isTooLong = false;
		this.#dropped = 0;
		return line;
	}

	// UTF-8: the bytes after a character's first begin with 10.
	#eraseCharacter(): void {
		let byte: number | undefined;
		do {
			byte = this.#line.pop();
		} while (byte !== undefined && (byte & 0xc0) === 0x80);
	}

	// Nothing is ever agreed to. A 255 doubled would be a byte that is no UTF-8 anyway.
	#negotiate(byte: number): void {
		switch (this.#telnet) {
			case 'text': {
				this.#telnet = 'command';
				break;
			}

			case 'command': {
				this.#verb = byte;
				const takesOption = byte >= telnet.will && byte <= telnet.dont;
				this.#telnet = takesOption ? 'option' : byte === telnet.begin ? 'parameters' : 'text';
				if (byte === telnet.iac) {
					this.#hold(byte);
				}

				break;
			}

			case 'option': {
				const refusals: Readonly<Record<number, number>> = {
					[telnet.do]: telnet.wont,
					[telnet.will]: telnet.dont,
				};
				const refusal = refusals[this.#verb];
				if (refusal !== undefined) {
					this.#answer(Uint8Array.of(telnet.iac, refusal, byte));
				}

				this.#telnet = 'text';
				break;
			}

			case 'parameters': {
				this.#telnet = byte === telnet.iac ? 'parameters ending' : 'parameters';
				break;
			}

			case 'parameters ending': {
				this.#telnet = byte === telnet.end ? 'text' : 'parameters';
				break;
			}
		}
	}
}
