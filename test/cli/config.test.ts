import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {defaultConfig, parseConfig, readConfig} from '../../source/cli/config.ts';
import {openHome} from '../helpers/home.ts';

const parse = (value: unknown) => parseConfig(JSON.stringify(value), 'config.json');

test('without a file, and without fields, everything is as usual', () => {
	expect(readConfig('/nowhere/config.json')).toEqual(defaultConfig);
	expect(parse({})).toEqual(defaultConfig);
});

test('each field changes just what it names', () => {
	using home = openHome();
	const file = path.join(home.directory, 'config.json');
	const all = {
		theme: 'light',
		notify: 'all',
		bell: false,
		awayAfterMinutes: 0,
		mouse: true,
		keys: {'C-x': 'page-up', 'M-S-k': 'kill-word-left', f5: 'redraw', 'C-t': 'nothing'},
	};
	writeFileSync(file, JSON.stringify(all));
	expect(readConfig(file)).toEqual(all);
	expect(parse({bell: false})).toEqual({...defaultConfig, bell: false});
});

test.each([
	['{', 'this is no JSON object. Mend it, or take the file away.'],
	['[]', 'this is no JSON object. Mend it, or take the file away.'],
	['null', 'this is no JSON object. Mend it, or take the file away.'],
	['{"theme":"blue"}', '"theme" is "auto", "dark", "light" or "none".'],
	['{"notify":true}', '"notify" is "all", "mentions" or "off".'],
	['{"bell":"yes"}', '"bell" is true or false.'],
	['{"mouse":1}', '"mouse" is true or false.'],
	['{"awayAfterMinutes":-1}', '"awayAfterMinutes" is a whole number from 0 (never) to 1440.'],
	['{"awayAfterMinutes":1.5}', '"awayAfterMinutes" is a whole number from 0 (never) to 1440.'],
	['{"them":"dark"}', 'there is no "them". Did you mean "theme"?'],
	['{"__proto__":1}', 'there is no "__proto__".'],
	['{"keys":["C-x"]}', '"keys" is an object like {"C-x": "page-up"}.'],
	[
		'{"keys":{"x":"page-up"}}',
		'"keys" has "x", which is no key: write C-x, M-x, S-up, page-up or f5.',
	],
	['{"keys":{"C-x":"page-pu"}}', '"keys": "C-x" cannot do "page-pu". Did you mean "page-up"?'],
	['{"keys":{"C-x":7}}', '"keys": "C-x" cannot do 7.'],
])('%s is refused in one sentence', (text, sentence) => {
	expect(() => parseConfig(text, 'config.json')).toThrow(`config.json: ${sentence}`);
});
