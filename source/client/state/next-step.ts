import type {RefusalCode} from '../../protocol/refusal.ts';
import {nextSteps} from '../words/problems.ts';

/** What the server says when it does not let somebody in, and what to do about it. */
export const withNextStep = (code: RefusalCode, text: string): string =>
	nextSteps[code] === undefined ? text : `${text} ${nextSteps[code]}`;
