import tls from 'node:tls';
import {bindingOf} from '../../source/server/transport/encrypt.ts';
import {untilEqual, within} from './patience.ts';

type Frame = Readonly<Record<string, unknown>> & {readonly type: string};

/** Someone who speaks our own protocol over TLS, by hand. */
export async function speakTls(port: number, options: tls.ConnectionOptions = {}) {
	const socket = tls.connect({host: '127.0.0.1', port, rejectUnauthorized: false, ...options});
	const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
	const secured = new Promise<void>((resolve, reject) => {
		socket.once('secureConnect', resolve).on('error', reject);
	});
	await within(secured, () => `TLS with port ${port}`);
	const frames: Frame[] = [];
	let rest = '';
	socket.setEncoding('utf8').on('data', chunk => {
		const lines = (rest + String(chunk)).split('\n');
		rest = lines.pop()!;
		frames.push(
			...lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as Frame),
		);
	});
	return {
		socket,
		frames: frames as readonly Frame[],
		/** As base64url. */
		binding: Buffer.from(bindingOf(socket)).toString('base64url'),
		say: (frame: Frame) => void socket.write(`${JSON.stringify(frame)}\n`),
		async hears(type: string, count = 1): Promise<Frame> {
			const of = () => frames.filter(frame => frame.type === type);
			await untilEqual(() => of().length >= count, true);
			return of()[count - 1]!;
		},
		closed,
		[Symbol.dispose]: () => void socket.destroy(),
	};
}
