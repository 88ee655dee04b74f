import type {Nick} from '../../protocol/ids.ts';

/** Whether a text names somebody: as a whole word, in small or large letters. */
export function isMentioned(text: string, nick: Nick): boolean {
	// What nearly every message fails costs least.
	if (!text.toLowerCase().includes(nick.toLowerCase())) {
		return false;
	}

	// A server may call somebody anything.
	const word = nick.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
	const joint = '[\\p{L}\\p{M}\\p{N}_]';
	return new RegExp(`(?<!${joint}[-.]?)${word}(?![-.]?${joint})`, 'iu').test(text);
}
