import type {Nick} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Claims} from './claims.ts';
import type {Authority} from './steward.ts';

/** Keeps a name for the device of whoever has it. Resolves to what to say about it. */
export async function keepName(claims: Claims, {nick, key, member}: Authority): Promise<string> {
	if (!member?.hasOwnKey) {
		throw new Refusal('key-needed');
	}

	await claims.keep(nick, key);
	return `${nick} is kept for this device: nobody else can take that name here. /release lets it go.`;
}

/** Lets others have a name, for those who may. */
export async function releaseName(claims: Claims, nick: Nick, may: boolean): Promise<void> {
	if (!may) {
		throw new Refusal('not-yours', {detail: `${nick} is not kept for you.`});
	}

	if (!(await claims.release(nick))) {
		throw new Refusal('no-such-nick', {detail: `${nick} is not kept for anybody.`});
	}
}
