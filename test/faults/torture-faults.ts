import net from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import type {Crowd} from './crowd.ts';
import type {FaultProxy} from './fault-proxy.ts';
import type {Participant} from './participant.ts';
import type {Random} from './random.ts';
import {builtProgram, type ServerProcess} from './server-process.ts';

/** Everything that a fault may befall. */
export type Scene = {
	readonly server: ServerProcess;
	readonly proxy: FaultProxy;
	readonly crowd: Crowd;
	readonly random: Random;
};

const some = ({crowd, random}: Scene, most: number): readonly Participant[] =>
	Array.from({length: random.between(1, most)}, () => random.one(crowd.people));

let heirs = 0;

// Without an end of a line: lines of anything may well be a name and then words, said as with netcat.
const anyBytes = (random: Random): Uint8Array =>
	Uint8Array.from({length: random.between(1, 5000)}, () => random.between(0, 255)).map(byte =>
		byte === 0x0a || byte === 0x0d ? 0 : byte,
	);

/** What strangers send: nothing of it may disturb anyone. */
const nonsense = (random: Random): readonly (string | Uint8Array)[] => [
	anyBytes(random),
	'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
	`{"type":"hello","v":[1,1],"nick":"${'x'.repeat(random.between(1, 9000))}`,
	'x'.repeat(100_000),
	`{"type":${'['.repeat(3000)}`,
	'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
	'{"type":"say","room":"#lobby","id":"0123456789012345678901","text":"too early"}\n',
	'{}\n{"type":"hello"}\n\n\n{"type":"hello","v":[7,9],"nick":"future"}\n',
];

/** Whatever may go wrong, by name. Each resolves when the server, if it was ended, is there again. */
export const faults: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
	async kill({server}) {
		server.signal('SIGKILL');
		await server.exit();
		await server.start();
	},

	async 'kill as it opens'({server, random}) {
		server.signal('SIGKILL');
		await server.exit();
		await server.launch(builtProgram);
		await wait(random.between(20, 250));
		// Starting kills what was there before.
		await server.start();
	},

	async end({server}) {
		server.signal('SIGTERM');
		const status = await server.exit();
		if (status !== 0) {
			throw new Error(`The server ended with ${status}:\n${server.printed}`);
		}

		await server.start();
	},

	async stop({server, random}) {
		server.signal('SIGSTOP');
		await wait(random.between(50, 1200));
		server.signal('SIGCONT');
	},

	async 'cut by closing'({proxy}) {
		proxy.cutAll('fin');
	},

	async 'cut by reset'({proxy}) {
		proxy.cutAll('rst');
	},

	async 'cut by silence'({proxy}) {
		proxy.cutAll('silence');
	},

	async drop(scene) {
		some(scene, 8).forEach(person => person.drop(scene.random.one(['fin', 'rst'])));
	},

	async 'stop reading'(scene) {
		some(scene, 4).forEach(person => person.pause());
	},

	async replace(scene) {
		const {crowd, random, proxy, server} = scene;
		const person = random.one(crowd.people);
		const {rooms} = person;
		const port = random.one([proxy.port, server.port]);
		crowd.remove(person);
		// A connection that has fallen silent may hold the old name for a while yet.
		crowd.add(`heir${++heirs}`, {rooms, port, silence: 500, heirOf: person});
	},

	async flood(scene) {
		const {crowd, random} = scene;
		const count = random.between(500, 2000);
		// The longest are more than the kernel takes for those who do not read.
		const text = 'flood '.repeat(random.one([1, 10, 40, 600])).trim();
		crowd.talk(random.one(crowd.people), {ahead: count, most: count, text});
	},

	async garbage({server, random}) {
		for (let count = 0; count < 20; count++) {
			const bytes = random.one(nonsense(random));
			const socket = net.connect({host: '127.0.0.1', port: server.port});
			socket.on('error', () => {});
			socket.resume();
			socket.write(bytes);
			socket.setTimeout(random.between(50, 1000), () => socket.resetAndDestroy());
		}
	},
};
