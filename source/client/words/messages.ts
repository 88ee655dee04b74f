import type {Nick} from '../../protocol/ids.ts';
import {because} from './grammar.ts';

/** Why something cannot be done to a message. */
export const amending = {
	nothingToChange: 'You have said nothing here that could be changed.',
	nothingToTakeBack: 'You have said nothing here that could be taken back.',
	nothingToReactTo: 'There is no message here to react to.',
	emptyEdit:
		'A message cannot become empty. Escape leaves it as it is; Alt+Up and d take one back.',
	isTakenBack: 'It was taken back.',
	isOnItsWay: 'It is on its way.',
	isNotSaid: 'It is not said yet.',
	onlyOwnChanged: 'Only what you have said yourself can be changed.',
	onlyOwnTakenBack: 'Only what you have said yourself can be taken back.',
	isRecord: 'It tells what was done here, and can only be copied.',
	notThere: ({wanted, message}: {wanted: string; message: string}) =>
		`There is no “${wanted}” in “${message}”.`,
	noReaction: 'A reaction is one emoji, or its name: :tada:',
} as const;

/** Why something that was said is not in the history; shown beside it. */
export const failures = {
	anotherText: 'The server already has another text in its place.',
	anotherHistory: 'It was said in another history than the one that is here now.',
} as const;

/** What somebody did, behind their name. */
export const deeds = {
	setTopic: (topic: string) => (topic === '' ? 'took the topic away' : `set the topic: ${topic}`),
	edits: 'edits: ',
	reacts: (reaction: string) => `reacts: ${reaction}`,
	takesBack: (why: string) => `takes something back${because(why)}`,
} as const;

/** What stands with a message, or in its place. */
export const remarks = {
	edited: '(edited)',
	takenBack: ({by, why}: {by?: Nick | undefined; why?: string | undefined} = {}) =>
		`${by === undefined ? 'taken back' : `taken back by ${by}`}${because(why)}`,
	answersUnknown: 'something said earlier',
	notSent: (why: string, keys = '') => `(not sent: ${[why, keys].filter(Boolean).join(' ')})`,
	/** What to do about it, where there is space for that. */
	notSentKeys: 'Esc: away',
	notSentKeysSelected: 'r tries again',
	moreRows: (rows: number) => `… ${rows} more rows`,
	moreRowsWithKey: (rows: number) => `… ${rows} more rows · Alt+O shows all`,
	/** Where there is no space for the one above. */
	moreRowsBriefly: (rows: number) => `… ${rows} more · Alt+O`,
	/** What stands for a long paste in the text being written. */
	pasted: (lines: number) => `[pasted ${lines} lines]`,
} as const;
