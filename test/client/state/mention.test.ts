import {expect, test} from 'vitest';
import type {Nick} from '../../../source/protocol/ids.ts';
import {isMentioned} from '../../../source/client/state/mention.ts';

const names = (text: string, nick: string): boolean => isMentioned(text, nick as Nick);

test.each([
	'ada',
	'Ada: lunch?',
	'ask @ada.',
	'hello ADA!',
	'(ada)',
	'for\nada',
	'ada, bob',
	'ada.',
])('%j names ada', text => expect(names(text, 'ada')).toBe(true));

test.each(['adage', 'canada', 'ada2', 'ada_b', 'ada-b', 'x.ada', 'a d a', 'adá', ''])(
	'%j does not',
	text => expect(names(text, 'ada')).toBe(false),
);

test('names with dots, marks and other scripts are words like others', () => {
	expect(names('ask r.daneel now', 'r.daneel')).toBe(true);
	expect(names('ask rxdaneel now', 'r.daneel')).toBe(false);
	expect(names('Привет, ИВАН!', 'иван')).toBe(true);
	expect(names('иванов', 'иван')).toBe(false);
	expect(names('hi zoë', 'zoë')).toBe(true);
});
