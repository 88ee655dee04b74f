import {Refusal} from '../../../protocol/refusal.ts';
import type {Room} from '../../core/room.ts';
import {maskedName, type MaskList} from '../../core/rules.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import {readModes} from './mode-changes.ts';
import {describeRules} from './mode-letters.ts';
import {tellRefusal} from './refusals.ts';
import {shown} from './registration.ts';
import {isChannel, memberNamed, visibleRoom} from './targets.ts';
import {describeUserModes, setUserMode, userModeLetters} from './user-modes.ts';

const inSeconds = (milliseconds: number): string => String(Math.floor(milliseconds / 1000));

function tellModes({member, reply}: IrcClient, room: Room): void {
	const isIn = member.rooms.has(room) || member.isOperator;
	reply('RPL_CHANNELMODEIS', room.name, ...describeRules(room.rules, isIn));
	reply('RPL_CREATIONTIME', room.name, inSeconds(room.since));
}

const listReplies = {
	ban: ['RPL_BANLIST', 'RPL_ENDOFBANLIST', 'End of channel ban list'],
	exception: ['RPL_EXCEPTLIST', 'RPL_ENDOFEXCEPTLIST', 'End of channel exception list'],
	invitation: ['RPL_INVEXLIST', 'RPL_ENDOFINVEXLIST', 'End of channel invite exception list'],
	quiet: ['RPL_QUIETLIST', 'RPL_ENDOFQUIETLIST', 'End of channel quiet list'],
} as const;

function tellMasks({reply}: IrcClient, room: Room, list: MaskList): void {
	const [numeric, endNumeric, end] = listReplies[list];
	// No specification knows this list; servers that have it say in the reply which one it is.
	const name = list === 'quiet' ? [room.name, 'q'] : [room.name];
	for (const {mask, by, at} of room.masks[list].values()) {
		reply(numeric, ...name, mask, by, inSeconds(at));
	}

	reply(endNumeric, ...name, end);
}

async function changeModes(
	client: IrcClient,
	room: Room,
	params: readonly string[],
): Promise<'answered' | void> {
	const {host, member, reply} = client;
	const {changes, faults, unknown, lists} = readModes(client, room, params);
	for (const letter of unknown) {
		reply('ERR_UNKNOWNMODE', shown(letter), 'is unknown mode char to me');
	}

	for (const list of lists) {
		tellMasks(client, room, list);
	}

	if (changes.length === 0 && faults.length === 0) {
		return undefined;
	}

	const {moderation} = host.hub;
	const refusal = moderation.mayRule(member, room.name);
	if (refusal instanceof Refusal) {
		tellRefusal(refusal, {verb: 'MODE', params: [room.name], tags: new Map()}, reply);
		return undefined;
	}

	for (const fault of faults) {
		reply(...fault);
	}

	if (unknown.length > 0 || lists.length > 0 || faults.length > 0) {
		client.openBatch();
	}

	const made = moderation.rule(member, room.name, changes, client.label);
	await host.hub.told();
	const isHeard = !(made instanceof Refusal) && made.length > 0 && member.rooms.has(room);
	return isHeard ? 'answered' : undefined;
}

function changeOwnModes({member, reply, send}: IrcClient, letters: string): void {
	const made = {'+': '', '-': ''};
	let sign: '+' | '-' = '+';
	let hasUnknown = false;
	for (const letter of letters) {
		if (letter === '+' || letter === '-') {
			sign = letter;
		} else if (!userModeLetters.includes(letter)) {
			hasUnknown = true;
		} else if (setUserMode(member, letter, sign === '+')) {
			made[sign] += letter;
		}
	}

	if (hasUnknown) {
		reply('ERR_UMODEUNKNOWNFLAG', 'Unknown MODE flag');
	}

	const modes = `${made['+'] && `+${made['+']}`}${made['-'] && `-${made['-']}`}`;
	if (modes) {
		send(maskedName(member.face), 'MODE', member.face.nick, modes);
	}
}

/** Modern IRC, «MODE message». */
export const modeCommands: Commands = {
	MODE: {
		least: 1,
		run(client, {params: [target = '', ...params]}) {
			const {member, reply} = client;
			if (isChannel(target)) {
				const room = visibleRoom(client, target);
				if (!room) {
					reply('ERR_NOSUCHCHANNEL', shown(target), 'No such channel');
					return undefined;
				}

				return params[0] ? changeModes(client, room, params) : tellModes(client, room);
			}

			const holder = memberNamed(client, target);
			if (!holder) {
				reply('ERR_NOSUCHNICK', shown(target), 'No such nick/channel');
			} else if (holder !== member) {
				reply('ERR_USERSDONTMATCH', 'Cannot change mode for other users');
			} else if (params[0]) {
				changeOwnModes(client, params[0]);
			} else {
				reply('RPL_UMODEIS', describeUserModes(member));
			}

			return undefined;
		},
	},
};
