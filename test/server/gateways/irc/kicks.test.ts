import {describe, test} from 'vitest';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';

const meet = `
	> (comes)
	bob> (comes)
	eve> (comes)
	> (aside) JOIN #tea,#coffee
	bob> (aside) JOIN #tea,#coffee
	eve> (aside) JOIN #tea,#coffee
`;

describe('KICK', () => {
	test('puts several out of one channel, a line for each', () =>
		converse(`
			${meet}
			> KICK #tea bob,eve :bye
			< :ada KICK #tea bob bye
			< :ada KICK #tea eve bye
			eve< :ada KICK #tea eve bye
		`));

	test('puts each out of the channel that belongs to it', () =>
		converse(`
			${meet}
			> KICK #tea,#coffee bob,eve :bye
			< :ada KICK #tea bob bye
			< :ada KICK #coffee eve bye
			bob< :ada KICK #tea bob bye
			bob< :ada KICK #coffee eve bye
			eve< :ada KICK #tea bob bye
			eve< :ada KICK #coffee eve bye
		`));

	test('goes on after what cannot be done', () =>
		converse(`
			${meet}
			> KICK #none,#tea,#tea,tea bob,nobody,bob,eve
			< 403 ada #none ...
			< 441 ada nobody #tea ...
			< 403 ada tea ...
			< :ada KICK #tea bob ada
			eve< :ada KICK #tea bob ada
		`));

	test.each(['#tea,#coffee bob', '#tea,#coffee bob,eve,ada', '#tea ,', ', bob', ', ,'])(
		'needs as many channels as names, or one: «%s»',
		params =>
			converse(`
				${meet}
				> KICK ${params}
				< 461 ada KICK ...
			`),
	);

	test('is answered with exactly one label', () =>
		converse(`
			> (comes with labeled-response batch)
			bob> (comes)
			eve> (comes)
			> (aside) JOIN #tea
			bob> (aside) JOIN #tea
			eve> (aside) JOIN #tea
			> @label=1 KICK #tea bob
			< @label=1 :ada KICK #tea bob ada
			bob> (aside) JOIN #tea
			> @label=2 KICK #tea bob,eve
			< @label=2 BATCH +b1 labeled-response
			< @batch=b1 :ada KICK #tea bob ada
			< @batch=b1 :ada KICK #tea eve ada
			< BATCH -b1
			bob> (aside) JOIN #tea
			> @label=3 KICK #tea bob,eve
			< @label=3 BATCH +b2 labeled-response
			< @batch=b2 441 ada eve #tea ...
			< @batch=b2 :ada KICK #tea bob ada
			< BATCH -b2
			> @label=4 KICK #tea bob,eve
			< @label=4 BATCH +b3 labeled-response
			< @batch=b3 441 ada bob #tea ...
			< @batch=b3 441 ada eve #tea ...
			< BATCH -b3
			> @label=5 KICK #tea ada
			< @label=5 :ada KICK #tea ada ada
		`));

	test('is written down once, which nobody hears twice', () =>
		converse(`
			${meet}
			> KICK #tea BOB :bye
			< :ada KICK #tea bob bye
			eve< :ada KICK #tea bob bye
			> CHATHISTORY LATEST #tea * 10
			< NOTICE #tea :ada put bob out: bye
			tim> (comes)
			tim> JOIN #tea
			< :tim JOIN #tea
			eve< :tim JOIN #tea
			tim< :tim JOIN #tea
			tim< 353 tim ...
			tim< 366 tim ...
			tim< NOTICE #tea :[Sun 12:00] *** ada put bob out: bye
		`));

	test('leaves no trace where it was refused', () =>
		converse(`
			${meet}
			bob> KICK #tea ada
			bob< 482 bob #tea ...
			> KICK #tea nobody
			< 441 ada nobody #tea ...
			> CHATHISTORY LATEST #tea * 10
		`));
});
