import type {Person} from '../../protocol/entry.ts';
import type {Nick} from '../../protocol/ids.ts';

/** What the host of a server sees: who comes and goes, never what is said. */
export type Sight =
	| {readonly type: 'came' | 'went'; readonly person: Person; readonly people: number}
	| {readonly type: 'renamed'; readonly from: Nick; readonly to: Nick};
