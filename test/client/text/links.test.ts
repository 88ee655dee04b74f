import fc from 'fast-check';
import {expect, test} from 'vitest';
import {addressOf, findLinks, hyperlink} from '../../../source/client/text/links.ts';

const linksIn = (line: string) => findLinks(line).map(({start, end}) => line.slice(start, end));

test.each([
	['see https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
	['(https://example.org/x_(y))', ['https://example.org/x_(y)']],
	['[https://example.org], http://b.c!', ['https://example.org', 'http://b.c']],
	['http://[::1]:8080/x and http://127.0.0.1', ['http://[::1]:8080/x', 'http://127.0.0.1']],
	['<https://example.org/>', ['https://example.org/']],
	['"https://example.org/a"...', ['https://example.org/a']],
	['「https://example.org/漢字」、次', ['https://example.org/漢字']],
	['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG']],
	['mailto:ada@example.org?subject=x, please', ['mailto:ada@example.org?subject=x']],
	['https://example.org/?q=1,2;3', ['https://example.org/?q=1,2;3']],
	['http:// and https://. and mailto:nobody', []],
	['xhttp://example.org', []],
	['ftp://example.org javascript://x file:///etc/passwd', []],
	['http://exa mple', ['http://exa']],
	['http://%zz/', []],
	['no link at all: example.org', []],
])('the links of %s', (line, expected) => {
	expect(linksIn(line)).toEqual(expected);
});

test('the address is the ASCII form of what is shown', () => {
	expect(addressOf('https://bücher.example/ä?ö=ü')).toBe(
		'https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC',
	);
	expect(addressOf('https://example.org/a/b')).toBe('https://example.org/a/b');
});

test('parts of one link have one id, parts of others another', () => {
	const id = (address: string) => /id=([^;]*);/.exec(hyperlink('x', address))?.[1];

	expect(id('https://a.b/')).toBe(id('https://a.b/'));
	expect(id('https://a.b/')).not.toBe(id('https://a.c/'));
	expect(hyperlink('x', 'https://a.b/')).toMatch(
		/^\u001B\]8;id=\w+;https:\/\/a\.b\/\u0007x\u001B\]8;;\u0007$/,
	);
});

test('an address that is too long for a terminal is shown only', () => {
	const longest = `https://a.b/${'x'.repeat(2083 - 12)}`;

	expect(hyperlink('x', longest)).toContain(longest);
	expect(hyperlink('x', `${longest}x`)).toBe('x');
});

test('no address can end the sequence that it stands in', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'binary'}),
			fc.constantFrom('http://', 'https://', 'mailto:'),
			(text, scheme) => {
				for (const shown of linksIn(`${scheme}${text}`)) {
					expect(addressOf(shown)).toMatch(/^[!-~]+$/);
				}
			},
		),
		{numRuns: 2000},
	);
});
