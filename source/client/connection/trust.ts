import type {Pin} from '../../protocol/ids.ts';
import type {Address} from './dial.ts';
import type {Problem} from './problem.ts';
import type {Counterpart} from './secure.ts';
import {isThisMachine} from './this-machine.ts';

/** One server as somebody means to reach it. */
export type Place = {
	readonly addresses: readonly Address[];
	readonly isEncrypted: boolean;
	/** Why not to go there at all. */
	readonly problem: Problem | undefined;
	/** Whether its key is one that was seen there, or that one was told of, or that is new; or why not to talk to it. */
	judge(counterpart: Counterpart): 'known' | 'told' | 'new' | Problem;
	/** From now on its key is the right one. */
	remember(counterpart: Counterpart): void;
};

export interface Trust {
	placeOf(address: Address): Place;
}

/** The keys of servers by where they were met. Implemented with a file. */
export interface KnownHosts {
	pinOf(address: Address): Pin | undefined;
	keep(address: Address, pin: Pin): void;
}

/** What somebody was told of a server, by a link or with --pin. */
export type Told = {
	readonly addresses: readonly [Address, ...Address[]];
	readonly pin?: Pin | undefined;
};

/** Whom to trust: what one has seen, and what one was told. Nobody stands between this machine and itself. */
export function createTrust(
	knownHosts: KnownHosts,
	{isEncrypted, told}: {readonly isEncrypted: boolean; readonly told?: Told | undefined},
): Trust {
	const keep = (address: Address, pin: Pin): void => {
		try {
			knownHosts.keep(address, pin);
		} catch {
			// A home that cannot be written to is no reason not to talk: the server is new the next time, too.
		}
	};

	return {
		placeOf(address) {
			const isLocal = isThisMachine(address.host);
			const meant = told?.addresses.some(other => isSame(other, address)) ? told : undefined;
			const known = isLocal ? undefined : knownHosts.pinOf(address);
			return {
				addresses: meant?.addresses ?? [address],
				isEncrypted,
				problem: !isEncrypted && known !== undefined ? 'once-encrypted' : undefined,
				judge({pin: shown}) {
					const wrong = [known, meant?.pin].find(pin => pin !== undefined && pin !== shown);
					if (wrong !== undefined) {
						return {type: 'other-key', right: wrong, shown};
					}

					return meant?.pin === undefined ? (isLocal || known ? 'known' : 'new') : 'told';
				},
				remember({pin, isPassing}) {
					if (!isPassing && !isLocal && known === undefined) {
						keep(address, pin);
					}
				},
			};
		},
	};
}

const isSame = (one: Address, other: Address): boolean =>
	one.host === other.host && one.port === other.port;
