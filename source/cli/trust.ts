import {isIPv6} from 'node:net';
import type {Address} from '../client/connection/dial.ts';
import {meet} from '../client/connection/meet.ts';
import {problemSentence} from '../client/connection/problem.ts';
import {isThisMachine} from '../client/connection/this-machine.ts';
import * as words from '../client/words/trust.ts';
import {defaultPort} from '../protocol/limits.ts';
import {parseLink} from '../protocol/room-link.ts';
import {text} from './destination.ts';
import {exitCodes, Failure} from './failure.ts';
import {type KnownHostsFile, nameOf, openKnownHosts} from './known-hosts.ts';
import type {Arguments} from './parse-arguments.ts';
import type {Surroundings} from './surroundings.ts';
import {portNumber} from './values.ts';

/** `chatroom trust`: which key of a server is the right one. Resolves to the exit status. */
export async function trust(
	{flags, rest}: Pick<Arguments, 'flags' | 'rest'>,
	{stdout}: Pick<Surroundings, 'stdout'>,
	knownHosts: KnownHostsFile = openKnownHosts(),
): Promise<number> {
	const address = addressIn(rest, text(flags['port']));
	const where = nameOf(address);
	const print = (line: string): void => void stdout.write(`${line}\n`);
	if (flags['replace'] && flags['forget']) {
		throw new Failure('--replace and --forget do not go together.', exitCodes.usage);
	}

	if (flags['forget']) {
		print(knownHosts.forget(address) ? words.forgotten(where) : words.unknown(where));
		return 0;
	}

	const known = knownHosts.pinOf(address);
	const met = await meet(address);
	const problem = 'problem' in met ? problemSentence(met.problem, where) : undefined;
	print(words.known(where, known));
	if ('problem' in met) {
		if (flags['replace']) {
			throw new Failure(problem!, exitCodes.unreachable);
		}

		print(problem!);
		print(words.ways(where));
		return 0;
	}

	print(words.shown(met.pin));
	if (flags['replace']) {
		print(replace(knownHosts, address, met));
	} else {
		print(known === met.pin ? words.same : words.ways(where));
	}

	if (isThisMachine(address.host)) {
		print(words.thisMachine);
	}

	return 0;
}

function replace(
	knownHosts: KnownHostsFile,
	address: Address,
	{
		pin,
		isPassing,
	}: {readonly pin: Parameters<KnownHostsFile['keep']>[1]; readonly isPassing: boolean},
): string {
	if (isPassing) {
		knownHosts.forget(address);
		return words.passing;
	}

	if (knownHosts.pinOf(address) === pin) {
		return words.same;
	}

	knownHosts.keep(address, pin);
	return words.replaced;
}

function addressIn(rest: readonly string[], portFlag: string | undefined): Address {
	const [given = '', ...others] = rest;
	if (given === '' || others.length > 0) {
		throw new Failure('chatroom trust takes one server: HOST or HOST:PORT.', exitCodes.usage);
	}

	const [first] = parseLink(given)?.addresses ?? [];
	if (first) {
		return first;
	}

	// The colons of an IPv6 address are no port, unless the brackets say where it ends.
	const [, bracketed, bare, digits] = isIPv6(given)
		? [given, given]
		: (/^(?:\[([^\]]+)\]|(.+?))(?::(\d+))?$/.exec(given) ?? []);
	const port = digits ?? portFlag;
	return {
		host: bracketed ?? bare ?? given,
		port: port === undefined ? defaultPort : portNumber(port, digits ? `"${given}"` : '--port'),
	};
}
