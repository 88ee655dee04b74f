import type {Face} from './face.ts';
import type {Nick} from '../../protocol/ids.ts';

/** What the host of a server sees: who comes and goes, never what is said. */
export type Sight =
	| {readonly type: 'came' | 'went'; readonly who: Face; readonly people: number}
	| {readonly type: 'renamed'; readonly who: Face; readonly to: Nick};
