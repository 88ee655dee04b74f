import {type Address, dial} from './dial.ts';
import {type Problem, problemOf} from './problem.ts';
import {type Counterpart, secure} from './secure.ts';

const answerWithin = 10_000;

/** Looks which key a server shows, says nothing to it, and goes. */
export function meet(address: Address): Promise<Counterpart | {readonly problem: Problem}> {
	return new Promise(resolve => {
		let giveUp = (): void => {};
		const settle = (met: Counterpart | {readonly problem: Problem}): void => {
			clearTimeout(late);
			giveUp();
			resolve(met);
		};
		const fail = ({code}: NodeJS.ErrnoException): void => settle({problem: problemOf(code)});
		const late = setTimeout(() => settle({problem: 'timeout'}), answerWithin);
		giveUp = dial([address], {
			failed: fail,
			reached(socket) {
				const encrypted = secure(socket, ({counterpart}) => settle(counterpart));
				giveUp = () => encrypted.destroy();
				encrypted.on('error', fail);
				encrypted.on('close', () => settle({problem: 'closed'}));
			},
		});
	});
}
