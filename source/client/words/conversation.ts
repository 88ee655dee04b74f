import type {Nick} from '../../protocol/ids.ts';
import {enumerated} from './grammar.ts';

/** What stands in the lines between messages. */
export const dividers = {
	/** From Sunday. */
	days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
	unread: 'new',
} as const;

/** Who came and went. Each is what `crowd` says of some people, or empty. */
export const comings = ({came, left, visited}: {came: string; left: string; visited: string}) =>
	[came && `${came} came`, left && `${left} left`, visited && `${visited} came and left`]
		.filter(Boolean)
		.join(', ');

/** «ada, bob and 3 others», «5 people»: some by name, the rest counted. */
export function crowd(named: readonly Nick[], rest: number): string {
	const uncounted = named.length > 0 ? 'others' : 'people';
	return enumerated([...named, ...(rest > 0 ? [`${rest} ${uncounted}`] : [])]);
}
