import {entryOf, lost, noon, online, play, said, typed} from '../helpers/client-fakes.ts';
import {busy, inBusyRoom, wide, withNews} from './conversations.ts';
import {narrow, screenIn, type Stories} from './story.tsx';

const scrolledUp = {type: 'scrolled', anchor: {key: 20, below: 0}, nearTop: false} as const;

export const stories: Stories = {
	empty: screenIn(online()),
	'newest at the bottom': screenIn(online([entryOf(1, 'hello'), entryOf(2, 'anyone here?')])),
	full: screenIn(play(withNews(), typed('what I am writing')).state),
	'scrolled up': screenIn(
		play(
			online(busy),
			scrolledUp,
			...[61, 62].map(seq => ({
				type: 'received' as const,
				frame: {type: 'entry' as const, ...entryOf(seq, 'news')},
				at: noon,
			})),
		).state,
	),
	offline: screenIn(
		play(
			online([entryOf(1, 'hello')]),
			lost('The connection to chat.example:12312 broke.', noon + 4000),
			...said('written meanwhile'),
		).state,
	),
	help: screenIn(play(online(), ...said('/help')).state),
	'too narrow': screenIn(inBusyRoom(), narrow),
	'wide glyphs': screenIn(play(online(wide), typed('漢字 👩‍👩‍👧 e\u0301')).state),
};
