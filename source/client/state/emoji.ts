import {lazily} from '../../protocol/lazily.ts';
import {emojiNames} from './emoji-names.ts';

/** What `:tada:` and the like stand for. Read when it is first needed. */
const table = lazily(
	() =>
		new Map(
			emojiNames
				.trim()
				.split(/\s+/)
				.map(pair => {
					const colon = pair.indexOf(':');
					return [pair.slice(colon + 1), pair.slice(0, colon)] as const;
				}),
		),
);

/** The names that begin so. */
export const emojiNamesFrom = (start: string): readonly string[] =>
	[...table().keys()].filter(name => name.startsWith(start.toLowerCase()));

export const emojiOf = (name: string): string | undefined => table().get(name.toLowerCase());

// A time of day is none, nor is what stands in code.
const codeOrName = /`[^`]*`|(?<![\p{L}\p{N}]):(?<name>[\w+-]+):(?![\p{L}\p{N}])/gu;

/** The text with an emoji in place of each name of one. */
export const withEmoji = (text: string): string =>
	text.includes(':')
		? text.replaceAll(codeOrName, (found, name?: string) => (name && emojiOf(name)) || found)
		: text;

/** What 1 to 6 react with. */
export const quickReactions: readonly string[] = ['👍', '❤️', '😂', '🎉', '😮', '😢'];

// A heart or a sun may come without the selector that makes it colourful.
const oneEmoji = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic})$/v;

/** The one emoji that a person means: itself, its name, or one of six by its number. */
export function parseReaction(typed: string): string | undefined {
	const text = typed.trim();
	const name = /^:?([\w+-]+):?$/.exec(text)?.[1];
	const quick = /^[1-6]$/.test(text) ? quickReactions[Number(text) - 1] : undefined;
	return oneEmoji.test(text) ? text : (quick ?? (name === undefined ? undefined : emojiOf(name)));
}
