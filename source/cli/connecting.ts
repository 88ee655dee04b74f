import type {LinkOptions} from '../client/connection/link.ts';
import type {Counterpart} from '../client/connection/secure.ts';
import {createTrust, type Told} from '../client/connection/trust.ts';
import {met} from '../client/words/problems.ts';
import {parsePin} from '../protocol/ids.ts';
import {type Destination, destinationOf, text} from './destination.ts';
import {thisDevice} from './device.ts';
import {exitCodes, Failure} from './failure.ts';
import {nameOf, openKnownHosts} from './known-hosts.ts';
import type {Arguments} from './parse-arguments.ts';
import {passwordOf} from './password.ts';
import type {Surroundings} from './surroundings.ts';

/** Where to, whom to trust there, and as whom: what every command that connects needs. */
export type Connecting = Destination &
	LinkOptions & {
		/** Tells the person of a server that was never met before. */
		readonly onMet: (counterpart: Counterpart) => void;
	};

export function connectingOf(given: Arguments, surroundings: Surroundings): Connecting {
	const destination = destinationOf(given, surroundings);
	const {host, port, link} = destination;
	const told: Told = {
		addresses: link?.addresses ?? [{host, port}],
		pin: pinOf(given) ?? link?.pin,
	};
	return {
		...destination,
		credentials: {
			device: thisDevice(),
			password: passwordOf(given, surroundings),
			invite: link?.invite,
		},
		trust: createTrust(openKnownHosts(), {isEncrypted: given.flags['no-tls'] !== true, told}),
		onMet: counterpart =>
			surroundings.stderr.write(`chatroom: ${met(nameOf({host, port}), counterpart)}\n`),
	};
}

function pinOf({flags}: Arguments) {
	const given = text(flags['pin']);
	const pin = parsePin(given?.replace(/^#/, ''));
	if (given !== undefined && !pin) {
		throw new Failure(
			`--pin ${given} is not a key: it has 43 characters, and the server prints it.`,
			exitCodes.usage,
		);
	}

	return pin;
}
