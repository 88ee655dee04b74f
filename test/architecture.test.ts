import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';

/**
Who may import whom. `cli`, `demo` and the files that stand directly in source/, source/server and source/client are the wiring: they may import anything, and nobody else may import them.
*/
const allowed: Readonly<Record<string, readonly string[]>> = {
	protocol: ['valibot'],
	// What both halves calculate alike.
	crypto: ['protocol', 'node:crypto', 'node:util'],
	'server/core': ['protocol', 'unhomoglyph', 'unhomoglyph/data.json'],
	'server/storage': [
		'protocol',
		'server/core',
		'node:sqlite',
		'node:fs',
		'node:path',
		'node:crypto',
		'node:worker_threads',
		'node:url',
	],
	'server/access': [
		'protocol',
		'crypto',
		'server/core',
		'node:crypto',
		'node:fs',
		'node:path',
		'node:process',
		'selfsigned',
	],
	'server/gateways': ['protocol', 'server/core', 'server/gateways/irc'],
	'server/gateways/irc': ['protocol', 'server/core', 'server/gateways'],
	'server/transport': ['protocol', 'server/gateways', 'node:net', 'node:tls', 'node:constants'],
	'client/words': ['protocol'],
	'client/state': ['protocol', 'client/words'],
	// Fetched at the first block of code that is shown, never at the start.
	'client/text': [
		'protocol',
		'client/state',
		'client/words',
		'string-width',
		'highlight.js/lib/common',
	],
	'client/terminal': [],
	'client/painter': [],
	'client/connection': [
		'protocol',
		'crypto',
		'client/words',
		'node:crypto',
		'node:net',
		'node:tls',
	],
	'client/screen': [
		'protocol',
		'client/state',
		'client/text',
		'client/words',
		'client/terminal',
		'client/painter',
		'ink',
		'react',
		'chalk',
	],
};

const wiring = ['.', 'cli', 'demo', 'client', 'client/plain', 'server'];

const files = globSync('source/**/*.{ts,tsx}').map(file => file.split(path.sep).join('/'));
const folderOf = (file: string) => path.posix.relative('source', path.posix.dirname(file)) || '.';

function importsOf(file: string): readonly string[] {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(/(?:\bfrom|\bimport)[ (]'([^']+)'/g)].map(([, specifier]) =>
		specifier!.startsWith('.')
			? folderOf(path.posix.join(path.posix.dirname(file), specifier!))
			: specifier!,
	);
}

describe('imports point one way', () => {
	test.each(Object.entries(allowed))('%s imports only what it may', (folder, targets) => {
		const own = files.filter(file => folderOf(file) === folder);
		expect(own).not.toEqual([]);
		for (const file of own) {
			const forbidden = importsOf(file).filter(target => ![folder, ...targets].includes(target));
			expect({file, forbidden}).toEqual({file, forbidden: []});
		}
	});

	test('every folder is in the table or is wiring', () => {
		const folders = new Set(files.map(folderOf));
		expect([...folders].filter(folder => !(folder in allowed) && !wiring.includes(folder))).toEqual(
			[],
		);
	});

	test('the server and the client do not know each other', () => {
		const crossing = files.filter(
			file =>
				(file.startsWith('source/server/') &&
					importsOf(file).some(folder => folder.startsWith('client'))) ||
				(file.startsWith('source/client/') &&
					importsOf(file).some(folder => folder.startsWith('server'))),
		);
		expect(crossing).toEqual([]);
	});
});

test('no file is longer than 300 lines', () => {
	const all = [...files, ...globSync('test/**/*.{ts,tsx}')];
	const long = all.filter(file => readFileSync(file, 'utf8').trimEnd().split('\n').length > 300);
	expect(long).toEqual([]);
});

test('the map in source/README.md names every file', () => {
	const map = readFileSync('source/README.md', 'utf8');
	const missing = files.filter(file => !map.includes(path.posix.basename(file)));
	expect(missing).toEqual([]);
});

test('only theme.ts names a colour', () => {
	const painters = files.filter(file => importsOf(file).includes('chalk'));
	expect(painters).toEqual(['source/client/screen/theme.ts']);
});

test('only cli.ts reads the command line and the environment', () => {
	const readers = files.filter(file =>
		/\bprocess\.env\b|\benv\[|\bargv\b/.test(readFileSync(file, 'utf8')),
	);
	expect(readers.toSorted()).toEqual([
		'source/build.ts',
		'source/cli.ts',
		'source/cli/parse-arguments.ts',
	]);
});
