import {execFileSync, spawn} from 'node:child_process';
import {untilContains} from './patience.ts';

/** A network of its own, in which there is nobody but who is started in it. */
export type Namespace = {
	/** An address there that is not loopback. */
	readonly address: string;
	/** The same command, run there. */
	inside(command: readonly string[]): readonly string[];
	[Symbol.dispose](): void;
};

const address = '10.9.0.1';

/** Whether one can be made: that takes root, and programs of util-linux and iproute2. */
export function canOpenNamespace(): boolean {
	try {
		execFileSync('unshare', ['--net', 'ip', 'link'], {stdio: 'ignore'});
		execFileSync('nsenter', ['--version'], {stdio: 'ignore'});
		return true;
	} catch {
		console.log('Skipped: a network of its own needs root, unshare, nsenter and ip.');
		return false;
	}
}

export async function openNamespace(): Promise<Namespace> {
	const script = `ip link set lo up && ip addr add ${address}/32 dev lo && echo ready && exec sleep 600`;
	const holder = spawn('unshare', ['--net', 'sh', '-c', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let said = '';
	holder.stdout.setEncoding('utf8').on('data', chunk => (said += chunk));
	await untilContains(() => said, 'ready');
	return {
		address,
		inside: command => ['nsenter', '--target', String(holder.pid), '--net', '--', ...command],
		[Symbol.dispose]: () => void holder.kill('SIGKILL'),
	};
}
