import type {ClientFrame} from '../../protocol/client-frame.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import {retryDelay} from './backoff.ts';
import {type Address, type Connection, openConnection} from './connection.ts';
import type {Problem} from './problem.ts';

export type LinkEvent =
	| {readonly type: 'opened'}
	| {readonly type: 'frame'; readonly frame: ServerFrame}
	/** `retryMs`: when it tries again by itself; without it, it has given up. */
	| {
			readonly type: 'lost';
			readonly problem: Problem;
			readonly retryMs: number | undefined;
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

export function createLink(listener: (event: LinkEvent) => void, random = Math.random): Link {
	let address: Address | undefined;
	let connection: Connection | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let wasIn = false;
	let attempt = 0;
	let leastDelay = 0;

	const connect = (): void => {
		if (!address) {
			return;
		}

		// What an earlier connection still has to say is of no interest.
		const isCurrent = () => current === connection;
		const current: Connection = openConnection(address, {
			opened: () => isCurrent() && listener({type: 'opened'}),
			received(frame) {
				if (isCurrent()) {
					heed(frame);
					listener({type: 'frame', frame});
				}
			},
			ended(problem) {
				if (isCurrent()) {
					connection = undefined;
					lose(problem);
				}
			},
		});
		connection = current;
	};

	const heed = (frame: ServerFrame): void => {
		if (frame.type === 'welcome') {
			wasIn = true;
			attempt = 0;
			leastDelay = 0;
		} else if (frame.type === 'bye') {
			leastDelay = frame.retryMs ?? 0;
		}
	};

	const lose = (problem: Problem): void => {
		if (!wasIn) {
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
		return left;
	};

	return {
		open(to) {
			leave()?.destroy('closed');
			address = to;
			connect();
		},
		send(frame) {
			connection?.send(frame);
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
