// Inclusive ranges of UTF-16 units, in ascending order.
const simpleRanges: readonly (readonly [first: number, last: number, width: 1 | 2])[] = [
	[0x00_20, 0x00_7e, 1],
	// Latin, without the soft hyphen.
	[0x00_a0, 0x00_ac, 1],
	[0x00_ae, 0x02_ff, 1],
	// Greek and Cyrillic, without the marks between them.
	[0x03_7b, 0x04_82, 1],
	[0x04_8a, 0x05_2f, 1],
	// Dashes, quotation marks and the ellipsis.
	[0x20_10, 0x20_27, 1],
	// CJK punctuation, Hiragana, Katakana, Han, Hangul syllables and full-width forms.
	[0x30_01, 0x30_20, 2],
	[0x30_41, 0x30_96, 2],
	[0x30_a1, 0x30_fa, 2],
	[0x4e_00, 0x9f_ff, 2],
	[0xac_00, 0xd7_a3, 2],
	[0xff_01, 0xff_60, 2],
];

const table = new Uint8Array(0x1_00_00);
for (const [first, last, width] of simpleRanges) {
	table.fill(width, first, last + 1);
}

/**
The columns of a character that is a grapheme by itself unless what follows joins it, and that never joins what stands before it; 0 for all others. Knowing these spares most text the segmenter.
*/
export const simpleWidth = (unit: number): number => table[unit]!;
