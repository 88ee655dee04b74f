import {describe, expect, test} from 'vitest';
import type {Nick} from '../../../../source/protocol/ids.ts';
import {supportLines} from '../../../../source/server/gateways/irc/isupport.ts';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

describe('WHO', () => {
	test('tells everyone in a channel, with flags, and repeats the mask as it was asked', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> (aside) JOIN #tea
			bob> (aside) JOIN #tea
			bob> (aside) AWAY :back soon
			> WHO #TEA
			< 352 ada #tea ada host irc.test ada H@ :0 ada by name
			< 352 ada #tea bob host irc.test bob G :0 bob by name
			< 315 ada #TEA :End of /WHO list
		`));

	test.each(['bob', 'BOB', 'b*', '?ob', '*b*!bob@*', 'bob by*'])('finds somebody by %s', mask =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> WHO ${mask.includes(' ') ? `:${mask}` : mask}
			< 352 ada * bob host irc.test bob H :0 bob by name
			< 315 ada ${mask.replaceAll(' ', '')} :End of /WHO list
		`),
	);

	test.each(['WHO', 'WHO *', 'WHO 0'])('%s tells of everyone', command =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> ${command}
			< 352 ada * ada host irc.test ada H :0 ada by name
			< 352 ada * bob host irc.test bob H :0 bob by name
			< 315 ada ${command.split(' ')[1] ?? '*'} :End of /WHO list
		`),
	);

	test('says nothing but the end of whom nobody knows, and of a name that only looks alike', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> WHO carol
			< 315 ada carol :End of /WHO list
			> WHO b0b
			< 315 ada b0b :End of /WHO list
			> WHO #nowhere
			< 315 ada #nowhere :End of /WHO list
		`));

	test('hides who is in a secret channel from those who are not', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> (aside) JOIN #tea
			> (aside) MODE #tea +s
			bob> WHO #tea
			bob< 315 bob #tea :End of /WHO list
			> WHO #tea
			< 352 ada #tea ada host irc.test ada H@ :0 ada by name
			< 315 ada #tea :End of /WHO list
		`));

	test('marks operators of the server, and tells of them alone when asked', async () => {
		const stage = new Stage();
		await converseInIrc(
			`
			> (comes)
			bob> (comes)
			> WHO * o
			< 315 ada * :End of /WHO list
		`,
			{stage},
		);
		stage.hub.holder('bob' as Nick)!.isOperator = true;
		await converseInIrc(
			`
			carol> (comes)
			carol> WHO * o
			carol< 352 carol * bob host irc.test bob H* :0 bob by name
			carol< 315 carol * :End of /WHO list
		`,
			{stage},
		);
	});

	test('tells both signs to who knows multi-prefix, the higher to others', () =>
		converseInIrc(`
			> (comes with multi-prefix)
			bob> (comes)
			> (aside) JOIN #tea
			bob> (aside) JOIN #tea
			> (aside) MODE #tea +v ada
			> WHO #tea
			< 352 ada #tea ada host irc.test ada H@+ :0 ada by name
			< 352 ada #tea bob host irc.test bob H :0 bob by name
			< 315 ada #tea :End of /WHO list
			bob> WHO ada
			bob< 352 bob * ada host irc.test ada H :0 ada by name
			bob< 315 bob ada :End of /WHO list
			bob> WHO #tea
			bob< 352 bob #tea ada host irc.test ada H@ :0 ada by name
			bob< 352 bob #tea bob host irc.test bob H :0 bob by name
			bob< 315 bob #tea :End of /WHO list
		`));
});

describe('WHOX', () => {
	test.each(['%tcuihsnfdlaor,123', '%roaldfnshiuct,123'])(
		'%s tells its fields in one order, however they are asked for',
		fields =>
			converseInIrc(`
				> (comes)
				> WHO #lobby ${fields}
				< 354 ada 123 #lobby ada 255.255.255.255 host irc.test ada H 0 0 0 n/a :ada by name
				< 315 ada #lobby :End of /WHO list
			`),
	);

	test('tells nothing else', () =>
		converseInIrc(`
			> (comes)
			> WHO ada %tn,321
			< 354 ada 321 ada
			< 315 ada ada :End of /WHO list
			> WHO ada %tnf
			< 354 ada 0 ada H
			< 315 ada ada :End of /WHO list
			> WHO #lobby %tcunfdar,743
			< 354 ada 743 #lobby ada ada H 0 0 :ada by name
			< 315 ada #lobby :End of /WHO list
		`));

	test('is announced', () => {
		expect(supportLines('test').flat()).toContain('WHOX');
	});
});
