import type {Entry} from '../../protocol/entry.ts';
import type {Nick, Tag} from '../../protocol/ids.ts';
import type {Palette} from './palette.ts';

/** Through whose eyes a conversation is seen. */
export type Look = {
	readonly palette: Palette;
	readonly me: Nick | undefined;
	/** One's own, whatever name one had when one spoke. Without it the name decides. */
	readonly tag?: Tag | undefined;
};

export const isOwn = ({author, tag}: Entry, look: Look): boolean =>
	look.tag === undefined ? author === look.me : tag === look.tag;
