import {expect, test} from 'vitest';
import type {Nick, RoomName, Seq} from '../../../source/protocol/ids.ts';
import type {Body} from '../../../source/protocol/body.ts';
import type {RuleChange} from '../../../source/server/core/rules.ts';
import {entryLine, plainDialect} from '../../../source/server/gateways/plain-dialect.ts';
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

test.each<readonly [RuleChange, string]>([
	[{type: 'switch', rule: 'noQuestions', on: true}, 'programs ask nothing here'],
	[{type: 'mask', list: 'ban', mask: 'b*!*@*', on: true}, 'b*!*@* is kept out'],
	[{type: 'mask', list: 'ban', mask: 'b*!*@*', on: false}, 'b*!*@* may come in again'],
	[{type: 'mask', list: 'exception', mask: 'b*!*@*', on: true}, 'b*!*@* comes in, banned or not'],
	[{type: 'mask', list: 'invitation', mask: 'b*!*@*', on: true}, 'b*!*@* needs no invitation'],
])('a rule that has changed is told in words: %o', (change, words) => {
	const event = {
		type: 'ruled',
		room: '#tea' as RoomName,
		by: undefined,
		changes: [change],
	} as const;
	expect(plainDialect.encode(event)).toBe(`* The server changed the rules: ${words} [#tea]\n`);
});
