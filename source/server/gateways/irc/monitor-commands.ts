import {parseNick} from '../../../protocol/nick.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import {maskedName} from '../../core/rules.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import {mostMonitored} from './monitor-lists.ts';
import {inLines, personNamed} from './people.ts';
import {shown} from './registration.ts';

const isNick = (text: string): boolean => !(parseNick(text) instanceof Refusal);

function tellStatus(client: IrcClient, nicks: readonly string[]): void {
	const found = nicks.map(nick => ({nick, member: personNamed(client, nick)}));
	const online = found.flatMap(({member}) => (member ? maskedName(member.face) : []));
	const offline = found.flatMap(({nick, member}) => (member ? [] : shown(nick)));
	for (const line of inLines(online, ',')) {
		client.reply('RPL_MONONLINE', line);
	}

	for (const line of inLines(offline, ',')) {
		client.reply('RPL_MONOFFLINE', line);
	}
}

function watch(client: IrcClient, nicks: readonly string[]): void {
	const {host, member, reply} = client;
	const tooMany = new Set(nicks.filter(nick => isNick(nick) && !host.monitors.add(member, nick)));
	tellStatus(
		client,
		nicks.filter(nick => !tooMany.has(nick)),
	);
	for (const line of inLines([...tooMany], ',')) {
		reply('ERR_MONLISTFULL', String(mostMonitored), line, 'Monitor list is full');
	}
}

/** IRCv3 monitor. What cannot be a nick is offline for ever, and not kept. */
export const monitorCommands: Commands = {
	MONITOR: {
		least: 1,
		run(client, {verb, params}) {
			const {host, member, reply} = client;
			const [modifier = '', targets = ''] = params;
			const nicks = [...new Set(targets.split(',').filter(Boolean))];
			switch (modifier.toUpperCase()) {
				case '+':
				case '-': {
					if (nicks.length === 0) {
						reply('ERR_NEEDMOREPARAMS', verb, 'Not enough parameters');
					} else if (modifier === '+') {
						watch(client, nicks);
					} else {
						nicks.forEach(nick => host.monitors.remove(member, nick));
					}

					break;
				}

				case 'C': {
					host.monitors.clear(member);
					break;
				}

				case 'L': {
					for (const line of inLines(host.monitors.of(member), ',')) {
						reply('RPL_MONLIST', line);
					}

					reply('RPL_ENDOFMONLIST', 'End of MONITOR list');
					break;
				}

				case 'S': {
					tellStatus(client, host.monitors.of(member));
					break;
				}
			}
		},
	},
};
