import type {Nick} from '../../protocol/ids.ts';
import type {Item} from '../state/timeline.ts';
import {describePresence} from '../text/layout-item.ts';

/** One thing of a conversation as plain text; what follows a first line is indented. */
export function layoutText(item: Item, where: string, me: Nick | undefined): string {
	switch (item.type) {
		case 'said': {
			const {author, kind, text} = item.entry;
			const name = author === me ? `${author} (you)` : author;
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

/** What was not said, and why. */
export const layoutFailed = (text: string, where: string, why: string): string =>
	indented(`! Not said in ${where}: ${text}\n(${why})`);

const indented = (text: string): string => text.replaceAll('\n', '\n      ');
