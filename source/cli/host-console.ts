import os from 'node:os';
import {cleanLine} from '../protocol/body.ts';
import type {Passage} from '../server/core/sight.ts';
import type {Surroundings} from './surroundings.ts';

type Opening = {
	readonly host: string;
	readonly port: number;
	readonly limit: number;
	readonly name: string;
	readonly directory: string | undefined;
	readonly version: string;
};

/** What a host sees of the room. */
export type HostConsole = {
	listening(opening: Opening): void;
	see(sight: Passage): void;
	/** A fault of ours that ended one session. */
	report(error: unknown): void;
	stopping(signal: string): void;
	stopped(): void;
};

/** One JSON object a line, for programs. */
export function jsonConsole(surroundings: Surroundings): HostConsole {
	const write = writerTo(surroundings);
	const print = (event: object) => write(JSON.stringify(event));
	return {
		listening({host, port, limit, name, directory, version}) {
			const history = directory ?? null;
			print({event: 'listening', host, port, limit, name, history, version, pid: process.pid});
		},
		see(sight) {
			const {type: event, who} = sight;
			print(
				sight.type === 'renamed'
					? {event, from: who.nick, to: sight.to}
					: {event, person: who.person, people: sight.people},
			);
		},
		report(error) {
			print({event: 'fault', message: inWords(error)});
		},
		stopping(signal) {
			print({event: 'stopping', signal});
		},
		stopped() {
			print({event: 'stopped'});
		},
	};
}

/** For a person: where to join, who is here, what happens. */
export function terminalConsole(surroundings: Surroundings): HostConsole {
	const print = writerTo(surroundings);
	const now = () => new Date().toTimeString().slice(0, 5);
	const happened = (line: string) => print(`${now()}  ${line}`);
	return {
		listening({host, port, limit, name, directory, version}) {
			const isOpen = host === '::' || host === '0.0.0.0';
			const addresses = isOpen ? outsideAddresses() : [];
			const portFlag = port === 12_312 ? '' : ` --port ${port}`;
			const here = isOpen || host === '127.0.0.1' ? portFlag : ` --host ${host}${portFlag}`;
			print(`chatroom ${version}: the room of ${name} is open.`);
			print('');
			print(`  On this machine:  npx chatroom join${here}`);
			for (const address of addresses) {
				print(`  From elsewhere:   npx chatroom join --host ${address}${portFlag}`);
				print(`                    or: nc ${address} ${port}`);
			}

			print(`  History:          ${directory ?? 'none kept'}`);
			print(
				`  Who can come in:  ${isOpen ? 'anyone who can reach this machine' : `whoever reaches ${host}`}, ${limit} at once`,
			);
			print('');
			print('Ctrl+C tells everyone and closes the room.');
			print('');
		},
		see(sight) {
			switch (sight.type) {
				case 'came': {
					happened(
						`${sight.who.person.nick} came (${sight.who.person.dialect}). ${count(sight.people)}`,
					);
					break;
				}

				case 'went': {
					happened(`${sight.who.person.nick} went. ${count(sight.people)}`);
					break;
				}

				case 'renamed': {
					happened(`${sight.who.nick} is now ${sight.to}.`);
					break;
				}
			}
		},
		report(error) {
			happened(`A fault of this program ended one connection: ${inWords(error)}`);
		},
		stopping() {
			happened('Closing: telling everyone, and finishing what was begun.');
		},
		stopped() {
			happened('Closed. All that was acknowledged is on disk.');
		},
	};
}

/** While the host's own client has the screen: faults are kept, to be told when it has given the terminal back. */
export function silentConsole(tell: (line: string) => void): HostConsole {
	let faults = 0;
	return {
		listening() {},
		see() {},
		report(error) {
			if (++faults <= mostFaultsKept) {
				tell(`A fault of this program ended one connection: ${inWords(error)}`);
			}
		},
		stopping() {},
		stopped() {},
	};
}

const mostFaultsKept = 20;

// What went wrong may quote what somebody sent.
const inWords = (error: unknown): string => cleanLine(String(error));

/** One line at a time, until nobody reads any more. */
function writerTo({stdout}: Pick<Surroundings, 'stdout'>): (line: string) => void {
	let isRead = true;
	stdout.once('error', () => {
		isRead = false;
	});
	return line => {
		if (isRead) {
			stdout.write(`${line}\n`);
		}
	};
}

const count = (people: number) =>
	people === 1 ? '1 person is here.' : `${people} people are here.`;

/** This machine's addresses on its networks, IPv4 first. */
function outsideAddresses(): readonly string[] {
	return Object.values(os.networkInterfaces())
		.flatMap(addresses => addresses ?? [])
		.filter(({internal, address}) => !internal && !address.startsWith('fe80:'))
		.toSorted((a, b) => a.family.localeCompare(b.family))
		.map(({address}) => address)
		.slice(0, 4);
}
