import {expect} from 'vitest';
import {deviceClaim} from '../../source/protocol/claim.ts';
import {clientFrame} from '../../source/protocol/client-frame.ts';
import type {Session, Wire} from '../../source/server/gateways/gateway.ts';
import type {Host} from '../../source/server/gateways/host.ts';
import {JsonSession} from '../../source/server/gateways/json-session.ts';
import {PlainSession} from '../../source/server/gateways/plain-session.ts';
import {quiet} from './turns.ts';
import {padded, Peer, Stage} from './stage.ts';

export type Tongue = {
	readonly open: (wire: Wire, host: Host) => Session;
	/** What a peer of that name sends for a line of the transcript, line end and all. */
	readonly toWire: (line: string, name: string) => string;
	/** A line as it was heard, in the words of the line that was expected in its place. */
	readonly fromWire: (line: string, expected: string, stage: Stage) => string;
	/** What anybody hears of this line is not in the transcript. */
	readonly isAside?: (line: string) => boolean;
	/** What a peer answers by itself to a line that it hears; neither is in the transcript. */
	readonly answers?: (heard: string) => string | undefined;
};

export type Staging = {
	readonly stage?: Stage;
	/** How the wire cuts what peers say into chunks. */
	readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
};

/**
Plays a transcript in our own protocol. `>` is what the peer says, `<` all that it must hear before it says more; `bob>` and `bob<` are another peer's, who is listened to only if a `bob<` is there at all. `> (end)`: says no more; `< (end)`: the connection is ended; `... 30` seconds pass.

A frame is written as its type and `key=value` pairs, and of what is heard only the keys that are written count. Ids and keys of 22 characters may be shorter; of entries their texts are shown, of people their nicks; `log=$log` is the log's own id.
*/
export const converse = (transcript: string, staging?: Staging): Promise<void> =>
	play(json, transcript, staging);

/** The same for someone with netcat, whose lines are the lines of the transcript. */
export const conversePlainly = (transcript: string, staging?: Staging): Promise<void> =>
	play(plain, transcript, staging);

export const plain: Tongue = {
	open: (wire, host) => new PlainSession(wire, host),
	toWire: line => `${line}\n`,
	fromWire: line => line,
};

export const json: Tongue = {
	open: (wire, host) => new JsonSession(wire, host),
	toWire: line => `${toFrame(line)}\n`,
	fromWire: fromFrame,
	answers: proofFor,
};

// A device that proves itself, as all of them do.
function proofFor(heard: string): string | undefined {
	const {type, nonce, scram} = heard.startsWith('{"type":"challenge"') ? JSON.parse(heard) : {};
	const signature = `signed ${deviceClaim(String(nonce), '')}`;
	return type === 'challenge' && scram === undefined
		? `${JSON.stringify({type: 'prove', signature})}\n`
		: undefined;
}

