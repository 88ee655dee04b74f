import {describe, expect, test} from 'vitest';
import {addressesOf, isLoopback} from '../../source/cli/addresses.ts';
import {formatLink, parseLink} from '../../source/protocol/room-link.ts';

type Interfaces = NonNullable<Parameters<typeof addressesOf>[2]>;

const machine = (interfaces: Readonly<Record<string, readonly string[]>>): Interfaces =>
	Object.fromEntries(
		Object.entries(interfaces).map(([name, addresses]) => [
			name,
			addresses.map(address => ({
				address,
				family: address.includes(':') ? 'IPv6' : 'IPv4',
				internal: name === 'lo',
			})),
		]),
	) as unknown as Interfaces;

const busy = machine({
	lo: ['127.0.0.1', '::1'],
	tailscale0: ['100.64.0.9'],
	docker0: ['172.17.0.1'],
	'br-5f1c': ['172.18.0.1'],
	veth1a2b: ['fe80::1'],
	wlan0: ['2001:db8::7', 'fe80::2', '192.168.1.5'],
	eth0: ['10.0.0.7', 'fd00::7', '169.254.3.4'],
});

const hostsOf = (...given: Parameters<typeof addressesOf>) =>
	addressesOf(...given).map(({host}) => host);

describe('how others reach a server', () => {
	test('that listens everywhere: by its real networks first, by what programs have made last', () => {
		const hosts = [
			'192.168.1.5',
			'10.0.0.7',
			'2001:db8::7',
			'fd00::7',
			'169.254.3.4',
			'172.17.0.1',
			'172.18.0.1',
			'100.64.0.9',
		];
		expect(hostsOf(undefined, 12_312, busy)).toEqual(hosts);
		expect(hostsOf('::', 12_312, busy)).toEqual(hosts);
		expect(hostsOf('0.0.0.0', 12_312, busy)).toEqual(hosts.filter(host => !host.includes(':')));
	});

	test('that listens on one address: by that one', () => {
		expect(addressesOf('10.0.0.7', 4000, busy)).toEqual([{host: '10.0.0.7', port: 4000}]);
		expect(hostsOf('chat.example.org', 4000, busy)).toEqual(['chat.example.org']);
		expect(hostsOf('localhost', 4000, busy)).toEqual(['127.0.0.1']);
	});

	test('that is in no network: from here', () => {
		expect(hostsOf(undefined, 1, machine({lo: ['127.0.0.1', '::1']}))).toEqual(['127.0.0.1']);
		expect(hostsOf(undefined, 1, machine({}))).toEqual(['127.0.0.1']);
	});

	test('with more addresses than a link may have: by the first of them', () => {
		const many = machine({eth0: Array.from({length: 20}, (_, index) => `10.0.0.${index + 1}`)});
		const addresses = addressesOf(undefined, 12_312, many);
		expect(parseLink(formatLink({addresses}))).toEqual({addresses});
		expect(addresses[0].host).toBe('10.0.0.1');
	});
});

test.each([
	[['127.0.0.1'], true],
	[['::1'], true],
	[['127.0.0.1', '192.168.1.5'], false],
	[['chat.example.org'], false],
])('%j is for this machine alone: %j', (hosts, expected) => {
	const [first, ...others] = hosts.map(host => ({host, port: 1}));
	expect(isLoopback([first!, ...others])).toBe(expected);
});
