import {expect, test} from 'vitest';
import {type KeptLine, keptLine, readKept} from '../../../source/client/outbox-lines.ts';
import type {Kept} from '../../../source/client/state/outbox.ts';
import type {Body} from '../../../source/protocol/body.ts';
import {firstLog, idOf, lobby, noon, seqOf} from '../../helpers/client-fakes.ts';

const lineOf = (given: Partial<Kept>): KeptLine => ({
	message: {
		id: idOf(1),
		room: lobby,
		kind: 'message',
		text: 'one' as Body,
		at: noon,
		log: firstLog,
		failed: undefined,
		...given,
	},
	host: '127.0.0.1',
	port: 12_312,
	device: 'd',
});

test.each<Partial<Kept>>([
	{kind: 'message', re: seqOf(7)},
	{kind: 'edit', re: seqOf(7)},
	{kind: 'react', re: seqOf(7), text: '👍' as Body},
	{kind: 'redact', re: seqOf(7), text: '' as Body},
	{kind: 'message'},
])('$kind about $re is read as it was written', given => {
	expect(readKept(keptLine(lineOf(given)))).toEqual({kept: [lineOf(given)], isWhole: true});
});

test.each(['edit', 'react', 'redact'] as const)('%s of nothing is passed over', kind => {
	const {kept, isWhole} = readKept(keptLine(lineOf({kind})) + keptLine(lineOf({id: idOf(2)})));

	expect(kept).toEqual([lineOf({id: idOf(2)})]);
	expect(isWhole).toBe(false);
});

test('a line of the version before this one is read', () => {
	const {message, ...where} = lineOf({});
	const {id, room, kind, text, at, log} = message;
	const line = JSON.stringify({id, room, kind, text, at, log, ...where});

	expect(readKept(`${line}\n`).kept).toEqual([lineOf({})]);
});
