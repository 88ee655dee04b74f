import {expect, test} from 'vitest';
import type {Nick} from '../../../source/protocol/ids.ts';
import {isMentioned} from '../../../source/client/state/mention.ts';
import {hostileStrings} from '../../helpers/hostile-strings.ts';

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

test('whatever somebody is called, no name is more than its characters', () => {
	expect(names('ask a-b now', 'a-b')).toBe(true);
	expect(names('ask axb now', 'a-b')).toBe(false);
	for (const text of Object.values(hostileStrings)) {
		expect(() => names(`ask ${text} now`, text)).not.toThrow();
	}

	expect(names('ask a)|(?:b* now', 'a)|(?:b*')).toBe(true);
	expect(names('ask b now', 'a)|(?:b*')).toBe(false);
});
