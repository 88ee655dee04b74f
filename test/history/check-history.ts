import {checkHearing} from './check-hearing.ts';
import {checkLog} from './check-log.ts';
import {checkSaying} from './check-saying.ts';
import type {History} from './history.ts';
import type {Violation} from './violation.ts';

/**
Every promise that this history breaks. It must be a finished one: all who have not left are online, and nothing is under way any more. Costs about the length of the history.
*/
export function checkHistory(history: History): readonly Violation[] {
	const violations: Violation[] = [];
	const accuse = (code: Violation['code'], what: string) => void violations.push({code, what});
	checkLog(history, accuse);
	checkSaying(history, accuse);
	checkHearing(history, accuse);
	return violations;
}
