import {formatTags} from './irc-line.ts';
import {inBatch, partOf} from './irc-said.ts';

/** IRCv3 labeled-response: what answers a command bears its label; several lines are a batch, none an ACK. */
export class Labels {
	readonly #serverName: string;
	readonly #write: (text: string) => void;
	#label: string | undefined;
	/** The batch of all that answers, once it has begun. */
	#batch: string | undefined;
	#lines: string[] = [];
	#batches = 0;

	constructor(serverName: string, write: (text: string) => void) {
		this.#serverName = serverName;
		this.#write = write;
	}

	/** By what a line that comes by the hub is known as an answer to the command under way. */
	get ticket(): string | undefined {
		return this.#batch === undefined ? this.#label : partOf(this.#batch);
	}

	/** What is told from now on answers a command with that label. */
	begin(label: string | undefined): void {
		this.#label = label;
	}

	/** Several lines will answer, some of them by the hub: their batch begins now. */
	openBatch(): void {
		if (this.#label !== undefined && this.#batch === undefined) {
			this.#batch = `b${++this.#batches}`;
			const label = formatTags([['label', this.#label]]);
			this.#write(`${label}:${this.#serverName} BATCH +${this.#batch} labeled-response\r\n`);
			this.#lines.splice(0).forEach(line => this.add(line));
		}
	}

	/** A line of the answer: at once when nobody needs a label. */
	add(line: string): void {
		if (this.#batch !== undefined) {
			this.#write(`${inBatch(line, this.#batch)}\r\n`);
		} else if (this.#label === undefined) {
			this.#write(`${line}\r\n`);
		} else {
			this.#lines.push(line);
		}
	}

	/** The command is done. `isAnswered`: what bears its label comes another way. */
	end(isAnswered: boolean): void {
		if (this.#lines.length > 1) {
			this.openBatch();
		}

		const label = formatTags([['label', this.#label ?? '']]);
		const [line] = this.#lines;
		if (this.#batch !== undefined) {
			this.#write(`:${this.#serverName} BATCH -${this.#batch}\r\n`);
		} else if (line !== undefined) {
			this.#write(`${withTag(line, label.slice(1).trimEnd())}\r\n`);
		} else if (this.#label !== undefined && !isAnswered) {
			this.#write(`${label}:${this.#serverName} ACK\r\n`);
		}

		this.#label = undefined;
		this.#batch = undefined;
		this.#lines = [];
	}
}

const withTag = (line: string, tag: string): string =>
	line.startsWith('@') ? `@${tag};${line.slice(1)}` : `@${tag} ${line}`;
