import type {RoomName, Seq} from '../../../protocol/ids.ts';
import type {Draft} from '../../core/message-log.ts';
import type {IrcClient} from './irc-client.ts';
import type {IrcLine} from './irc-line.ts';
import {seqNamed} from './irc-said.ts';
import {cleanPassing} from './irc-text.ts';

type TagMap = IrcLine['tags'];

/** IRCv3 message-tags, «Client-only tags»: what clients say to each other beside the words. Other tags are the server's alone. */
export const clientTags = (tags: TagMap): readonly (readonly [string, string])[] =>
	[...tags]
		.filter(([key]) => /^\+[\w.\-/]+$/.test(key))
		.map(([key, value]) => [key, cleanPassing(value.replaceAll('\x01', ''))]);

/** What a message is about, as it is kept, and the tags that only pass. */
export function aboutOf(
	client: IrcClient,
	room: RoomName,
	tags: TagMap,
	kind: Draft['kind'],
): {readonly re?: Seq; readonly tags: readonly (readonly [string, string])[]} {
	const {log, speech} = client.host.hub;
	const named = tags.get('+draft/reply') ?? tags.get('+reply');
	const seq = named === undefined ? undefined : seqNamed(log.id, named);
	const all = clientTags(tags);
	return seq !== undefined && speech.mayBeAbout(client.member, {room, kind, re: seq})
		? {re: seq, tags: all.filter(([key]) => !kept.has(key))}
		: {tags: all};
}

const kept: ReadonlySet<string> = new Set(
	['reply', 'react', 'unreact'].flatMap(name => [`+draft/${name}`, `+${name}`]),
);
