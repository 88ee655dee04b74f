import {expect, test} from 'vitest';
import type {Nick, RoomName, Seq} from '../../../source/protocol/ids.ts';
import type {Body} from '../../../source/protocol/body.ts';
import {entryLine} from '../../../source/server/gateways/plain-dialect.ts';
import {draftOf, keyOf} from '../../helpers/drafts.ts';

const lineOf = (room: string, given: Parameters<typeof draftOf>[1] = {}) =>
	entryLine(room as RoomName, {...draftOf('hi', given), seq: 1 as Seq, prev: 0 as Seq});

test('what an old log holds is cleaned before it is shown', () => {
	const text = 'red\u001b[31m\u202e' as Body;
	const author = 'a\u001bda\n<eve>' as Nick;
	expect(lineOf('#tea\u0007', {text, author})).toBe(
		'<a\ufffdda <eve>> [#tea\ufffd] red\ufffd[31m\n',
	);
});

test('that it is for one alone stands where nobody can write it', () => {
	const to = {nick: 'ada' as Nick, key: keyOf('a')};
	const author = 'bob' as Nick;
	expect(lineOf('@ada', {to, author})).toBe('(to ada alone) <bob> hi\n');
	expect(lineOf('@ada', {to, author, kind: 'action'})).toBe('(to ada alone) * bob hi\n');
});
