import net from 'node:net';
import process from 'node:process';
import {dialects} from './dialects.ts';

// Run by isolation.ts as a process of its own: a peer, or several, that others should not notice. Prints a line when it has begun.

const [port, kind, count] = process.argv.slice(2);
const {hello, ready, say} = dialects.json;
const words = 'what nobody wants to hear, again and again, from someone who does not listen';

for (let index = 0; index < Number(count); index++) {
	const socket = net.connect({host: '127.0.0.1', port: Number(port), noDelay: true});
	const begin = (): void => {
		socket.removeAllListeners('data');
		if (kind === 'stopped') {
			socket.pause();
		} else {
			socket.resume();
			flood();
			socket.on('drain', flood);
		}

		process.stdout.write('begun\n');
	};

	// Every message needs an id of its own; all else stays.
	const flood = (): void => {
		while (socket.write(say(words))) {
			// Until the socket has had enough.
		}
	};

	socket.on('connect', () => socket.write(hello(`${kind}${index}`)));
	let heard = '';
	socket.on('data', chunk => {
		heard += chunk.toString('latin1');
		if (heard.includes(ready)) {
			begin();
		}
	});
}
