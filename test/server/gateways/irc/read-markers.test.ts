import {test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';

test('how far one has read is told on joining and only moves on', async () => {
	await converseInIrc(`
		> (comes with draft/read-marker standard-replies)
		> JOIN #tea
		< :ada JOIN #tea
		< MARKREAD #tea *
		< 353 ada = #tea @ada
		< 366 ada #tea :End of /NAMES list
		> MARKREAD #tea timestamp=2026-01-02T00:00:00.000Z
		< MARKREAD #tea timestamp=2026-01-02T00:00:00.000Z
		> MARKREAD #tea timestamp=2026-01-01T00:00:00.000Z
		< MARKREAD #tea timestamp=2026-01-02T00:00:00.000Z
		> MARKREAD #tea now
		< FAIL MARKREAD INVALID_PARAMS #tea :That is no timestamp
	`);
});

test('what there is not has not been read', async () => {
	await converseInIrc(`
		> (comes with draft/read-marker standard-replies)
		> MARKREAD #nowhere
		< MARKREAD #nowhere *
		> MARKREAD bob
		< MARKREAD bob *
		> MARKREAD #nowhere timestamp=2026-01-02T00:00:00.000Z
		< FAIL MARKREAD INVALID_PARAMS #nowhere :There is no such conversation
	`);
});

test('a nick is the same in any case, and nobody has read what is yet to come', async () => {
	await converseInIrc(`
		> (comes with draft/read-marker standard-replies)
		> MARKREAD Bob timestamp=2026-01-02T00:00:00.000Z
		< MARKREAD Bob timestamp=2026-01-02T00:00:00.000Z
		> MARKREAD bob
		< MARKREAD bob timestamp=2026-01-02T00:00:00.000Z
		> MARKREAD bob timestamp=2100-01-01T00:00:00.000Z
		< MARKREAD bob timestamp=now
	`);
});
