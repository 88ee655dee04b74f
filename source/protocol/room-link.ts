import {type Pin, parsePin} from './ids.ts';
import {defaultPort} from './limits.ts';

/** All that somebody needs to come into a room: where it is, the key it must show, and what lets one in. */
export type RoomLink = {
	/** Of one server; the first is the one most likely to work. */
	readonly addresses: readonly [LinkAddress, ...LinkAddress[]];
	readonly pin?: Pin | undefined;
	/** Lets one in where a password is needed, for a while. */
	readonly invite?: string | undefined;
};

type LinkAddress = {readonly host: string; readonly port: number};

const scheme = 'chatroom://';
const mostAddresses = 8;
const invitePattern = /^[\w-]{22}$/;
// A name, an IPv4 address, or an IPv6 address, perhaps of one link.
const hostPattern = /^(?:[a-z\d](?:[a-z\d.-]{0,252})|[a-f\d:.]+(?:%[\w.-]+)?)$/i;

export const isRoomLink = (text: string): boolean => text.toLowerCase().startsWith(scheme);

/** `chatroom://192.168.1.5:12312?or=10.0.0.7&invite=…#pin` */
export function formatLink({addresses, pin, invite}: RoomLink): string {
	const [first, ...others] = addresses;
	const most = others.slice(0, mostAddresses - 1);
	const or = most.map(address => formatAddress(address, first.port)).join(',');
	const parts = [or && `or=${or}`, invite && `invite=${invite}`].filter(Boolean);
	const query = parts.length > 0 ? `?${parts.join('&')}` : '';
	return `${scheme}${formatAddress(first)}${query}${pin ? `#${pin}` : ''}`;
}

/** Undefined for what is no such link. What it says beside that may come from a later version, and is passed over. */
export function parseLink(text: string): RoomLink | undefined {
	const [, where = '', query = '', fragment] =
		/^chatroom:\/\/([^/?#]+)\/?(?:\?([^#]*))?(?:#(.*))?$/i.exec(text.trim()) ?? [];
	const first = parseAddress(where, defaultPort);
	const fields = new Map(query.split('&').map(part => [part.split('=', 1)[0]!, valueOf(part)]));
	const others = (fields.get('or') ?? '').split(',').filter(Boolean);
	const addresses = others.map(other => first && parseAddress(other, first.port));
	const invite = fields.get('invite');
	const pin = parsePin(fragment);
	const isPinned = fragment === undefined || fragment === '' || pin !== undefined;
	// Without a key the invitation would be given to whoever answers.
	const isInviting = invite === undefined || (invitePattern.test(invite) && pin !== undefined);
	const areGood =
		addresses.length < mostAddresses && addresses.every(address => address !== undefined);
	return first && isPinned && isInviting && areGood
		? {addresses: [first, ...addresses], ...(pin && {pin}), ...(invite && {invite})}
		: undefined;
}

const valueOf = (part: string): string => part.slice(part.indexOf('=') + 1);

const formatAddress = ({host, port}: LinkAddress, usual?: number): string =>
	(host.includes(':') ? `[${host}]` : host) + (port === usual ? '' : `:${port}`);

function parseAddress(text: string, usual: number): LinkAddress | undefined {
	const [, bracketed, bare, digits] =
		/^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
	const host = bracketed ?? bare;
	const port = digits === undefined ? usual : Number(digits);
	const isGood = host !== undefined && hostPattern.test(host) && port >= 1 && port <= 65_535;
	return isGood ? {host, port} : undefined;
}
