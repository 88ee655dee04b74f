import type {Entry} from '../../protocol/entry.ts';
import type {Nick} from '../../protocol/ids.ts';
import {saidAt, textOf} from '../state/amend.ts';
import type {Conversation} from '../state/conversation.ts';
import type {Item} from '../state/timeline.ts';
import {describePresence} from '../text/layout-item.ts';

/** One thing of a conversation as plain text; what follows a first line is indented. */
export function layoutText(item: Item, where: string, me: Nick | undefined): string {
	switch (item.type) {
		case 'said': {
			const {author, kind, text} = item.entry;
			// That it was taken back follows as a line of its own.
			if (item.fate?.takenBack) {
				return '';
			}

			const answered = item.answers ? `, answering ${item.answers.author}` : '';
			const name = `${author === me ? `${author} (you)` : author}${answered}`;
			const words = {
				action: `* ${author} ${text}`,
				topic: text ? `* ${author} set the topic: ${text}` : `* ${author} took the topic away`,
			}[kind as string];
			return indented(`${where.trim()} ${words ?? `${name}: ${text}`}`.trim());
		}

		case 'presence': {
			const text = describePresence(item);
			return text === '' ? '' : `--${where} ${text}`;
		}

		case 'notice': {
			return indented(`${item.tone === 'error' ? '!' : '--'} ${item.text}`);
		}
	}
}

/** What somebody did to a message, in words, and which one that was as far as it is known. */
export function layoutAmendment(
	{kind, author, text, re}: Entry,
	{timeline, amendments}: Conversation,
	where: string,
): string {
	const subject = saidAt(timeline, re!) ?? saidAt(amendments, re!);
	const [line = ''] = subject ? textOf(subject).split('\n', 1) : [];
	const about = line === '' || subject?.fate?.takenBack ? '' : ` to: ${beginning(line)}`;
	const reason = text === '' ? '' : `: ${text}`;
	const what = subject?.entry.kind === 'react' ? `the reaction ${subject.entry.text}` : 'a message';
	const words = {
		edit: `edited: ${text}`,
		react: `reacts with ${text}${about}`,
		redact: `takes back ${what}${reason}`,
	}[kind as string];
	return words === undefined ? '' : indented(`${where.trim()} * ${author} ${words}`.trim());
}

// Enough to know which it was.
const mostQuoted = 60;

const beginning = (line: string): string =>
	line.length > mostQuoted ? `${line.slice(0, mostQuoted).toWellFormed()}…` : line;

/** What was not said, and why. */
export const layoutFailed = (text: string, where: string, why: string): string =>
	indented(`! Not said in ${where}: ${text}\n(${why})`);

const indented = (text: string): string => text.replaceAll('\n', '\n      ');
