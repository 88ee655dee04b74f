import tls from 'node:tls';
import {parentPort, workerData} from 'node:worker_threads';

/** Run as a thread of its own: many who guess a password as fast as they are let, and never learn. */
type Task = {readonly port: number; readonly guessers: number; readonly how: 'say' | 'prove'};

const {port, guessers, how} = workerData as Task;
const answers: Record<string, number> = {};
let mostGuesses = 0;
let isOver = false;

function guess(number: number): void {
	const socket = tls.connect({host: '127.0.0.1', port, rejectUnauthorized: false});
	const say = (frame: object) => void socket.write(`${JSON.stringify(frame)}\n`);
	const hello = {type: 'hello', v: [1, 1], nick: `eve${number}`};
	const scram = `p=tls-exporter,,n=chatroom,r=the-nonce-of-guesser-${number}`;
	const begin = () =>
		say(how === 'say' ? {...hello, password: `guess ${number}`} : {...hello, scram});
	let guesses = 0;
	let rest = '';
	socket.once('secureConnect', begin).on('error', () => {});
	socket.setEncoding('utf8').on('data', chunk => {
		const lines = (rest + String(chunk)).split('\n');
		rest = lines.pop()!;
		for (const line of lines) {
			const {type, code = type, scram: first} = JSON.parse(line) as Record<string, string>;
			answers[code!] = (answers[code!] ?? 0) + 1;
			if (type === 'challenge') {
				const [nonces] = first!.split(',');
				// Without a right binding nothing has to be calculated for it.
				say({
					type: 'prove',
					scram: `c=cA==,${nonces},p=${Buffer.alloc(32, number).toString('base64')}`,
				});
			} else {
				guesses += code === 'password-wrong' ? 1 : 0;
				begin();
			}
		}
	});
	socket.on('close', () => {
		mostGuesses = Math.max(mostGuesses, guesses);
		if (!isOver) {
			guess(number);
		}
	});
}

Array.from({length: guessers}, (_, number) => guess(number));
const telling = setInterval(() => parentPort!.postMessage({answers, mostGuesses}), 50);
parentPort!.once('message', () => {
	isOver = true;
	clearInterval(telling);
	parentPort!.postMessage({answers, mostGuesses});
	process.exit();
});
