import {MessageArea} from '../../source/client/screen/message-area.tsx';
import type {State} from '../../source/client/state/state.ts';
import {entryOf, online} from '../helpers/client-fakes.ts';
import {allKinds, busy, folded, marked, wide, withFates} from './conversations.ts';
import {narrow, partIn, type Stories} from './story.tsx';

const areaIn = (state: State, most?: number) =>
	partIn(state, ({columns, rows}) => <MessageArea top={0} columns={columns} rows={rows} />, most);

export const stories: Stories = {
	empty: areaIn(online()),
	'one message': areaIn(online([entryOf(1, 'hello')])),
	'one of each kind': areaIn(allKinds()),
	full: areaIn(online(busy)),
	'too narrow': areaIn(allKinds(), narrow),
	'wide glyphs': areaIn(online(wide)),
	'wide glyphs, too narrow': areaIn(online(wide), narrow),
	'marks and links': areaIn(online(marked)),
	'marks and links, too narrow': areaIn(online(marked), narrow),
	'what became of messages': areaIn(withFates()),
	'what became of messages, too narrow': areaIn(withFates(), narrow),
	'folded, selected, unread': areaIn(folded()),
	'folded, selected, unread, too narrow': areaIn(folded(), narrow),
};
