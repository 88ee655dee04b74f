import {describe, expect, test} from 'vitest';
import type {AuthorKey, Nick} from '../../../source/protocol/ids.ts';
import {parseNick} from '../../../source/protocol/nick.ts';
import {Refusal} from '../../../source/protocol/refusal.ts';
import {candidate, Guest, openHub} from '../../helpers/guest.ts';

const keyOf = (name: string) => name.padEnd(22, '-') as AuthorKey;
const own = {key: keyOf('own'), hasOwnKey: true};
const other = {key: keyOf('other'), hasOwnKey: true};

/** Names by which somebody would pass for Alice_10. */
const imitations = [
	// Case and width.
	'Alice_10',
	'alice_10',
	'ALICE_10',
	'aLiCe_10',
	'Ａｌｉｃｅ＿１０',
	'Alice_１０',
	// Letters that look like others, in one script or in several.
	'A1ice_10',
	'AIice_10',
	'Alice_lO',
	'Alice_I0',
	'alice_1o',
	'AIice_lO',
	'Аlice_10',
	'Αlice_10',
	'Alicе_10',
	'Aliсe_10',
	'Alіce_10',
	'Αlіcе_10',
	'ΑӀісе_10',
	'Alιce_10',
	'Aꓲice_10',
	'Ꭺliceـ10',
	'𝐀lice_10',
	'𝒜𝓁𝒾𝒸ℯ_10',
	'Ⓐⓛⓘⓒⓔ_10',
	'ᴀlice_10',
	'Alɪce_10',
	'Aliⅽe_10',
	'Aⅼice_10',
	'Alice_①0',
	// Accents.
	'Älice_10',
	'Alicé_10',
	'Ali\u0327ce_10',
	'A\u0301lice_10',
	'Al\u0131ce_10',
	'Ałice_10',
	// What nobody sees.
	'Al\u200bice_10',
	'Alice_10\u200d',
	'\u2060Alice_10',
	'Al\u00adice_10',
	'Alice\u034f_10',
	'Alice_10\ufe0f',
	'\u202eAlice_10',
	'\u2066Alice_10\u2069',
	'Alice_10\u3164',
	'Alice_10\u115f',
	'Al\u{e0061}ice_10',
	' Alice_10 ',
	'\u00a0Alice_10',
	'Alice\u2028_10',
	'Alice_10\t',
	'Alice_10\0',
	// Signs beside it.
	'@Alice_10',
	'+Alice_10',
	'~Alice_10',
	'#Alice_10',
	'Alice_10.',
	'Alice__10',
	'Alice_10:',
];

test('there are enough of them, and each is another', () => {
	expect(new Set(imitations).size).toBe(imitations.length);
	expect(imitations.length).toBeGreaterThan(40);
});

/** Why that name is not to be had, in one way or another. */
function refusalOf(hub: ReturnType<typeof openHub>, text: string, how: 'coming' | 'renaming') {
	const nick = parseNick(text);
	if (nick instanceof Refusal) {
		return nick.code;
	}

	if (how === 'coming') {
		const result = hub.enter(candidate(nick, other));
		return result instanceof Refusal ? result.code : `came in as ${nick}`;
	}

	const mallory = new Guest(hub, 'mallory', other);
	const result = hub.rename(mallory.member, nick as Nick);
	mallory.quit();
	return result instanceof Refusal ? result.code : `renamed to ${nick}`;
}

const code = /^nick-[a-z]+$|^put-out$|^encoding$/;

describe.each(['coming', 'renaming'] as const)('by %s, nobody gets a name like', how => {
	test('that of somebody who is here', () => {
		const hub = openHub();
		const alice = new Guest(hub, 'Alice_10', own);
		for (const name of imitations) {
			expect({name, code: refusalOf(hub, name, how)}).toEqual({
				name,
				code: expect.stringMatching(code),
			});
		}

		expect(hub.people).toHaveLength(1);
		alice.quit();
	});

	test('one that is kept for somebody who is not here', async () => {
		const hub = openHub();
		await hub.claims.keep('Alice_10' as Nick, own.key);
		for (const name of imitations) {
			expect({name, code: refusalOf(hub, name, how)}).toEqual({
				name,
				code: expect.stringMatching(code),
			});
		}

		expect(hub.enter(candidate('Alice_10', own))).not.toBeInstanceOf(Refusal);
	});

	test('one of somebody who is banned', async () => {
		const hub = openHub();
		await hub.house.bans.set({name: 'Alice_10', why: '', by: 'host', at: 0});
		for (const name of imitations) {
			expect({name, code: refusalOf(hub, name, how)}).toEqual({
				name,
				code: expect.stringMatching(code),
			});
		}
	});

	test('that of the server, or one that would be believed', () => {
		const hub = openHub();
		const names = [
			'Server',
			'ѕerver',
			'ADMIN',
			'аdmin',
			'Root',
			'r00t',
			'rооt',
			'hоst',
			'Host',
			'chatroorn',
		];
		for (const name of names) {
			const refusal = refusalOf(hub, name, how);
			expect({name, refusal}).toEqual({name, refusal: expect.stringMatching(/^nick-/)});
		}
	});
});
