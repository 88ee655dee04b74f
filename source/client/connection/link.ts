import {createDevice} from '../../crypto/device.ts';
import type {ClientFrame} from '../../protocol/client-frame.ts';
import {lazily} from '../../protocol/lazily.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import {retryDelay} from './backoff.ts';
import {type Connection, openConnection} from './connection.ts';
import type {Address} from './dial.ts';
import {createLogin, type Credentials, type Login, salting} from './login.ts';
import {isFinal, type Problem} from './problem.ts';
import type {Counterpart} from './secure.ts';
import {isThisMachine} from './this-machine.ts';
import type {Place, Trust} from './trust.ts';

export type LinkEvent =
	| {readonly type: 'opened'}
	| {readonly type: 'frame'; readonly frame: ServerFrame}
	/** Let in, for the first time, by a server of that key. */
	| {readonly type: 'met'; readonly counterpart: Counterpart}
	/** `retryMs`: when it tries again by itself; without it, it has given up. */
	| {
			readonly type: 'lost';
			readonly problem: Problem;
			readonly retryMs: number | undefined;
	  };

export type LinkOptions = {
	readonly credentials: Credentials;
	readonly trust: Trust;
	/** In [0, 1). */
	readonly random?: () => number;
};

/** A way to one server that mends itself: once it has let us in, it is tried again for ever. */
export type Link = {
	/** Leaves where it was, if anywhere, and goes to another place. */
	open(address: Address): void;
	/** Dropped when there is no connection: whoever must not lose it says it again on `opened`. */
	send(frame: ClientFrame): void;
	/** Drops the connection; another begins by itself. */
	reconnect(): void;
	/** Says a last frame, if there is anyone to say it to, and closes. */
	close(last?: ClientFrame): Promise<void>;
};

/** Whom the present connection reaches. */
type Met = {readonly counterpart: Counterpart; readonly place: Place; readonly isNew: boolean};

/** A server may greet in the clear somebody whose first bytes come late: the next attempt is mostly faster. */
const mostHasty = 3;

export function createLink(
	listener: (event: LinkEvent) => void,
	{credentials, trust, random = Math.random}: LinkOptions,
): Link {
	const salted = salting();
	const passing = lazily(() => createDevice().device);
	let address: Address | undefined;
	let connection: Connection | undefined;
	let login: Login | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let wasIn = false;
	let attempt = 0;
	let hasty = 0;
	let leastDelay = 0;

	const connect = (): void => {
		if (!address) {
			return;
		}

		const to = address;
		const place = trust.placeOf(to);
		if (place.problem) {
			lose(place.problem);
			return;
		}

		let met: Met | undefined;
		// What an earlier connection still has to say is of no interest.
		const isCurrent = () => current === connection;
		const current: Connection = openConnection(
			{
				addresses: place.addresses,
				isEncrypted: place.isEncrypted,
				judge: counterpart => {
					const judgement = place.judge(counterpart);
					if (judgement === 'known' || judgement === 'told' || judgement === 'new') {
						met = {counterpart, place, isNew: judgement === 'new'};
						return undefined;
					}

					return judgement;
				},
			},
			{
				opened(counterpart) {
					if (isCurrent()) {
						const isSafe = counterpart !== undefined || isThisMachine(to.host);
						const binding = counterpart?.binding;
						login = createLogin(credentials, {binding, isSafe, salted, passing});
						listener({type: 'opened'});
					}
				},
				received(frame) {
					if (isCurrent()) {
						receive(current, frame, met);
					}
				},
				ended(problem) {
					if (isCurrent()) {
						connection = undefined;
						lose(problem);
					}
				},
			},
		);
		connection = current;
	};

	const receive = (from: Connection, frame: ServerFrame, met: Met | undefined): void => {
		if (frame.type === 'challenge') {
			void answer(from, frame);
			return;
		}

		if (frame.type === 'welcome') {
			const isProved = login?.judge(frame);
			// Whoever does not know the password is not the room that one was told of.
			const isOwed = met?.isNew === true && credentials.password !== undefined;
			if (isProved === false || (isProved === undefined && isOwed)) {
				from.destroy('unproved');
				return;
			}

			wasIn = true;
			attempt = 0;
			hasty = 0;
			leastDelay = 0;
			met?.place.remember(met.counterpart);
			if (met?.isNew) {
				listener({type: 'met', counterpart: met.counterpart});
			}
		} else if (frame.type === 'bye') {
			leastDelay = frame.retryMs ?? 0;
			// Put out: no attempt of our own follows.
			wasIn &&= frame.isFinal !== true;
		}

		listener({type: 'frame', frame});
	};

	const answer = async (
		to: Connection,
		frame: Extract<ServerFrame, {type: 'challenge'}>,
	): Promise<void> => {
		const proof = await login?.answer(frame);
		if (proof) {
			to.send(proof);
		} else {
			to.destroy('unproved');
		}
	};

	const lose = (problem: Problem): void => {
		if (problem === 'in-clear' && hasty < mostHasty) {
			hasty++;
			connect();
			return;
		}

		hasty = 0;
		if (!wasIn || isFinal(problem)) {
			listener({type: 'lost', problem, retryMs: undefined});
			return;
		}

		const retryMs = retryDelay(attempt, random(), leastDelay);
		attempt++;
		// Asked for once, heeded once.
		leastDelay = 0;
		timer = setTimeout(connect, retryMs);
		listener({type: 'lost', problem, retryMs});
	};

	const leave = (): Connection | undefined => {
		const left = connection;
		clearTimeout(timer);
		connection = undefined;
		wasIn = false;
		attempt = 0;
		hasty = 0;
		return left;
	};

	return {
		open(to) {
			leave()?.destroy('closed');
			address = to;
			connect();
		},
		send(frame) {
			connection?.send(frame.type === 'hello' && login ? login.begin(frame) : frame);
		},
		reconnect() {
			connection?.destroy('lost');
		},
		async close(last) {
			const left = leave();
			address = undefined;
			if (left && last) {
				left.send(last);
			}

			await left?.close();
		},
	};
}
