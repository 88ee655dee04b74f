import type {Face} from './face.ts';
import type {Nick} from '../../protocol/ids.ts';

/** What can be seen of people from outside any room, never what they say. */
export type Sight = Passage | Change;

/** Who comes and goes, as the host of a server sees it. */
export type Passage =
	| {readonly type: 'came' | 'went'; readonly who: Face; readonly people: number}
	| {readonly type: 'renamed'; readonly who: Face; readonly to: Nick};

/** What is told of somebody is another now. */
export type Change = {
	readonly type: 'changed';
	readonly who: Face;
	readonly what: 'away' | 'realName';
};
