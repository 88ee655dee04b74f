import {cleanLine} from '../../../protocol/body.ts';
import {maskedName} from '../../core/rules.ts';
import type {Member} from '../../core/member.ts';
import {serverLimits} from '../server-limits.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import {formatIrcLine} from './irc-line.ts';
import {shown} from './registration.ts';
import {memberNamed} from './targets.ts';
import {hasUserMode} from './user-modes.ts';

const utf8 = new TextEncoder();
const mostReason = 300;

function mayOperate({member, reply}: IrcClient): boolean {
	if (!member.isOperator) {
		reply('ERR_NOPRIVILEGES', "Permission Denied- You're not an IRC operator");
	}

	return member.isOperator;
}

const guesses = new WeakMap<Member, number>();

function countGuess({member, quit}: IrcClient): void {
	const count = (guesses.get(member) ?? 0) + 1;
	guesses.set(member, count);
	if (count >= serverLimits.passwordGuesses) {
		quit('Too many wrong passwords');
	}
}

/** Modern IRC, «Operator Messages». */
export const operatorCommands: Commands = {
	OPER: {
		least: 2,
		run(client, {params: [name = '', password = '']}) {
			const {host, member, reply, send} = client;
			if (!host.mayOperate) {
				reply('ERR_NOOPERHOST', 'There are no operators of this server');
			} else if (host.mayOperate(name, password)) {
				reply('RPL_YOUREOPER', 'You are now an IRC operator');
				if (!member.isOperator) {
					member.isOperator = true;
					send(maskedName(member.face), 'MODE', member.face.nick, '+o');
				}
			} else {
				reply('ERR_PASSWDMISMATCH', 'Password incorrect');
				countGuess(client);
			}
		},
	},

	KILL: {
		least: 1,
		async run(client, {params: [nick = '', reason = '']}) {
			const {host, member, reply} = client;
			if (!mayOperate(client)) {
				return;
			}

			const target = memberNamed(client, nick);
			if (!target) {
				reply('ERR_NOSUCHNICK', shown(nick), 'No such nick/channel');
				return;
			}

			if (host.hub.house.isHost(target.key)) {
				reply('ERR_NOPRIVILEGES', 'The host stays.');
				return;
			}

			const because = cleanLine(reason).slice(0, mostReason) || 'no reason given';
			const why = `Killed (${member.face.nick} (${because}))`;
			if (target.dialect.name === 'irc') {
				const line = formatIrcLine(maskedName(member.face), 'KILL', [target.face.nick, because]);
				target.feed.giveAside(utf8.encode(`${line}\r\n`));
			}

			host.hub.quit(target, why, 'lost');
			target.outlet.dismiss(why, {isFinal: true});
			await host.hub.steward.noteKill(member, target.face.nick, because);
		},
	},

	WALLOPS: {
		least: 1,
		run(client, {params: [text = '']}) {
			if (!mayOperate(client)) {
				return;
			}

			const {host, member, reply} = client;
			const words = cleanLine(text).slice(0, mostReason);
			if (words === '') {
				reply('ERR_NEEDMOREPARAMS', 'WALLOPS', 'Not enough parameters');
				return;
			}

			const line = `${formatIrcLine(maskedName(member.face), 'WALLOPS', [words])}\r\n`;
			for (const other of host.hub.members) {
				if (other.dialect.name === 'irc' && hasUserMode(other, 'w')) {
					other.feed.giveAside(utf8.encode(line));
				}
			}
		},
	},
};
