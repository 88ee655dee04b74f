import {writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {asJsonLines, asMarkdown, dayOf, messagesOf} from './export-text.ts';
import type {Conversation} from './state/conversation.ts';
import {exporting} from './words/files.ts';

const mostNumbers = 1000;

/** Writes what is held of a conversation into a file that was not there, for its owner alone. Returns what to tell the person. */
export function exportConversation(
	conversation: Conversation,
	file: string | undefined,
	now: number,
	directory = process.cwd(),
): string {
	const messages = messagesOf(conversation);
	if (messages.length === 0) {
		return exporting.nothingSaid;
	}

	const wanted = path.resolve(directory, fileFor(conversation.room, file, now));
	const text = /\.jsonl?$/i.test(wanted)
		? asJsonLines(messages)
		: asMarkdown(conversation.room, messages);
	try {
		const written = writeNew(wanted, text);
		const {hasOlder} = conversation;
		return exporting.written({count: messages.length, file: written, hasOlder});
	} catch (error) {
		const {code = String(error)} = error as NodeJS.ErrnoException;
		return exporting.failed({file: wanted, code});
	}
}

function fileFor(room: string, file: string | undefined, now: number): string {
	if (file === undefined) {
		return `${room.slice(1)}-${dayOf(now)}.md`;
	}

	const atHome = file.startsWith('~/') ? path.join(homedir(), file.slice(2)) : file;
	return path.extname(atHome) === '' ? `${atHome}.md` : atHome;
}

// What is there stays: the next free number makes another name.
function writeNew(wanted: string, text: string): string {
	const {dir, name, ext} = path.parse(wanted);
	for (let number = 1; ; number++) {
		const file = number === 1 ? wanted : path.join(dir, `${name}-${number}${ext}`);
		try {
			writeFileSync(file, text, {mode: 0o600, flag: 'wx'});
			return file;
		} catch (error) {
			const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
			if (number >= mostNumbers || !isTaken) {
				throw error;
			}
		}
	}
}
