import {connecting} from '../../source/client/words/problems.ts';
import {initialState, type State} from '../../source/client/state/state.ts';
import type {Pin} from '../../source/protocol/ids.ts';
import {lostForGood, play, submitted} from '../helpers/client-fakes.ts';
import {narrow, screenIn, type Stories} from './story.tsx';

function promptFor(host: string, username: string): State {
	return initialState({screen: 'connect', host, port: 12_312, username, isNameChosen: false});
}

const nextField = {type: 'focus-moved', by: 1} as const;
const unanswered = lostForGood(
	'chat.example:12312 does not answer. A firewall, or the wrong address?',
);

const otherKey = lostForGood(
	connecting['other-key']('chat.example:12312', {
		right: 'r'.repeat(43) as Pin,
		shown: 's'.repeat(43) as Pin,
	}),
);

export const stories: Stories = {
	'as it begins': screenIn(promptFor('127.0.0.1', 'ada')),
	empty: screenIn(promptFor('', '')),
	connecting: screenIn(play(promptFor('chat.example', 'ada'), submitted()).state),
	'nobody answers': screenIn(play(promptFor('chat.example', 'ada'), submitted(), unanswered).state),
	'another key': screenIn(play(promptFor('chat.example', 'ada'), submitted(), otherKey).state),
	'not a name': screenIn(play(promptFor('127.0.0.1', 'ada!'), nextField, submitted()).state),
	full: screenIn(promptFor(`${'a-very-long-name-of-a-host.'.repeat(4)}example`, 'x'.repeat(60))),
	'too narrow': screenIn(
		play(promptFor('chat.example', 'ada'), submitted(), unanswered).state,
		narrow,
	),
	'wide glyphs': screenIn(promptFor('例え.テスト', '漢字の名前')),
};
