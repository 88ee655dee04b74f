import {cleanLine} from '../../../protocol/body.ts';
import {parseOrder, type Verb} from '../../../protocol/orders.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {Command, Commands, IrcClient} from './irc-client.ts';
import type {IrcLine} from './irc-line.ts';
import {helpTexts} from './help-texts.ts';
import {tellRefusal} from './refusals.ts';

/** Orders about the whole server that IRC has no words of its own for. */
const verbs = [
	'announce',
	'ban',
	'bans',
	'keep',
	'limit',
	'link',
	'lock',
	'mute',
	'release',
	'unban',
	'unlock',
	'unmute',
] as const satisfies readonly Verb[];

const noOperator = "Permission Denied- You're not an IRC operator";

async function carryOut(client: IrcClient, {verb, params}: IrcLine): Promise<void> {
	const {host, member, reply, send} = client;
	const {steward} = host.hub;
	const order = parseOrder(cleanLine(`${verb} ${params.join(' ')}`));
	// The parser's own words are for where orders begin with a slash.
	if (order instanceof Refusal) {
		reply('ERR_NEEDMOREPARAMS', verb, `Like this: ${helpTexts[verb]![0]!}`);
		return;
	}

	const {face, key} = member;
	try {
		const answer = await steward.carryOut({nick: face.nick, key, member}, order);
		for (const line of answer?.split('\n') ?? []) {
			send(host.serverName, 'NOTICE', face.nick, line);
		}
	} catch (error) {
		if (!(error instanceof Refusal)) {
			throw error;
		}

		const isAnybody = error.code === 'not-steward' && !member.isOperator;
		const refusal = isAnybody ? new Refusal('not-steward', {detail: noOperator}) : error;
		tellRefusal(refusal, {verb, params, tags: new Map()}, reply);
	}
}

const command = (verb: (typeof verbs)[number]): Command => ({
	least: ['announce', 'ban', 'mute', 'unban', 'unmute'].includes(verb) ? 1 : 0,
	run: carryOut,
});

/** What those may order who look after the server, in one word each; `OPER` makes one of them. */
export const orderCommands: Commands = Object.fromEntries(
	verbs.map(verb => [verb.toUpperCase(), command(verb)]),
);
