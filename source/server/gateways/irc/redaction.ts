import {accepted} from '../../../protocol/accepted.ts';
import {parseTopic} from '../../../protocol/body.ts';
import type {RoomName} from '../../../protocol/ids.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {LogEntry} from '../../core/message-log.ts';
import {conversationNamed} from './history-commands.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import type {IrcLine} from './irc-line.ts';
import {seqNamed} from './irc-said.ts';
import {shown} from './registration.ts';
import {parseChannel} from './targets.ts';

// An operator of the whole server need not be in a room.
function roomTidiedBy({host, member}: IrcClient, target: string): RoomName | undefined {
	const name = member.isOperator ? parseChannel(target) : undefined;
	return name && host.hub.findRoom(name)?.name;
}

async function redact(client: IrcClient, {params}: IrcLine): Promise<'answered' | void> {
	const {host, member, caps, label} = client;
	const [target = '', msgid = '', why = ''] = params;
	const {log, library} = host.hub;
	const fail = (code: string, about: readonly string[], words: string): undefined => {
		client.fail('REDACT', code, ...about.map(shown), words);
	};

	const room = conversationNamed(client, target) ?? roomTidiedBy(client, target);
	if (!room) {
		return fail('INVALID_TARGET', [target], 'You cannot delete messages there');
	}

	const re = seqNamed(log.id, msgid);
	const text = accepted(parseTopic(why));
	let said: LogEntry;
	try {
		const redaction = {room, id: host.newId(), kind: 'redact', text} as const;
		said = await host.hub.say(member, {...redaction, ...(re !== undefined && {re})}, label);
	} catch (error) {
		const code = error instanceof Refusal ? error.code : undefined;
		if (code === 'no-such-entry') {
			return fail('UNKNOWN_MSGID', [target, msgid], 'There is no such message');
		}

		if (code === 'not-yours') {
			return fail('REDACT_FORBIDDEN', [target, msgid], 'That is not yours to delete');
		}

		throw error;
	}

	if (!caps.has('echo-message')) {
		return undefined;
	}

	// Who is not in the room does not hear what is said there.
	const place = host.hub.findRoom(room);
	if (place && !member.rooms.has(place)) {
		const about = library.takenBackBy(said);
		client.show({type: 'said', room, entry: said, by: member.face, about});
		return undefined;
	}

	return 'answered';
}

/** IRCv3 draft/message-redaction. */
export const redactionCommands: Commands = {REDACT: {least: 2, run: redact}};
