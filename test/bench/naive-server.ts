import net from 'node:net';
import process from 'node:process';

// The chat server that one writes first: every line to everyone, as it comes, and nothing else.
const sockets = new Set<net.Socket>();

const server = net.createServer({noDelay: true}, socket => {
	let rest = '';
	sockets.add(socket);
	socket.setEncoding('utf8');
	socket.write('welcome\n');
	socket.on('data', (text: string) => {
		const lines = (rest + text).split('\n');
		rest = lines.pop()!;
		for (const line of lines) {
			for (const other of sockets) {
				other.write(`${line}\n`);
			}
		}
	});
	socket.on('error', () => {});
	socket.on('close', () => sockets.delete(socket));
});

server.listen({host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4096});
