import {createHash} from 'node:crypto';
import {accepted} from '../protocol/accepted.ts';
import {cleanLine, parseTopic} from '../protocol/body.ts';
import {type AuthorKey, type Nick, type Pin} from '../protocol/ids.ts';
import {isVerb, orderHelp, parseOrder} from '../protocol/orders.ts';
import {Refusal} from '../protocol/refusal.ts';
import type {Hub} from '../server/core/hub.ts';
import {nearest} from './nearest.ts';

/** Nobody else can have that name. */
const nick = 'host' as Nick;

const {keep: _, ...forHosts} = orderHelp;
const help: Readonly<Record<string, {readonly usage: string; readonly help: string}>> = {
	...forHosts,
	topic: {usage: '/topic [TEXT]', help: 'what #lobby is about'},
	who: {usage: '/who', help: 'who is here'},
	help: {usage: '/help', help: 'this list'},
	quit: {usage: '/quit', help: 'tell everyone and close the room, as Ctrl+C does'},
};

/** All that a host can write, as it begins. */
export const hostVerbs: readonly string[] = Object.keys(help).map(verb => `/${verb}`);

export type HostOrders = {
	/** Resolves to what to tell the host, if anything. */
	readonly carryOut: (line: string) => Promise<string | undefined>;
};

/** What somebody who sits in front of the server has done by writing a line. */
export function createHostOrders(
	{hub, pin}: {readonly hub: Hub; readonly pin: Pin},
	quit: () => void,
): HostOrders {
	const by = {nick, key: keyOf(pin)};

	const obey = async (verb: string, rest: string): Promise<string | undefined> => {
		switch (verb) {
			case 'help': {
				return helpText();
			}

			case 'who': {
				return whoIsHere(hub);
			}

			case 'quit': {
				quit();
				return undefined;
			}

			case 'topic': {
				const topic = accepted(parseTopic(rest));
				await hub.steward.setTopic(by, topic);
				return topic === '' ? '#lobby has no topic now.' : `The topic of #lobby: ${topic}`;
			}

			default: {
				return hub.steward.carryOut(by, accepted(parseOrder(`${verb} ${rest}`)));
			}
		}
	};

	return {
		async carryOut(line) {
			const text = cleanLine(line).trim();
			const [, word, rest = ''] = /^\/(\S+)\s*(.*)$/.exec(text) ?? [];
			const verb = word?.toLowerCase() ?? '';
			if (text === '') {
				return undefined;
			}

			if (!Object.hasOwn(help, verb) && !isVerb(verb)) {
				return unknown(verb);
			}

			try {
				return await obey(verb, rest);
			} catch (error) {
				if (error instanceof Refusal) {
					return error.message;
				}

				throw error;
			}
		},
	};
}

function unknown(verb: string): string {
	const meant = verb === '' ? undefined : nearest(verb, Object.keys(help));
	return verb === ''
		? 'Here one gives orders, which begin with /. To talk: chatroom join. /help lists them.'
		: `There is no /${verb}.${meant === undefined ? '' : ` Did you mean /${meant}?`} /help lists what there is.`;
}

function helpText(): string {
	const rows = Object.values(help);
	const width = Math.max(...rows.map(({usage}) => usage.length));
	return rows.map(({usage, help: what}) => `  ${usage.padEnd(width)}  ${what}`).join('\n');
}

function whoIsHere({people, visitors}: Hub): string {
	const names = people.map(({nick: name, dialect, away}) =>
		away === undefined ? `${name} (${dialect})` : `${name} (${dialect}, away)`,
	);
	const looking = visitors > 0 ? [`${visitors} only looking`] : [];
	const all = [...names, ...looking];
	return all.length === 0 ? 'Nobody is here.' : `${people.length} here: ${all.join(', ')}`;
}

/** In the history the host of one server is one author, also after a restart. */
const keyOf = (pin: Pin): AuthorKey =>
	createHash('sha256').update(`chatroom host ${pin}`).digest('base64url').slice(0, 22) as AuthorKey;
