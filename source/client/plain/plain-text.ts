import type {Entry} from '../../protocol/entry.ts';
import type {Nick, RoomName} from '../../protocol/ids.ts';
import {saidAt, textOf} from '../state/amend.ts';
import type {Conversation} from '../state/conversation.ts';
import type {Item} from '../state/timeline.ts';
import {describePresence} from '../text/layout-item.ts';
import {deeds} from '../words/messages.ts';
import {amendments as amended, plain, speaker} from '../words/plain.ts';

/** One thing of a conversation as plain text; what follows a first line is indented. */
export function layoutText(item: Item, where: string, me: Nick | undefined): string {
	switch (item.type) {
		case 'said': {
			const {author, kind, text} = item.entry;
			// That it was taken back follows as a line of its own.
			if (item.fate?.takenBack) {
				return '';
			}

			const name = speaker({author, isMe: author === me, answered: item.answers?.author});
			const words = {
				action: `* ${author} ${text}`,
				topic: `* ${author} ${deeds.setTopic(text)}`,
				moderation: `* ${author} ${text}`,
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
	const about = subject?.fate?.takenBack ? '' : beginning(line);
	const words = {
		edit: amended.edited(text),
		react: amended.reacts(text, about),
		redact:
			subject?.entry.kind === 'react'
				? amended.takesBackReaction(subject.entry.text, text)
				: amended.takesBackMessage(text),
	}[kind as string];
	return words === undefined ? '' : indented(`${where.trim()} * ${author} ${words}`.trim());
}

// Enough to know which it was.
const mostQuoted = 60;

const beginning = (line: string): string =>
	line.length > mostQuoted ? `${line.slice(0, mostQuoted).toWellFormed()}…` : line;

/** What was not said, and why. */
export const layoutFailed = (text: string, room: RoomName, why: string): string =>
	indented(`! ${plain.notSaid({room, text, why})}`);

const indented = (text: string): string => text.replaceAll('\n', '\n      ');
