import {cleanLine} from '../../../protocol/body.ts';
import {mostMasks} from '../../core/moderation.ts';
import type {Room} from '../../core/room.ts';
import {completeMask, type MaskList, type RuleChange} from '../../core/rules.ts';
import type {IrcClient} from './irc-client.ts';
import {listOfLetter, switchOf} from './mode-letters.ts';
import type {Numeric} from './numerics.ts';
import {shown} from './registration.ts';
import {memberNamed} from './targets.ts';

/** RPL_ISUPPORT's MODES: what is beyond is ignored. */
const mostChanges = 10;
const mostLimit = 10_000;
const mostMaskCharacters = 120;

type Fault = readonly [Numeric, ...(readonly string[])];

export type WantedModes = {
	readonly changes: readonly RuleChange[];
	/** What cannot be done, told only to those who might have. */
	readonly faults: readonly Fault[];
	readonly unknown: readonly string[];
	/** Lists that are asked for. */
	readonly lists: readonly MaskList[];
};

type Wish = {readonly letter: string; readonly on: boolean; readonly param: string | undefined};

/** `+ov-k ada bob *`, in terms of rooms. Modern IRC, «MODE message». */
export function readModes(
	client: IrcClient,
	room: Room,
	[letters = '', ...params]: readonly string[],
): WantedModes {
	const wishes = wishesOf(letters, params);
	const isListing = ({letter, param}: Wish) => isOfList(letter) && param === undefined;
	const changing = wishes.filter(wish => isKnown(wish) && !isListing(wish)).slice(0, mostChanges);
	const results = changing.map(wish => changeOf(client, room, wish));
	return {
		changes: results.filter((result): result is RuleChange => !isFault(result)),
		faults: results.filter(isFault),
		unknown: wishes.filter(wish => !isKnown(wish)).map(({letter}) => letter),
		lists: [...new Set(wishes.filter(isListing).map(({letter}) => listOfLetter[letter]!))],
	};
}

const isFault = (result: RuleChange | Fault): result is Fault => Array.isArray(result);
const isKnown = ({letter}: Wish): boolean =>
	Object.hasOwn(switchOf, letter) || isOfList(letter) || 'klov'.includes(letter);
const isOfList = (letter: string): boolean => Object.hasOwn(listOfLetter, letter);

// A key is taken away with whatever parameter, or none.
const takesParam = (letter: string, on: boolean): boolean =>
	isOfList(letter) || 'ovk'.includes(letter) || (letter === 'l' && on);

function wishesOf(letters: string, params: readonly string[]): readonly Wish[] {
	const rest = [...params];
	const wishes: Wish[] = [];
	let on = true;
	for (const letter of letters) {
		if (letter === '+' || letter === '-') {
			on = letter === '+';
		} else {
			wishes.push({letter, on, param: takesParam(letter, on) ? rest.shift() : undefined});
		}
	}

	return wishes;
}

function changeOf(client: IrcClient, room: Room, wish: Wish): RuleChange | Fault {
	const {letter, on, param} = wish;
	if (Object.hasOwn(switchOf, letter)) {
		return {type: 'switch', rule: switchOf[letter]!, on};
	}

	if (param === undefined && (on || letter === 'o' || letter === 'v')) {
		return ['ERR_NEEDMOREPARAMS', 'MODE', `+${letter} needs a parameter`];
	}

	switch (letter) {
		case 'k': {
			return passwordOf(room, wish);
		}

		case 'l': {
			return limitOf(room, wish);
		}

		case 'b':
		case 'e':
		case 'I':
		case 'q': {
			return maskOf(room, wish);
		}

		default: {
			return standingOf(client, room, wish);
		}
	}
}

// Masks fit whatever the case, so one that is known but for its case is the same.
function maskOf(room: Room, {letter, on, param}: Wish): RuleChange | Fault {
	const list = listOfLetter[letter]!;
	const masks = [...room.masks[list].keys()];
	const word = shown(cleanLine(param!));
	const given = completeMask(Array.from(word).slice(0, mostMaskCharacters).join(''));
	const known = masks.find(mask => mask.toLowerCase() === given.toLowerCase());
	return on && known === undefined && masks.length >= mostMasks
		? ['ERR_BANLISTFULL', room.name, letter, 'That list is full']
		: {type: 'mask', list, mask: known ?? given, on};
}

function passwordOf(room: Room, {on, param}: Wish): RuleChange | Fault {
	// Everyone in the room is shown it.
	if (on && (!/^[^\s,:][^\s,]{0,31}$/u.test(param!) || cleanLine(param!) !== param)) {
		return ['ERR_INVALIDMODEPARAM', room.name, 'k', '*', 'That cannot be a password'];
	}

	return {type: 'password', password: on ? param : undefined};
}

function limitOf(room: Room, {on, param}: Wish): RuleChange | Fault {
	const limit = on ? Number(param) : undefined;
	const isGood = limit === undefined || (/^\d+$/.test(param!) && limit > 0 && limit <= mostLimit);
	return isGood
		? {type: 'limit', limit}
		: ['ERR_INVALIDMODEPARAM', room.name, 'l', shown(param!), 'That cannot be a limit'];
}

function standingOf(client: IrcClient, room: Room, {letter, on, param}: Wish): RuleChange | Fault {
	const target = memberNamed(client, param!);
	if (!target?.nick) {
		return ['ERR_NOSUCHNICK', shown(param!), 'No such nick/channel'];
	}

	return room.members.has(target)
		? {type: 'standing', standing: letter === 'o' ? 'operator' : 'voice', nick: target.nick, on}
		: ['ERR_USERNOTINCHANNEL', target.nick, room.name, "They aren't on that channel"];
}
