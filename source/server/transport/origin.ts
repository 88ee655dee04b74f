import {isIP, isIPv6} from 'node:net';

/** Where a peer comes from, as far as it is counted: an IPv4 address, or an IPv6 network of 64 bits, of which one person has all addresses. */
export function originOf(address = ''): {readonly name: string; readonly isLocal: boolean} {
	const plain = address.replace(/%.*$/, '').toLowerCase();
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1] ?? plain;
	const isLocal = mapped === '::1' || mapped.startsWith('127.');
	return {name: isIPv6(mapped) ? networkOf(mapped) : mapped, isLocal};
}

// «2001:db8::1» stands for eight groups, of which the first four name the network.
function networkOf(address: string): string {
	const [head = '', tail] = address.split('::');
	const groups = (part: string | undefined) => (part ? part.split(':') : []);
	const [before, after] = [groups(head), groups(tail)];
	const zeros = Array.from({length: Math.max(0, 8 - before.length - after.length)}, () => '0');
	const all = tail === undefined ? before : [...before, ...zeros, ...after];
	return all
		.slice(0, 4)
		.map(group => group.replace(/^0+(?=.)/, ''))
		.join(':');
}

/** An address as somebody wrote it, or an IPv6 network of 64 bits, as `originOf` names it; undefined for what is none, for this machine, and for larger networks. */
export function bannable(text: string): string | undefined {
	const [address = '', bits] = text.split('/');
	const {name, isLocal} = originOf(address);
	const isNetwork = bits === undefined || (bits === '64' && isIPv6(address));
	return isIP(address) > 0 && isNetwork && !isLocal ? name : undefined;
}
