import {describeMultiline} from './multiline-limits.ts';

/** IRCv3 capabilities, with what is said of them to clients that know version 302. */
export const capabilities = {
	'away-notify': '',
	batch: '',
	'cap-notify': '',
	'draft/chathistory': '',
	'draft/event-playback': '',
	'draft/message-redaction': '',
	'draft/multiline': describeMultiline,
	'draft/read-marker': '',
	'echo-message': '',
	'extended-join': '',
	'extended-monitor': '',
	'invite-notify': '',
	'labeled-response': '',
	'message-tags': '',
	'multi-prefix': '',
	'no-implicit-names': '',
	sasl: 'PLAIN',
	'server-time': '',
	setname: '',
	'standard-replies': '',
	'userhost-in-names': '',
} as const;

export type Cap = keyof typeof capabilities;
export type Caps = ReadonlySet<Cap>;

export const isCap = (name: string): name is Cap => Object.hasOwn(capabilities, name);

/** The list that answers `CAP LS`. Without a password there is nothing to authenticate for. */
export const describeCaps = (knowsValues: boolean, hasPassword: boolean): readonly string[] =>
	Object.entries(capabilities)
		.filter(([name]) => hasPassword || name !== 'sasl')
		.map(([name, value]) => (knowsValues && value !== '' ? `${name}=${value}` : name));

/** What `CAP REQ` asks for, all or nothing; undefined when one of it is not to be had. */
export function requested(list: string, caps: Caps, hasPassword: boolean): Caps | undefined {
	const changed = new Set(caps);
	for (const word of list.split(' ').filter(Boolean)) {
		const name = word.replace(/^-/, '');
		if (!isCap(name) || (name === 'sasl' && !hasPassword)) {
			return undefined;
		}

		if (word.startsWith('-')) {
			changed.delete(name);
		} else {
			changed.add(name);
		}
	}

	return changed;
}
