import {type IrcLine, parseIrcLine} from './irc-line.ts';
import {mostLineBytes} from './irc-text.ts';

/** IRCv3 message-tags, «Size limit»: what a client may send beside the 512 bytes of the line. */
const mostTagBytes = 4096;
/** What is longer than this is no line at all. */
export const mostBytes = 2 * (mostTagBytes + mostLineBytes);
const utf8 = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});
const anything = new TextDecoder('utf-8', {ignoreBOM: true});

/** A line as it came, taken apart, and what is wrong with it, if anything. */
export type Incoming = {
	/** Missing when there is nothing in it. */
	readonly line: IrcLine | undefined;
	readonly fault?: 'too-long' | 'not-utf8' | undefined;
};

export function readIrcLine(bytes: Uint8Array): Incoming {
	const text = decode(bytes);
	if (text === undefined) {
		return {line: parseIrcLine(anything.decode(bytes)), fault: 'not-utf8'};
	}

	const line = parseIrcLine(text);
	return isTooLong(text) ? {line, fault: 'too-long'} : {line};
}

// Modern IRC, «Message format»: CR and LF count, too.
function isTooLong(text: string): boolean {
	const tags = /^@[^ ]* +/.exec(text)?.[0] ?? '';
	const bytes = (part: string) => Buffer.byteLength(part);
	return bytes(tags) > mostTagBytes || bytes(text.slice(tags.length)) > mostLineBytes - 2;
}

// IRCv3 UTF8ONLY.
function decode(line: Uint8Array): string | undefined {
	try {
		return utf8.decode(line).replace(/\r+$/, '');
	} catch {
		return undefined;
	}
}
