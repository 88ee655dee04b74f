import {Refusal} from '../../source/protocol/refusal.ts';
import type {Password} from '../../source/server/gateways/host.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';
import {Stage} from './stage.ts';

const secret: Password = {
	async check(guess) {
		if (guess !== 'secret') {
			throw new Refusal('password-wrong');
		}
	},
	async begin(first) {
		return {
			first: `go on, ${first}`,
			finish: final => (final === 'it is secret' ? 'indeed' : undefined),
		};
	},
};

/** A server without a socket whose password is `secret`. */
export const guarded = () => ({stage: new Stage(new MemoryLog(), {password: secret})});
