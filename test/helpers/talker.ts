import net from 'node:net';
import {createDevice, type Device} from '../../source/crypto/device.ts';
import {deviceClaim} from '../../source/protocol/claim.ts';
import {within} from './patience.ts';

type Frame = {readonly type: string; readonly [field: string]: unknown};

/** Someone who speaks our own protocol over a socket and keeps count of what was answered. */
export type Talker = {
	readonly frames: readonly Frame[];
	/** The answers to what was said, by id: `ack` or `refused`. */
	readonly answers: ReadonlyMap<string, Frame>;
	say(id: string, text: string): void;
	/** Sends a frame, whatever comes of it. */
	tell(frame: Frame): void;
	/** Sends a request and resolves to the milliseconds until its answer. */
	ask(request: Frame): Promise<{readonly frame: Frame; readonly milliseconds: number}>;
	answered(id: string): Promise<Frame>;
	/** The other side has closed the connection. */
	readonly closed: Promise<void>;
	[Symbol.dispose](): void;
};

// Whoever comes again is the same.
const devices = new Map<string, Device>();

/** An id of an entry. */
export const idOf = (name: string): string => name.padEnd(22, '-');

export async function openTalker(port: number, nick: string): Promise<Talker> {
	const socket = net.connect({host: '127.0.0.1', port});
	const frames: Frame[] = [];
	const answers = new Map<string, Frame>();
	const waiting = new Set<(frame: Frame | undefined) => void>();
	let rest = '';
	socket.setEncoding('utf8').on('data', chunk => {
		const lines = (rest + String(chunk)).split('\n');
		rest = lines.pop()!;
		// Whoever is silent for a moment is greeted in plain text.
		for (const line of lines.filter(one => one.startsWith('{'))) {
			const frame = JSON.parse(line) as Frame;
			frames.push(frame);
			if ((frame.type === 'ack' || frame.type === 'refused') && typeof frame['id'] === 'string') {
				answers.set(frame['id'], frame);
			}

			waiting.forEach(look => look(frame));
		}
	});
	const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
	// The end of a server under test is a reset now and then.
	socket.on('error', () => {});
	const send = (frame: Frame) => void socket.write(`${JSON.stringify(frame)}\n`);
	const until = (found: (frame: Frame) => boolean, what: string): Promise<Frame> => {
		let look: (frame: Frame | undefined) => void = () => {};
		const frame = new Promise<Frame>((resolve, reject) => {
			look = heard => {
				if (!heard) {
					reject(new Error(`The connection ended before ${what}.`));
				} else if (found(heard)) {
					resolve(heard);
				}
			};
			waiting.add(look);
			void closed.then(() => look(undefined));
		});
		return within(frame, () => what).finally(() => waiting.delete(look));
	};

	const welcome = until(({type}) => type === 'welcome', 'a welcome');
	const device = devices.get(nick) ?? createDevice().device;
	devices.set(nick, device);
	send({type: 'hello', v: [1, 1], nick, key: device.key, backlog: 0});
	const {nonce} = await until(({type}) => type === 'challenge', 'a challenge');
	send({type: 'prove', signature: device.sign(deviceClaim(String(nonce), ''))});
	await welcome;
	let asked = 0;
	return {
		frames,
		answers,
		say: (id, text) => send({type: 'say', room: '#lobby', id, text}),
		tell: send,
		async ask(request) {
			const tag = `ask${++asked}`;
			const begun = performance.now();
			const answer = until(frame => frame['tag'] === tag, `an answer to ${request.type}`);
			send({...request, tag});
			return {frame: await answer, milliseconds: performance.now() - begun};
		},
		answered: async id =>
			answers.get(id) ??
			until(({type, id: of}) => of === id && type !== 'entry', `an answer about ${id}`),
		closed,
		[Symbol.dispose]: () => void socket.destroy(),
	};
}