/** Plays a transcript in any tongue, or in that of each peer. */
export async function play(
	tongues: Tongue | ((name: string) => Tongue),
	transcript: string,
	staging: Staging = {},
): Promise<void> {
	const {stage = new Stage(), cut = bytes => [bytes]} = staging;
	const tongueOf = typeof tongues === 'function' ? tongues : () => tongues;
	const expected = transcript
		.trim()
		.split('\n')
		.map(line => line.trim().replaceAll('$log', stage.hub.log.id))
		.filter(line => line !== '');
	const peers = new Map<string, Peer>();
	const peerNamed = (name: string) => {
		const peer = peers.get(name) ?? new Peer(wire => tongueOf(name).open(wire, stage.host));
		peers.set(name, peer);
		return peer;
	};

	const isAboutProofs = expected.some(line => / challenge/.test(line));
	const heardBy = async (who: string, peer: Peer): Promise<readonly string[]> => {
		const {answers} = tongueOf(who);
		const lines = peer.takeLines();
		const given = lines.map(line => (isAboutProofs ? undefined : answers?.(line)));
		if (given.every(answer => answer === undefined)) {
			return lines;
		}

		given.forEach(answer => answer !== undefined && peer.say(answer));
		await quiet(8);
		return [...lines.filter((_, at) => given[at] === undefined), ...peer.takeLines()];
	};

	const actual: string[] = [];
	for (const [index, line] of expected.entries()) {
		const [, name, direction, words] = /^(\w*)([<>]|\.\.\.) ?(.*)$/.exec(line)!;
		if (direction === '<') {
			peerNamed(name!);
			continue;
		}

		actual.push(line);
		if (direction === '...') {
			stage.now += Number(words) * 1000;
			[...peers.values()].forEach(({session}) => session.tick(stage.now, false));
		} else if (words === '(end)') {
			peerNamed(name!).session.finish();
		} else {
			cut(new TextEncoder().encode(tongueOf(name!).toWire(words!, name!))).forEach(chunk =>
				peerNamed(name!).say(chunk),
			);
		}

		await quiet(8);
		// Whoever proves itself is in before the others are asked what they heard.
		const heard = new Map<string, readonly string[]>();
		for (const [who, peer] of peers) {
			heard.set(who, await heardBy(who, peer));
		}

		for (const [who, peer] of peers) {
			heard.set(who, [...heard.get(who)!, ...peer.takeLines()]);
		}

		if (tongueOf(name!).isAside?.(words!)) {
			continue;
		}

		const answers = linesAfter(expected, index);
		const heeded = [...peers].filter(
			([who]) => who === '' || expected.some(other => other.startsWith(`${who}<`)),
		);
		for (const [who] of heeded) {
			const hoped = answers.filter(answer => answer.startsWith(`${who}<`));
			heard.get(who)!.forEach((line, at) => {
				const rendered = tongueOf(who).fromWire(
					line,
					(hoped[at] ?? '').slice(who.length + 2),
					stage,
				);
				actual.push(`${who}< ${rendered}`.trimEnd());
			});
		}
	}

	expect(stage.reports).toEqual([]);
	expect(actual.join('\n')).toBe(inPeerOrder(expected, [...peers.keys()]).join('\n'));
}

function linesAfter(lines: readonly string[], index: number): readonly string[] {
	const rest = lines.slice(index + 1);
	const end = rest.findIndex(line => !/^\w*</.test(line));
	return end < 0 ? rest : rest.slice(0, end);
}

// What several peers hear at one time has no order among them.
function inPeerOrder(lines: readonly string[], names: readonly string[]): readonly string[] {
	return lines.flatMap((line, index) =>
		/^\w*</.test(line)
			? []
			: [
					line,
					...names.flatMap(name =>
						linesAfter(lines, index).filter(answer => answer.startsWith(`${name}<`)),
					),
				],
	);
}

const types = new Set<string>(clientFrame.options.map(({entries}) => entries.type.literal));
const pairs = /(\w+)=((?:"(?:[^"\\]|\\.)*"|[^\s"])*)/g;

function toFrame(line: string): string {
	const [type = ''] = line.split(' ');
	if (!types.has(type)) {
		return line;
	}

	const fields = [...line.matchAll(pairs)].map(([, key, value]) => [key, valueOf(key!, value!)]);
	return JSON.stringify({type, ...Object.fromEntries(fields)});
}

function valueOf(key: string, value: string): unknown {
	if (key === 'id') {
		return padded(value);
	}

	if (key === 'key') {
		return value.padEnd(43, '-');
	}

	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

function fromFrame(line: string, expected: string): string {
	if (!line.startsWith('{')) {
		return line;
	}

	const {type, ...fields} = JSON.parse(line) as Record<string, unknown>;
	const wanted = [...expected.matchAll(pairs)].map(([, key]) => key!);
	const keys = expected.split(' ')[0] === type ? wanted : Object.keys(fields);
	return [type, ...keys.map(key => `${key}=${shown(key, fields[key])}`)].join(' ');
}

function shown(key: string, value: unknown): string {
	if (Array.isArray(value)) {
		return value.map(item => shown(key, nameOf(key, item as Record<string, unknown>))).join(',');
	}

	if (typeof value !== 'string') {
		return JSON.stringify(value) ?? 'undefined';
	}

	const short = key === 'id' || key === 'tag' ? value.replace(/-+$/, '') : value;
	return /^[^\s"]+$/.test(short) ? short : JSON.stringify(short);
}

const nameOf = (key: string, item: Record<string, unknown>): unknown =>
	key === 'people' ? item['nick'] : key === 'rooms' ? item['room'] : item['text'];
