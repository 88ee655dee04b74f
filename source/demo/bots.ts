import {createLink, type Link} from '../client/connection/link.ts';
import {createTrust} from '../client/connection/trust.ts';
import {createDevice} from '../crypto/device.ts';
import type {ServerFrame} from '../protocol/server-frame.ts';
import {newEntryId} from '../protocol/new-id.ts';
import {lobby} from '../protocol/ids.ts';
import {protocolVersion} from '../protocol/limits.ts';
import {lines} from './lines.ts';

type Bot = {
	/** The names it tries, in order, until one is free. */
	readonly names: readonly string[];
	readonly lines: readonly string[];
	/** Milliseconds between two lines, at least and at most. */
	readonly pace: readonly [number, number];
	readonly answer?: (text: string, author: string) => string | undefined;
};

const bots: readonly Bot[] = [
	{
		names: ['mika'],
		lines: lines.mika,
		pace: [2500, 6000],
		answer: (text, author) => (/\bhello\b|\bhi\b/i.test(text) ? `hello ${author}!` : undefined),
	},
	{names: ['小林'], lines: lines.kobayashi, pace: [3500, 8000]},
	// Wants a name that is taken, hears so, and takes another: as anyone would.
	{names: ['Mika', 'mika2'], lines: lines.secondMika, pace: [5000, 11_000]},
];

/** Starts the three; the function that comes back stops them. */
export function startBots(where: {host: string; port: number}): () => Promise<void> {
	const stops = bots.map(bot => startBot(bot, where));
	return async () => {
		await Promise.all(stops.map(stop => stop()));
	};
}

function startBot(bot: Bot, where: {host: string; port: number}): () => Promise<void> {
	let attempt = 0;
	let next = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const say = (text: string): void => {
		const id = newEntryId(Date.now());
		const isAction = text.startsWith('/me ');
		link.send({
			type: 'say',
			room: lobby,
			id,
			kind: isAction ? 'action' : 'message',
			text: isAction ? text.slice(4) : text,
		});
	};

	const talk = (): void => {
		const [least, most] = bot.pace;
		timer = setTimeout(
			() => {
				say(bot.lines[next++ % bot.lines.length]!);
				talk();
			},
			least + Math.random() * (most - least),
		);
	};

	const hello = (): void =>
		link.send({
			type: 'hello',
			v: [protocolVersion, protocolVersion],
			nick: bot.names[attempt % bot.names.length]!,
			bot: true,
		});

	const receive = (frame: ServerFrame): void => {
		if (frame.type === 'welcome') {
			talk();
		} else if (frame.type === 'refused' && frame.code === 'nick-taken') {
			attempt++;
			hello();
		} else if (frame.type === 'entry' && !bot.names.includes(frame.author)) {
			const answer = bot.answer?.(frame.text, frame.author);
			if (answer !== undefined) {
				say(answer);
			}
		}
	};

	const link: Link = createLink(
		event => {
			if (event.type === 'opened') {
				hello();
			} else if (event.type === 'frame') {
				receive(event.frame);
			}
		},
		{
			credentials: {device: createDevice().device, password: undefined, invite: undefined},
			trust: createTrust({pinOf: () => undefined, keep() {}}, {isEncrypted: true}),
		},
	);
	link.open(where);

	return async () => {
		clearTimeout(timer);
		await link.close({type: 'quit'});
	};
}
