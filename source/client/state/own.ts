import type {Entry} from '../../protocol/entry.ts';
import type {Nick, Tag} from '../../protocol/ids.ts';

/** By what one's own words are known. */
export type Self = {
	readonly nick: Nick | undefined;
	/** The device's; undefined before any server has said it. */
	readonly tag: Tag | undefined;
	/** All names that one has had in this run. */
	readonly names: readonly Nick[];
};

/** Whether one said it oneself, also under an earlier name: on one device there may be several people, and a name may have been another's before. */
export const isOwn = ({author, tag}: Entry, {nick, tag: own, names}: Self): boolean =>
	own === undefined ? author === nick : tag === own && (author === nick || names.includes(author));

/** Remembers a name that one has. */
export const named = ({names}: Self, nick: Nick): readonly Nick[] =>
	names.includes(nick) ? names : [...names, nick];
