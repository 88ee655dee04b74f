import {cleanLine} from '../../protocol/body.ts';

/** Why someone left, in their own words: one short line. */
export const reasonOf = (why: string): string => Array.from(cleanLine(why)).slice(0, 200).join('');
