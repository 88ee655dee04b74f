import os from 'node:os';
import type {RoomLink} from '../protocol/room-link.ts';
import {originOf} from '../server/transport/origin.ts';

type Interfaces = ReturnType<typeof os.networkInterfaces>;
type Addresses = RoomLink['addresses'];

/** As many as a link may have. */
const most = 8;

// What programs have made on this machine: nobody on the network is at the other end.
const virtual =
	/^(?:docker|veth|br-|virbr|vmnet|vboxnet|vmware|vethernet|podman|lxc|lxd|cni|flannel|cali|kube|bridge\d)/i;
// A network of a few chosen machines, wherever they are.
const tunnel = /^(?:tailscale|wg|tun|tap|utun|zt|ppp)/i;

/** How others on the network reach a server that listens there: the most likely address first. */
export function addressesOf(
	host: string | undefined,
	port: number,
	interfaces: Interfaces = os.networkInterfaces(),
): Addresses {
	const hosts = isEverywhere(host) ? outside(interfaces, host === '0.0.0.0') : [host];
	const [first = '127.0.0.1', ...others] = hosts.map(each =>
		each === 'localhost' ? '127.0.0.1' : each,
	);
	const withPort = (each: string) => ({host: each, port});
	return [withPort(first), ...others.map(withPort)];
}

/** Whether only this machine itself can reach them. */
export const isLoopback = (addresses: Addresses): boolean =>
	addresses.every(({host}) => originOf(host).isLocal);

const isEverywhere = (host: string | undefined): host is undefined | '::' | '0.0.0.0' =>
	host === undefined || host === '::' || host === '0.0.0.0';

function outside(interfaces: Interfaces, isOnlyIPv4: boolean): readonly string[] {
	return Object.entries(interfaces)
		.flatMap(([name, addresses = []]) => addresses.map(each => ({...each, name})))
		.filter(({internal, address}) => !internal && !/^fe[89ab].:/i.test(address))
		.filter(({family}) => !isOnlyIPv4 || family === 'IPv4')
		.toSorted((one, other) => rankOf(one) - rankOf(other))
		.map(({address}) => address)
		.slice(0, most);
}

// Those that reach most people first; an address that a machine gave to itself reaches hardly anybody.
function rankOf({
	name,
	address,
	family,
}: {
	readonly name: string;
	readonly address: string;
	readonly family: string;
}): number {
	const kind = tunnel.test(name) ? 2 : virtual.test(name) ? 1 : 0;
	const isMakeshift = address.startsWith('169.254.');
	return kind * 3 + (family === 'IPv4' ? (isMakeshift ? 2 : 0) : 1);
}
