import {initialState, type State} from '../../source/client/state/state.ts';
import {opened, play, refused, started} from '../helpers/client-fakes.ts';
import {narrow, screenIn, type Stories} from './story.tsx';

function askedFor(username: string, host = 'chat.example'): State {
	const begin = initialState({
		screen: 'room',
		host,
		port: 12_312,
		username,
		isNameChosen: false,
	});
	return play(begin, started, opened).state;
}

const again = (state: State, why: string): State =>
	play({...state, link: {type: 'connecting'}}, refused('nick-taken', why)).state;

export const stories: Stories = {
	empty: screenIn(askedFor('')),
	'a name to accept': screenIn(askedFor('ada')),
	taken: screenIn(again(askedFor('ada'), 'That name is taken.')),
	full: screenIn(
		again(
			askedFor('x'.repeat(80), `${'a-long-host.'.repeat(8)}example`),
			'A name starts with a letter or digit; letters, digits and single . _ - may follow.',
		),
	),
	'too narrow': screenIn(again(askedFor('ada'), 'That name is taken.'), narrow),
	'wide glyphs': screenIn(again(askedFor('漢字の名前'), 'That name is taken.')),
};
