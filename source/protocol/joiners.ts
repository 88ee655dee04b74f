import {lazily} from './lazily.ts';

// Deliberately invisible characters that some text cannot do without.
const conditional = /[\u{200c}\u{200d}\u{fe0e}\u{fe0f}\u{e0020}-\u{e007f}]/gu;
const hasConditional = /[\u{200c}\u{200d}\u{fe0e}\u{fe0f}\u{e0020}-\u{e007f}]/u;

const joining =
	'[[\\p{L}\\p{M}]&&[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Nkoo}\\p{scx=Mong}\\p{scx=Deva}\\p{scx=Beng}' +
	'\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}' +
	'\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}]]';

// These two and the segmenter take longer to make than all of a start without them.
const stray = lazily(
	() =>
		new RegExp(
			`(?<!${joining})[\\u200c\\u200d]|(?<!\\p{Emoji})[\\ufe0e\\ufe0f]|[\\u{e0020}-\\u{e007f}]`,
			'gv',
		),
);

// The long list of known emoji is slow to ask. Only for these does it matter: a selector is in its place after any emoji.
const maybeKnown = /^\p{Emoji}.*[\u{200d}\u{e007f}]/u;
const known = lazily(() => new RegExp('^\\p{RGI_Emoji}$', 'v'));
const graphemes = lazily(() => new Intl.Segmenter('en', {granularity: 'grapheme'}));

// What is dropped may join what stood around it: hardly any text changes at the second look.
const mostLooks = 2;

/**
Drops the joiners, emoji selectors and flag tags that do no work where they stand: all but those inside a known emoji, joiners after a letter of a script that joins, and one selector after an emoji. Takes and gives text in NFC; doing it again changes nothing.
*/
export function dropStrayJoiners(text: string): string {
	let present = text;
	for (let look = 0; look < mostLooks; look++) {
		const next = dropOnce(present);
		if (next === present) {
			return present;
		}

		present = next.normalize('NFC');
	}

	return present.replace(conditional, '').normalize('NFC');
}

function dropOnce(text: string): string {
	if (!hasConditional.test(text)) {
		return text;
	}

	let kept = '';
	for (const {segment} of graphemes().segment(text)) {
		kept += isKnownEmoji(segment) ? segment : segment.replace(stray(), '');
	}

	return kept;
}

const isKnownEmoji = (segment: string): boolean =>
	maybeKnown.test(segment) && known().test(segment);
