import type {Pin} from '../../protocol/ids.ts';

/** What one is told of the keys of servers. `where` is host:port. */
export const known = (where: string, pin: Pin | undefined): string =>
	pin === undefined ? unknown(where) : `${where} is known by the key  ${pin}`;
export const unknown = (where: string): string => `Nothing is known of ${where}.`;
export const shown = (pin: Pin): string => `The key it shows now is  ${pin}`;
export const same = 'It is the same: there is nothing to do.';
export const replaced = 'From now on only the key that it shows now is taken there.';
export const passing =
	'It has another key at every start, as it says itself, so none is kept; the old one is forgotten.';
export const forgotten = (where: string): string =>
	`${where} is forgotten: whatever key it shows the next time is kept.`;
export const ways = (where: string): string =>
	`If the host says that the key it shows is right: chatroom trust ${where} --replace
To know nothing of it any more: chatroom trust ${where} --forget`;
export const thisMachine =
	'A server of this machine is taken whatever its key: what is said to it passes no wire.';
