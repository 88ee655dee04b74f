import {afterEach, expect, test} from 'vitest';
import {
	bindings,
	bindKeys,
	describeKeys,
	lookUp,
	prefixOf,
} from '../../../source/client/screen/key-map.ts';
import {isKeyName, nameOfDeed} from '../../../source/client/screen/rebind.ts';
import {charKey, namedKey} from '../../../source/client/terminal/key-event.ts';

afterEach(() => bindKeys({}));

test('a key does what it was given to do, and nothing else', () => {
	bindKeys({'C-x': 'page-up', 'C-t': 'nothing', 'M-d': 'kill-word-left', f5: 'redraw'});
	expect(lookUp(charKey('x', {ctrl: true}))).toBe('page-up');
	expect(lookUp(namedKey('page-up'))).toBe('page-up');
	expect(lookUp(charKey('t', {ctrl: true}))).toBeUndefined();
	expect(lookUp(charKey('d', {alt: true}))).toEqual({type: 'kill', to: 'word-left'});
	expect(lookUp(namedKey('f5'))).toBe('redraw');
});

test('the first of two keys that are one binding may have a meaning of its own', () => {
	const first = charKey('x', {ctrl: true});
	expect(prefixOf(first)).toBe('C-x ');
	bindKeys({'C-x': 'page-up', 'C-x C-e': 'nothing'});
	expect(prefixOf(first)).toBeUndefined();
	expect(lookUp(charKey('e', {ctrl: true}), 'C-x ')).toBeUndefined();
});

test('help lists the keys as they are', () => {
	bindKeys({'C-x': 'page-up', 'page-up': 'nothing', 'C-t': 'nothing'});
	const help = describeKeys();
	expect(help).toMatch(/^Alt\+V, Ctrl\+X +scroll up$/m);
	expect(help).not.toContain('swap two characters');
	bindKeys({});
	expect(describeKeys()).toContain('swap two characters');
});

test('every key and every deed of the defaults can be written', () => {
	for (const {keys, does} of bindings) {
		expect(keys.filter(key => !isKeyName(key))).toEqual([]);
		expect(nameOfDeed(does)).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
	}
});

test.each(['x', 'X', '?', 'S-x', 'M-', 'C-', 'Ctrl+X', 'f13', 'f0', 'S-C-x', 'C-X', 'C-é', ''])(
	'%j is no key that can have a meaning',
	key => expect(isKeyName(key)).toBe(false),
);
