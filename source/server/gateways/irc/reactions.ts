import {accepted} from '../../../protocol/accepted.ts';
import {type Body, parseReaction} from '../../../protocol/body.ts';
import type {RoomName} from '../../../protocol/ids.ts';
import {aboutOf} from './client-tags.ts';
import type {IrcClient} from './irc-client.ts';
import type {IrcLine} from './irc-line.ts';

/** IRCv3 draft/react: what somebody thinks of a message, or does not think any more. Both are kept, for they are something that was said. Undefined: these tags say nothing of the kind, or of no message that is here; else whether anything was said. */
export async function react(
	client: IrcClient,
	room: RoomName,
	tags: IrcLine['tags'],
): Promise<boolean | undefined> {
	const {host, member, label} = client;
	const given = tags.get('+draft/react') ?? tags.get('+react');
	const unwanted = tags.get('+draft/unreact') ?? tags.get('+unreact');
	const reaction = given ?? unwanted;
	const {re, tags: passing} = aboutOf(client, room, tags, 'react');
	if (reaction === undefined || re === undefined) {
		return undefined;
	}

	const text = accepted(parseReaction(reaction));
	if (given !== undefined) {
		const said = {room, id: host.newId(), kind: 'react', text, re, tags: passing} as const;
		await host.hub.say(member, said, label);
		return true;
	}

	// Whoever said it twice means neither any more.
	const own = host.hub.library.ownReactions(member, room, {re, text});
	const redactions = own.map(({seq}, index) => {
		const said = {room, id: host.newId(), kind: 'redact', text: '' as Body, re: seq} as const;
		return host.hub.say(member, said, index === 0 ? label : undefined);
	});
	await Promise.all(redactions);
	return own.length > 0;
}
