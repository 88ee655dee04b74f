import {takings} from '../words/notices.ts';
import type {Update} from './action.ts';
import {tellOutcome} from './outcome.ts';
import type {State} from './state.ts';

/** Copies a message or the code in it, or opens its first link. */
export function takeOut(
	state: State,
	what: 'copy' | 'copy-code' | 'open-link',
	text: string,
	at: number,
): Update {
	if (what === 'open-link') {
		const link = firstLink(text);
		return link === undefined
			? [tellOutcome(state, takings.noLink, at)]
			: [tellOutcome(state, takings.linkOpened(link), at), {type: 'open-link', link}];
	}

	const taken = what === 'copy-code' ? codeIn(text) : text;
	if (taken === undefined) {
		return [tellOutcome(state, takings.noCode, at)];
	}

	const told = tellOutcome(state, takings.copied(Array.from(taken).length), at);
	return [told, {type: 'copy', text: taken}];
}

/** The first web address in a text, without what ends the sentence around it. */
export function firstLink(text: string): string | undefined {
	const found = /https?:\/\/[^\s<>"`]+/i.exec(text)?.[0].replace(/[.,;:!?'*_]+$/, '');
	const link = found?.endsWith(')') && !found.includes('(') ? found.replace(/\)+$/, '') : found;
	return link !== undefined && URL.canParse(link) ? link : undefined;
}

/** What stands between fences of three backquotes; several blocks follow each other after an empty line. */
export function codeIn(text: string): string | undefined {
	const blocks = [...text.matchAll(/^```[^\n`]*\n(?<code>[\s\S]*?)(?:\n```[ ]*$|(?![\s\S]))/gm)];
	const codes = blocks.map(({groups}) => groups!['code']!).filter(code => code !== '');
	return codes.length === 0 ? undefined : codes.join('\n\n');
}
