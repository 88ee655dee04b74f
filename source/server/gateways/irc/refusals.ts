import type {Nick} from '../../../protocol/ids.ts';
import type {Refusal, RefusalCode} from '../../../protocol/refusal.ts';
import type {IrcLine} from './irc-line.ts';
import type {Numeric} from './numerics.ts';
import {shown} from './registration.ts';

// Every other refusal is told in words as ERR_UNKNOWNERROR.
const numericOf: Partial<Record<RefusalCode, Numeric>> = {
	'nick-length': 'ERR_ERRONEUSNICKNAME',
	'nick-characters': 'ERR_ERRONEUSNICKNAME',
	'nick-scripts': 'ERR_ERRONEUSNICKNAME',
	'nick-reserved': 'ERR_NICKNAMEINUSE',
	'nick-taken': 'ERR_NICKNAMEINUSE',
	'nick-kept': 'ERR_NICKNAMEINUSE',
	// Towards those who are in: such a name is one for which others were put out.
	'put-out': 'ERR_ERRONEUSNICKNAME',
	'no-such-nick': 'ERR_NOSUCHNICK',
	'not-a-member': 'ERR_NOTONCHANNEL',
	'not-here': 'ERR_USERNOTINCHANNEL',
	'here-already': 'ERR_USERONCHANNEL',
	'not-operator': 'ERR_CHANOPRIVSNEEDED',
	'room-name': 'ERR_NOSUCHCHANNEL',
	'room-password': 'ERR_BADCHANNELKEY',
	'invite-only': 'ERR_INVITEONLYCHAN',
	banned: 'ERR_BANNEDFROMCHAN',
	'room-full': 'ERR_CHANNELISFULL',
	silenced: 'ERR_CANNOTSENDTOCHAN',
	muted: 'ERR_CANNOTSENDTOCHAN',
	'not-steward': 'ERR_NOPRIVILEGES',
	'too-many-rooms': 'ERR_TOOMANYCHANNELS',
	empty: 'ERR_NOTEXTTOSEND',
};

/** A refusal as IRC clients expect it: by number, with what it is about, and in words. */
export function tellRefusal(
	refusal: Refusal,
	{verb, params}: IrcLine,
	reply: (numeric: Numeric, ...params: readonly string[]) => void,
	about = params[0] ?? '*',
): void {
	const numeric = numericOf[refusal.code];
	if (!numeric) {
		reply('ERR_UNKNOWNERROR', verb, refusal.message);
	} else if (numeric === 'ERR_NOTEXTTOSEND' || numeric === 'ERR_NOPRIVILEGES') {
		reply(numeric, refusal.message);
	} else if (refusal.code === 'muted' && !/^[@+]?#/.test(about)) {
		reply('ERR_CANTSENDTOUSER', shown(about), refusal.message);
	} else {
		reply(numeric, shown(about), refusal.message);
	}
}

/** Why somebody is not let in. Whether another name might be. */
export function tellNotLetIn(
	{code, message}: Refusal,
	nick: Nick,
	reply: (numeric: Numeric, ...params: readonly string[]) => void,
): boolean {
	const isAboutName = code.startsWith('nick-');
	if (isAboutName) {
		reply('ERR_NICKNAMEINUSE', nick, message);
	} else {
		reply('ERR_YOUREBANNEDCREEP', message);
	}

	return isAboutName;
}
