import type {Member} from '../../core/member.ts';
import type {Room} from '../../core/room.ts';
import {fits, maskedName} from '../../core/rules.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import {idleSeconds, mayFind, peopleAmong, peopleIn, personNamed} from './people.ts';
import {shown} from './registration.ts';
import {isChannel, signsOf, visibleRoom} from './targets.ts';

/** `room` is the one that was asked for: who is found by name is shown in none. */
type Found = {readonly member: Member; readonly room?: Room | undefined};

function find(client: IrcClient, mask: string): readonly Found[] {
	if (isChannel(mask)) {
		const room = visibleRoom(client, mask);
		return room ? peopleIn(client, room).map(member => ({member, room})) : [];
	}

	// RFC 1459 4.5.1: no name or `0` is everyone.
	const isMask = mask === '0' || /[*?]/.test(mask);
	if (!isMask) {
		const member = personNamed(client, mask);
		return member ? [{member}] : [];
	}

	return peopleAmong(client.host.hub.members)
		.filter(member => mayFind(client, member))
		.filter(member => mask === '0' || isMeant(client, member, mask))
		.map(member => ({member}));
}

function isMeant({host}: IrcClient, {face}: Member, mask: string): boolean {
	const {nick, user, person, realName} = face;
	const names = /[!@]/.test(mask)
		? [maskedName(face), `${user}@${person.tag}`]
		: [nick, user, person.tag, realName, host.serverName];
	return names.some(name => fits(mask, name));
}

// Modern IRC, «RPL_WHOREPLY»; IRCv3 bot-mode.
function flagsOf(client: IrcClient, {member, room}: Found): string {
	return [
		member.face.away === undefined ? 'H' : 'G',
		member.isOperator ? '*' : '',
		room ? signsOf(client, room, member) : '',
		member.bot ? 'B' : '',
	].join('');
}

function tell(client: IrcClient, found: Found): void {
	const {nick, user, person, realName} = found.member.face;
	const {serverName} = client.host;
	const flags = flagsOf(client, found);
	const where = found.room?.name ?? '*';
	client.reply('RPL_WHOREPLY', where, user, person.tag, serverName, nick, flags, `0 ${realName}`);
}

/** In the order in which WHOX tells them, however they are asked for. */
const fieldOrder = 'tcuihsnfdlaor';

// IRCv3 whox. Addresses are nobody's business, there are no accounts, and no levels of operators.
function tellFields(client: IrcClient, found: Found, fields: string, token: string): void {
	const {member, room} = found;
	const {nick, user, person, realName} = member.face;
	const values: Readonly<Record<string, string>> = {
		t: token,
		c: room?.name ?? '*',
		u: user,
		i: '255.255.255.255',
		h: person.tag,
		s: client.host.serverName,
		n: nick,
		f: flagsOf(client, found),
		d: '0',
		l: String(idleSeconds(client, member)),
		a: '0',
		o: 'n/a',
		r: realName,
	};
	const asked = Array.from(fieldOrder).filter(field => fields.includes(field));
	client.reply('RPL_WHOSPCRPL', ...asked.map(field => values[field]!));
}

const optionShape = /^(?<flags>[^%]*)(?:%(?<fields>[a-z]*)(?:,(?<token>\d{1,3}))?)?/i;

/** Modern IRC, «WHO message». */
export const whoCommands: Commands = {
	WHO: {
		least: 0,
		run(client, {params}) {
			const mask = params[0] || '*';
			const {flags = '', fields, token = '0'} = optionShape.exec(params[1] ?? '')?.groups ?? {};
			const all = find(client, mask);
			const found = flags.includes('o') ? all.filter(({member}) => member.isOperator) : all;
			for (const one of found) {
				if (fields === undefined) {
					tell(client, one);
				} else {
					tellFields(client, one, fields.toLowerCase(), token);
				}
			}

			client.reply('RPL_ENDOFWHO', shown(mask), 'End of /WHO list');
		},
	},
};
