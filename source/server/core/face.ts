import type {Person} from '../../protocol/entry.ts';
import type {Nick} from '../../protocol/ids.ts';

/** Someone at one moment, as the dialects that tell more than a name need it. */
export type Face = {
	readonly nick: Nick;
	readonly person: Person;
	/** What the peer's program calls its user, and what that calls itself. */
	readonly user: string;
	readonly realName: string;
	/** Why it does not answer, if it said so. */
	readonly away: string | undefined;
};
