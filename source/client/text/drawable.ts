import {isPrintableAscii} from './width.ts';

/** Text with a mark in place of what no two terminals draw alike: private and unassigned characters. */
export const drawable = (text: string): string =>
	isPrintableAscii(text) ? text : text.replaceAll(/[\p{Co}\p{Cn}]/gu, '\u{FFFD}');
