import type {RoomName} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Library} from './library.ts';
import type {Member} from './member.ts';
import type {Draft, LogEntry} from './message-log.ts';

type Kind = Draft['kind'];

const words = ['message', 'action', 'notice', 'reply', 'file'] as const;

/** What an entry of each kind may be about. Whatever is not here answers something, in words. */
const subjects: Partial<Record<Kind, readonly Kind[]>> = {
	edit: ['message', 'action', 'reply'],
	react: [...words, 'topic'],
	redact: [...words, 'react'],
};

/** Whether an entry changes what another one is, and so says nothing without it. */
export const isAmendment = (kind: Kind): boolean => subjects[kind] !== undefined;

export type Proposal = {
	readonly member: Member;
	/** The conversation as the member names it. */
	readonly name: RoomName;
	readonly draft: Pick<Draft, 'room' | 'kind' | 're'>;
	/** May know what was said there. */
	readonly isReader: boolean;
	/** Looks after the room. */
	readonly isOperator: boolean;
};

/**
The entry that a draft is about; undefined when it is about none, and a refusal when it may not be about that. The one rule for all dialects: it stands in the same conversation, the member may read it, and it is of a kind that such a thing can be done to. One edits only what one said oneself, and takes back that, or as an operator anything. What was taken back can still be answered: nobody should lose words because somebody was quicker.
*/
export function subjectOf(library: Library, proposal: Proposal): LogEntry | undefined | Refusal {
	const {member, name, draft, isReader, isOperator} = proposal;
	const {kind, re} = draft;
	if (re === undefined && !isAmendment(kind)) {
		return undefined;
	}

	const subject = isReader && re !== undefined ? library.entry(member, name, re) : undefined;
	const fitting = subjects[kind] ?? [...words, 'topic'];
	if (!subject || subject.room !== draft.room || !fitting.includes(subject.kind)) {
		return new Refusal('no-such-entry');
	}

	const isGone = isAmendment(kind) && library.isTakenBack(member, name, subject.seq);
	if (isGone) {
		return new Refusal('no-such-entry');
	}

	const isOwn = subject.key === member.key;
	const isAllowed = kind === 'redact' ? isOwn || isOperator : kind !== 'edit' || isOwn;
	return isAllowed ? subject : new Refusal('not-yours');
}
