import {cleanLine} from '../protocol/body.ts';
import {defaultPort} from '../protocol/limits.ts';
import {formatLink, type RoomLink} from '../protocol/room-link.ts';
import type {Passage} from '../server/core/sight.ts';
import {isLoopback} from './addresses.ts';
import {type HostOrders, hostVerbs} from './host-orders.ts';
import {isInForeground} from './foreground.ts';
import {type HostPrompt, openHostPrompt} from './host-prompt.ts';
import {qrCode} from './qr-code.ts';
import type {Surroundings} from './surroundings.ts';

type Opening = {
	readonly host: string;
	readonly port: number;
	readonly limit: number;
	readonly name: string;
	readonly directory: string | undefined;
	readonly version: string;
	/** The way to it from elsewhere, and the key it shows there. */
	readonly link: RoomLink;
	readonly hasPassword: boolean;
	readonly isLocked: boolean;
	readonly isTlsOnly: boolean;
};

/** What a host sees of the room, and can do about it. */
export type HostConsole = {
	listening(opening: Opening): void | Promise<void>;
	/** From now on lines are orders, where somebody can write any. */
	takeOrders(orders: HostOrders, stop: (signal: NodeJS.Signals) => void): void;
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
		listening({host, port, limit, name, directory, version, link}) {
			const where = {host, port, link: formatLink(link), pin: link.pin};
			const history = directory ?? null;
			print({event: 'listening', ...where, limit, name, history, version, pid: process.pid});
		},
		takeOrders() {},
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

/** For a person: where to join, who is here, what happens, and what to do about it. */
export function terminalConsole(surroundings: Surroundings): HostConsole {
	const write = writerTo(surroundings);
	const now = () => new Date().toTimeString().slice(0, 5);
	// Behind a shell (`chatroom serve &`) to read from the terminal would stop us.
	const isAttended = Boolean(surroundings.stdin.isTTY) && isInForeground();
	let prompt: HostPrompt | undefined;
	const print = (line: string) => (prompt ? prompt.print(line) : write(line));
	const happened = (line: string) => print(`${now()}  ${line}`);
	const report = (error: unknown) => happened(`A fault of this program: ${inWords(error)}`);
	return {
		async listening(opening) {
			const {port, name, version, link, directory, isTlsOnly} = opening;
			const {addresses} = link;
			const text = formatLink(link);
			const isOutside = !isLoopback(addresses);
			print(`chatroom ${version}: the room of ${name} is open.`);
			print('');
			print(`  On this machine:  npx chatroom join${flagsFor(opening)}`);
			if (isOutside) {
				print(`  From elsewhere:   npx chatroom join "${text}"`);
				if (!isTlsOnly) {
					print(`                    or: nc ${addresses[0].host} ${port}`);
				}
			} else {
				print(`  As a link:        ${text}`);
			}

			print(`  History:          ${directory ?? 'none kept'}`);
			print(`  Who can come in:  ${whoComesIn(opening)}`);
			print('');
			const picture = isOutside ? await qrCode(text, surroundings.stdout) : undefined;
			if (picture !== undefined) {
				print(`${picture}\n`);
			}

			print(
				`${isAttended ? '/help lists what you can do here. ' : ''}Ctrl+C tells everyone and closes the room.`,
			);
			print('');
		},
		takeOrders(orders, stop) {
			if (isAttended) {
				// One after the other, as they were given.
				let last: Promise<unknown> = Promise.resolve();
				const heard = (line: string) => {
					const answered = last.then(() => orders.carryOut(line));
					last = answered.then(answer => answer !== undefined && print(answer), report);
				};
				prompt = openHostPrompt(surroundings, {
					heard,
					interrupted: () => stop('SIGINT'),
					ended: () => stop('SIGHUP'),
					words: hostVerbs,
				});
			}
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
			prompt?.close();
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
		takeOrders() {},
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

function flagsFor({host, port}: Opening): string {
	const isUsual = ['::', '0.0.0.0', '127.0.0.1'].includes(host);
	return `${isUsual ? '' : ` --host ${host}`}${port === defaultPort ? '' : ` --port ${port}`}`;
}

function whoComesIn({host, limit, hasPassword, isLocked, isTlsOnly}: Opening): string {
	const isOpen = host === '::' || host === '0.0.0.0';
	const reaches = isOpen ? 'can reach this machine' : `reaches ${host}`;
	const who = isLocked
		? 'only who was invited: it is locked, and /unlock opens it'
		: hasPassword
			? `whoever ${reaches} and knows the password`
			: `${isOpen ? 'anyone who' : 'whoever'} ${reaches}`;
	return `${who}; ${isTlsOnly ? 'only encrypted, ' : ''}${limit} at once`;
}
