import {formatTags} from './irc-line.ts';
import {inBatch} from './irc-said.ts';

/** IRCv3 labeled-response: what answers a command bears its label; several lines are a batch, none an ACK. */
export class Labels {
	readonly #serverName: string;
	readonly #write: (text: string) => void;
	#label: string | undefined;
	#lines: string[] = [];
	#batches = 0;

	constructor(serverName: string, write: (text: string) => void) {
		this.#serverName = serverName;
		this.#write = write;
	}

	/** The label of the command under way. */
	get label(): string | undefined {
		return this.#label;
	}

	get isOpen(): boolean {
		return this.#label !== undefined;
	}

	begin(label: string | undefined): void {
		this.#label = label;
	}

	/** A line of the answer: at once when nobody needs a label. */
	add(line: string): void {
		if (this.#label === undefined) {
			this.#write(`${line}\r\n`);
		} else {
			this.#lines.push(line);
		}
	}

	/** The command is done. `isAnswered`: what bears its label comes another way. */
	end(isAnswered: boolean): void {
		const label = this.#label;
		const lines = this.#lines;
		this.#label = undefined;
		this.#lines = [];
		if (label === undefined) {
			return;
		}

		const labelled = formatTags([['label', label]]);
		if (lines.length > 1) {
			const batch = `b${++this.#batches}`;
			const inside = lines.map(line => `${inBatch(line, batch)}\r\n`).join('');
			this.#write(
				`${labelled}:${this.#serverName} BATCH +${batch} labeled-response\r\n${inside}:${this.#serverName} BATCH -${batch}\r\n`,
			);
		} else if (lines.length === 1) {
			this.#write(`${withTag(lines[0]!, labelled.slice(1).trimEnd())}\r\n`);
		} else if (!isAnswered) {
			this.#write(`${labelled}:${this.#serverName} ACK\r\n`);
		}
	}
}

const withTag = (line: string, tag: string): string =>
	line.startsWith('@') ? `@${tag};${line.slice(1)}` : `@${tag} ${line}`;
