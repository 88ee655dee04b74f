import {expect, test} from 'vitest';
import {orderHelp} from '../../../../source/protocol/orders.ts';
import {helpTexts} from '../../../../source/server/gateways/irc/help-texts.ts';
import {orderCommands} from '../../../../source/server/gateways/irc/order-commands.ts';
import {MemoryLog} from '../../../../source/server/storage/memory-log.ts';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

const operated = () => ({stage: new Stage(new MemoryLog(), {mayOperate: () => true})});

const meet = `
	> (comes)
	bob> (comes)
	> (aside) OPER root secret
`;

test('who is no operator orders nothing', () =>
	converse(
		`
		> (comes)
		> BAN bob 1h :spam
		< 481 ada :Permission Denied- You're not an IRC operator
		> BANS
		< 481 ada ...
		> RELEASE bob
		< 400 ada RELEASE :bob is not kept for you.
	`,
		operated(),
	));

test('an operator bans, sees the list, and lifts it', () =>
	converse(
		`
		${meet}
		> BAN bob 1h :too loud
		< :bob QUIT :Connection closed
		< NOTICE #lobby :ada banned bob for 1 hour: too loud
		bob< ERROR :Closing link: You may not come in here for 1 hour: too loud.
		bob< (end)
		bobby> (comes)
		bobby> NICK bob
		bobby< 432 bobby bob :You may not come in here for 1 hour: too loud.
		> MUTE bobby
		< NOTICE #lobby :ada muted bobby
		bobby< NOTICE * :You may not speak here.
		bobby< NOTICE #lobby :ada muted bobby
		> BANS
		< NOTICE ada :banned bob for 1 hour, by ada: too loud
		< NOTICE ada :muted bobby, by ada
		> UNBAN bob
		< NOTICE #lobby :ada lets bob in again
		bobby< NOTICE #lobby :ada lets bob in again
		> UNBAN bob
		< 401 ada bob :bob is not banned.
		> UNMUTE bobby
		< NOTICE #lobby :ada lets bobby speak again
		bobby< NOTICE * :You may speak again.
		bobby< NOTICE #lobby :ada lets bobby speak again
		> BANS
		< NOTICE ada :Nobody is banned or muted.
	`,
		operated(),
	));

test('an operator locks, unlocks and announces', () =>
	converse(
		`
		${meet}
		bob> (aside) PART #lobby
		> LOCK :full house
		< NOTICE #lobby :ada locked the server: full house
		> UNLOCK
		< NOTICE #lobby :ada lets everybody in again
		> ANNOUNCE :tea at five
		< NOTICE #lobby :ada announces: tea at five
		bob< NOTICE * :ada announces: tea at five
	`,
		operated(),
	));

test('whoever ordered it elsewhere is told', () =>
	converse(
		`
		${meet}
		> (aside) PART #lobby
		> LOCK
		< NOTICE ada :ada locked the server.
	`,
		operated(),
	));

test('what cannot be done is refused in words', () =>
	converse(
		`
		${meet}
		> MUTE
		< 461 ada MUTE :Not enough parameters
		> LIMIT many
		< 461 ada LIMIT :Like this: LIMIT [number|off]
		> LIMIT 5
		< 481 ada :That cannot be changed here.
		> KEEP
		< 400 ada KEEP :That needs a program that can prove who you are: chatroom join.
		> RELEASE nobody
		< 401 ada nobody :nobody is not kept for anybody.
		> MUTE nobody
		< NOTICE #lobby :ada muted nobody
	`,
		operated(),
	));

test('an order is answered with its label', () =>
	converse(
		`
		> (comes with labeled-response batch)
		> (aside) OPER root secret
		> @label=1 BANS
		< @label=1 NOTICE ada :Nobody is banned or muted.
		> @label=2 LOCK
		< NOTICE #lobby :ada locked the server
		< @label=2 ACK
	`,
		operated(),
	));

test('who is killed is written down, and the host is not killed', async () => {
	const staging = operated();
	const {hub} = staging.stage;
	await converse(
		`
		${meet}
		eve> (comes)
		> KILL bob :spam
		< :bob QUIT :Killed (ada (spam))
		eve< :bob QUIT :Killed (ada (spam))
		eve> CHATHISTORY LATEST #lobby * 10
		eve< NOTICE #lobby :ada put bob out: spam
	`,
		staging,
	);
	expect(hub.log.head).toBe(1);
	const other = operated();
	other.stage.hub.house.isHost = () => true;
	await converse(
		`
		${meet}
		> KILL bob :spam
		< 481 ada :The host stays.
	`,
		other,
	);
	expect(other.stage.hub.log.head).toBe(0);
});

test('every order here is one that the parser knows, and help tells of it', () => {
	for (const verb of Object.keys(orderCommands)) {
		expect(orderHelp).toHaveProperty(verb.toLowerCase());
		expect(helpTexts[verb]?.[0]).toMatch(new RegExp(`^${verb}\\b`));
	}
});
