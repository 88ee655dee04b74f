import {once} from 'node:events';
import net from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {dialects} from './dialects.ts';

const acknowledged = Buffer.from('"type":"ack"');
/** As many as a client may have under way. */
const mostUnderWay = 32;

/** Someone in the room who says much. */
export type Talker = {
	/** Says these as fast as the server takes them. */
	sayAll(texts: readonly string[]): Promise<void>;
	/** Says so many a second, for so long. */
	keepSaying(perSecond: number, milliseconds: number): Promise<void>;
	close(): void;
};

export async function openTalker(port: number): Promise<Talker> {
	const socket = net.connect({host: '127.0.0.1', port, noDelay: true});
	const underWay = {count: 0};
	let rest = Buffer.alloc(0);
	let goOn = (): void => {};
	socket.on('data', (bytes: Buffer) => {
		const whole = Buffer.concat([rest, bytes]);
		let end = 0;
		for (let at; (at = whole.indexOf(acknowledged, end)) >= 0; end = at + acknowledged.length) {
			underWay.count--;
		}

		rest = whole.subarray(Math.max(end, whole.length - acknowledged.length));
		goOn();
	});
	await once(socket, 'connect');
	const {hello, say} = dialects.json;
	socket.write(hello('talker'));
	await once(socket, 'data');

	return {
		async sayAll(texts) {
			for (const text of texts) {
				while (underWay.count >= mostUnderWay) {
					await new Promise<void>(resolve => {
						goOn = resolve;
					});
				}

				underWay.count++;
				socket.write(say(text));
			}
		},
		async keepSaying(perSecond, milliseconds) {
			const began = performance.now();
			for (let said = 0; performance.now() - began < milliseconds; await sleep(2)) {
				for (; said < ((performance.now() - began) * perSecond) / 1000; said++) {
					underWay.count++;
					socket.write(say(`message ${said} of many that come while one reads and writes`));
				}
			}
		},
		close: () => socket.destroy(),
	};
}
