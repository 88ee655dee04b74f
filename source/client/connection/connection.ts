import type {Socket} from 'node:net';
import type {ClientFrame} from '../../protocol/client-frame.ts';
import {decodeServerFrame, encodeFrame} from '../../protocol/codec.ts';
import {limits} from '../../protocol/limits.ts';
import {LineSplitter} from '../../protocol/line-splitter.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import {type Address, dial} from './dial.ts';
import {type Problem, problemOf} from './problem.ts';
import {type Counterpart, secure} from './secure.ts';

export type ConnectionOptions = {
	/** All of one server: the first that answers is taken. */
	readonly addresses: readonly Address[];
	readonly isEncrypted: boolean;
	/** Whether to talk to whoever shows that key; called before anything is sent. */
	readonly judge: (counterpart: Counterpart) => Problem | undefined;
};

export type ConnectionEvents = {
	/** Frames can be sent. `counterpart`: who is at the other end, where that can be known. */
	readonly opened: (counterpart: Counterpart | undefined) => void;
	readonly received: (frame: ServerFrame) => void;
	/** Called once, and nothing after it. */
	readonly ended: (problem: Problem) => void;
};

export type Connection = {
	send(frame: ClientFrame): void;
	/** Sends what is queued, then closes; resolves when it is closed, or after a second. */
	close(): Promise<void>;
	/** Gives up at once. */
	destroy(problem: Problem): void;
};

const connectWithin = 10_000;
/** A server that has not said one frame by then is none of ours. */
const speakWithin = 5_000;
/** A quiet server is asked for a sign of life after `pingAfter`, and given up `answerWithin` later. */
const pingAfter = 10_000;
const answerWithin = 5_000;
/** What is left unread by then is not worth waiting for. */
const closeWithin = 1_000;
/** A server that asks and does not read what we answer is answered no more. */
const mostUnreadBytes = 64 * 1024;
/** So much text without a frame is a greeting in no protocol of ours. */
const mostGreetingBytes = 4096;
const brace = 0x7b;

/** One socket to a server: frames in, frames out, and the reason when it ends. */
export function openConnection(
	{addresses, isEncrypted, judge}: ConnectionOptions,
	events: ConnectionEvents,
): Connection {
	const lines = new LineSplitter(limits.serverFrameBytes);
	let socket: Socket | undefined;
	let problem: Problem | undefined;
	let hasSpoken = false;
	let isOver = false;
	let greetingBytes = 0;
	let timer = setTimeout(() => destroy('timeout'), connectWithin);

	const end = (): void => {
		clearTimeout(timer);
		if (!isOver) {
			isOver = true;
			events.ended(problem ?? (hasSpoken ? 'closed' : 'not-chatroom'));
		}
	};

	const destroy = (reason: Problem): void => {
		problem ??= reason;
		stopDialling();
		if (socket) {
			socket.destroy();
		} else {
			end();
		}
	};

	const send = (frame: ClientFrame): void => {
		if (socket?.writable) {
			socket.write(encodeFrame(frame));
		}
	};

	const wait = (milliseconds: number, then: () => void): void => {
		clearTimeout(timer);
		timer = setTimeout(then, milliseconds);
	};

	const expectSigns = (): void =>
		wait(pingAfter, () => {
			send({type: 'ping'});
			wait(answerWithin, () => destroy('silent'));
		});

	const receiveLine = (line: Uint8Array | 'too-long'): void => {
		// The greeting is for people with netcat: it comes before anyone knows what we speak.
		if (line === 'too-long' || line[0] !== brace) {
			greetingBytes += line.length;
			if (!hasSpoken && greetingBytes > mostGreetingBytes) {
				destroy('not-chatroom');
			}

			return;
		}

		const frame = decodeServerFrame(line);
		if (!frame) {
			return;
		}

		hasSpoken = true;
		if (frame.type === 'ping') {
			if ((socket?.writableLength ?? 0) < mostUnreadBytes) {
				send({type: 'pong', ...(frame.n !== undefined && {n: frame.n})});
			}
		} else {
			events.received(frame);
		}
	};

	const talk = (over: Socket, counterpart: Counterpart | undefined): void => {
		problem ??= counterpart && judge(counterpart);
		if (problem) {
			over.destroy();
			return;
		}

		wait(speakWithin, () => destroy(over.bytesRead === 0 ? 'mute' : 'not-chatroom'));
		over.on('data', chunk => {
			for (const line of lines.push(chunk as Buffer)) {
				if (!over.destroyed) {
					receiveLine(line);
				}
			}

			if (hasSpoken && !over.destroyed) {
				expectSigns();
			}
		});
		events.opened(counterpart);
	};

	const watch = (over: Socket): void => {
		socket = over;
		over.on('error', (error: NodeJS.ErrnoException) => {
			problem ??= hasSpoken ? 'lost' : problemOf(codeOf(error));
		});
		over.on('close', end);
	};

	const stopDialling = dial(addresses, {
		reached(reached) {
			if (!isEncrypted) {
				watch(reached);
				talk(reached, undefined);
				return;
			}

			wait(speakWithin, () => destroy(reached.bytesRead === 0 ? 'mute' : 'not-chatroom'));
			watch(secure(reached, secured => talk(secured.socket, secured.counterpart)));
		},
		failed(error) {
			problem ??= problemOf(codeOf(error));
			end();
		},
	});

	return {
		send,
		destroy,
		async close() {
			clearTimeout(timer);
			stopDialling();
			if (!socket || socket.destroyed) {
				return;
			}

			const closing = socket;
			const closed = new Promise<void>(resolve => closing.once('close', () => resolve()));
			closing.end();
			const giveUp = setTimeout(() => closing.destroy(), closeWithin);
			await closed;
			clearTimeout(giveUp);
		},
	};
}

// With several addresses for one name, Node reports all their errors as one.
function codeOf(error: NodeJS.ErrnoException): string | undefined {
	const {errors} = error as {readonly errors?: readonly NodeJS.ErrnoException[]};
	return errors?.[0]?.code ?? error.code;
}
