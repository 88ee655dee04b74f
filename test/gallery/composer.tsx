import {Composer} from '../../source/client/screen/composer.tsx';
import {online, play, typed} from '../helpers/client-fakes.ts';
import {narrow, partIn, type Stories} from './story.tsx';

const composerWith = (text: string, most?: number) =>
	partIn(
		play(online(), typed(text)).state,
		({columns, rows}) => <Composer columns={columns} top={0} mostRows={Math.floor(rows / 3)} />,
		most,
	);

const long = 'a text that is too long for one row, and goes on in the next. '.repeat(3);

export const stories: Stories = {
	empty: composerWith(''),
	'one line': composerWith('hello'),
	'several lines': composerWith('one\n\nthree'),
	full: composerWith(`${long}\n`.repeat(10)),
	'too narrow': composerWith(long, narrow),
	'wide glyphs': composerWith('漢字かな交じり文 👩‍👩‍👧 e\u0301 '.repeat(4)),
};
