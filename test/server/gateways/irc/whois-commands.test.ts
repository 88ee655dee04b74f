import {describe, expect, test} from 'vitest';
import type {Nick} from '../../../../source/protocol/ids.ts';
import {Attendance} from '../../../../source/server/gateways/irc/attendance.ts';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

const noon = String(new Date(2026, 10, 22, 12, 0).getTime() / 1000);
const noonInWords = new Date(2026, 10, 22, 12, 0).toUTCString();

describe('WHOIS', () => {
	test.each([
		'WHOIS BOB',
		'WHOIS irc.test bob',
		'WHOIS *.test bob',
		'WHOIS ada bob',
		'WHOIS bob,x',
	])('%s tells all that is known of somebody', command =>
		converseInIrc(`
				> (comes)
				bob> (comes)
				bob> (aside) JOIN #tea
				> ${command}
				< 311 ada bob bob host * :bob by name
				< 319 ada bob :#lobby @#tea
				< 312 ada bob irc.test test
				< 317 ada bob 0 ${noon} :seconds idle, signon time
				< 318 ada bob :End of /WHOIS list
			`),
	);

	test('tells who is away, a bot, an operator of the server', async () => {
		const stage = new Stage();
		await converseInIrc(
			`
			bob> (comes)
			bob> (aside) AWAY :back soon
			bob> (aside) MODE bob +B
		`,
			{stage},
		);
		stage.hub.holder('bob' as Nick)!.isOperator = true;
		await converseInIrc(
			`
			> (comes)
			> WHOIS bob
			< 311 ada bob bob host * :bob by name
			< 319 ada bob @#lobby
			< 312 ada bob irc.test test
			< 313 ada bob :is a server operator
			< 335 ada bob :is a bot
			< 301 ada bob :back soon
			< 317 ada bob 0 ${noon} :seconds idle, signon time
			< 318 ada bob :End of /WHOIS list
			> WHO #lobby
			< 352 ada #lobby bob host irc.test bob G*@B :0 bob by name
			< 352 ada #lobby ada host irc.test ada H :0 ada by name
			< 315 ada #lobby :End of /WHO list
		`,
			{stage},
		);
	});

	test('hides secret channels from those who are not in them', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			bob> (aside) JOIN #tea
			bob> (aside) MODE #tea +s
			> WHOIS bob
			< 311 ada bob bob host * :bob by name
			< 319 ada bob #lobby
			< 312 ada bob irc.test test
			< 317 ada bob 0 ${noon} :seconds idle, signon time
			< 318 ada bob :End of /WHOIS list
			> (aside) JOIN #tea
			> WHOIS bob
			< 311 ada bob bob host * :bob by name
			< 319 ada bob :#lobby @#tea
			< 312 ada bob irc.test test
			< 317 ada bob 0 ${noon} :seconds idle, signon time
			< 318 ada bob :End of /WHOIS list
		`));

	test('counts seconds since somebody last said something', async () => {
		const stage = new Stage();
		await converseInIrc('> (comes)', {stage});
		stage.hub.holder('ada' as Nick)!.spokeAt -= 90_500;
		await converseInIrc(
			`
			bob> (comes)
			bob> WHO ada %nl
			bob< 354 bob ada 90
			bob< 315 bob ada :End of /WHO list
		`,
			{stage},
		);
		await stage.hub.say(stage.hub.holder('ada' as Nick)!, {
			room: '#lobby' as never,
			id: stage.host.newId(),
			kind: 'message',
			text: 'hello' as never,
		});
		expect(stage.hub.holder('ada' as Nick)!.spokeAt).toBe(stage.host.now());
	});

	test('says no where nobody is meant', () =>
		converseInIrc(`
			> (comes)
			> WHOIS carol
			< 401 ada carol :No such nick/channel
			< 318 ada carol :End of /WHOIS list
			> WHOIS
			< 431 ada :No nickname given
			> WHOIS elsewhere.example ada
			< 402 ada elsewhere.example :No such server
		`));
});

describe('WHOWAS', () => {
	test('tells of those who went, newest first, up to a count', async () => {
		const stage = new Stage();
		for (const user of ['first', 'second']) {
			await converseInIrc(
				`
				> (aside) NICK bob
				> (aside) USER ${user} 0 * :${user} bob
				> (aside) QUIT
			`,
				{stage},
			);
		}

		const second = `
			< 314 ada bob second host * :second bob
			< 312 ada bob irc.test :${noonInWords}
		`;
		const first = `
			< 314 ada bob first host * :first bob
			< 312 ada bob irc.test :${noonInWords}
		`;
		await converseInIrc(
			`
			> (comes)
			> WHOWAS BOB
			${second}
			${first}
			< 369 ada BOB :End of WHOWAS
			> WHOWAS bob 1
			${second}
			< 369 ada bob :End of WHOWAS
			> WHOWAS *ob -1
			${second}
			${first}
			< 369 ada *ob :End of WHOWAS
			> WHOWAS x,bob 2
			${second}
			${first}
			< 369 ada x,bob :End of WHOWAS
		`,
			{stage},
		);
	});

	test('knows old names of those who have others now', () =>
		converseInIrc(`
			> (comes)
			> (aside) NICK ida
			> WHOWAS ada
			< 314 ida ada ada host * :ada by name
			< 312 ida ada irc.test :${noonInWords}
			< 369 ida ada :End of WHOWAS
		`));

	test('says no where nobody was', () =>
		converseInIrc(`
			> (comes)
			> WHOWAS bob
			< 406 ada bob :There was no such nickname
			< 369 ada bob :End of WHOWAS
			> WHOWAS
			< 431 ada :No nickname given
			> WHOWAS bob 1 elsewhere.example
			< 402 ada elsewhere.example :No such server
		`));

	test('remembers two hundred', async () => {
		const stage = new Stage();
		await converseInIrc('> (comes)', {stage});
		const {face} = stage.hub.holder('ada' as Nick)!;
		const attendance = new Attendance(() => 0);
		for (let count = 0; count < 300; count++) {
			attendance.see({type: 'went', who: {...face, user: `u${count}`}, people: 0});
		}

		expect(attendance.departures).toHaveLength(200);
		expect(attendance.departures[0]!.who.user).toBe('u299');
	});
});
