import {initialState, type State} from '../../source/client/state/state.ts';
import {
	lostForGood,
	opened,
	play,
	refused,
	started,
	submitted,
	typed,
} from '../helpers/client-fakes.ts';
import {narrow, screenIn, type Stories} from './story.tsx';

const needed = refused('password-needed', 'This server has a password.');
const wrong = refused('password-wrong', 'That is not the password.');

function asked(host = 'chat.example'): State {
	const begin = initialState({
		screen: 'room',
		host,
		port: 12_312,
		username: 'ada',
		isNameChosen: true,
	});
	return play(begin, started, opened, needed).state;
}

const written = (text: string, state = asked()): State => play(state, typed(text)).state;
const guessed = (): State => play(written('guess'), submitted()).state;
const closed = lostForGood('chat.example:12312 closed the connection.');

export const stories: Stories = {
	empty: screenIn(asked()),
	written: screenIn(written('correct horse')),
	'on its way': screenIn(guessed()),
	wrong: screenIn(play(guessed(), wrong).state),
	'wrong once too often': screenIn(play(guessed(), wrong, closed).state),
	full: screenIn(written('x'.repeat(100), asked(`${'a-long-host.'.repeat(8)}example`))),
	'too narrow': screenIn(play(guessed(), wrong).state, narrow),
};
