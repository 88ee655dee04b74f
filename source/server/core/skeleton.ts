// Only the table of the package: its own function compiles all of it into one expression, at three times the cost.
import table from 'unhomoglyph/data.json' with {type: 'json'};

const lookAlikes: Readonly<Record<string, string>> = table;
const accents =
	/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}])\p{M}+/gu;

/** What a name looks like, in two ways: as it is spelt, which tells that `l`, `I` and `1` look alike, and in lower case. Two names can be mistaken for each other if they share either. */
export const skeletonsOf = (name: string): readonly [asSpelt: string, inLowerCase: string] => [
	skeleton(name),
	skeleton(name.toLowerCase()),
];

// UTS 39 4. The marks of other scripts are no ornament: without them, different names would be one.
const skeleton = (name: string): string =>
	replaceLookAlikes(name.normalize('NFD')).normalize('NFD').replace(accents, '').toLowerCase();

function replaceLookAlikes(name: string): string {
	let replaced = '';
	for (const character of name) {
		replaced += lookAlikes[character] ?? character;
	}

	return replaced;
}
