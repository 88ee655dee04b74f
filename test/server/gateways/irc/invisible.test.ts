import {describe, test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

// Where nobody lands in the lobby, people share no room unless they go there.
const apart = () => new Stage(undefined, {joinsLobby: false});
const converse = (transcript: string, stage = apart()) => converseInIrc(transcript, {stage});

const hide = `
	> (comes)
	bob> (comes)
	bob> (aside) JOIN #tea
	bob> (aside) MODE bob +i
`;

const line = (where: string, flags: string) =>
	`352 ada ${where} bob host irc.test bob ${flags} :0 bob by name`;

describe('someone invisible', () => {
	test.each(['*', '0', 'b*', '*!bob@*', '#tea'])('is left out of WHO %s for strangers', mask =>
		converse(`
			${hide}
			> NICK ida
			< :ada NICK ida
			> WHO ${mask}
			${['*', '0'].includes(mask) ? '< 352 ida * ada host irc.test ida H :0 ada by name' : ''}
			< 315 ida ${mask} ...
		`),
	);

	test('is found by name, by those who share a room, and by itself', () =>
		converse(`
			${hide}
			> WHO bob
			< ${line('*', 'H')}
			< 315 ada bob ...
			> (aside) JOIN #tea
			> WHO b*
			< ${line('*', 'H')}
			< 315 ada b* ...
			> WHO #tea
			< ${line('#tea', 'H@')}
			< 352 ada #tea ada host irc.test ada H :0 ada by name
			< 315 ada #tea ...
			> (aside) PART #tea
			bob> WHO b*
			bob< 352 bob * bob host irc.test bob H :0 bob by name
			bob< 315 bob b* ...
		`));

	test('is found by operators of the server', () =>
		converse(
			`
			${hide}
			> (aside) OPER root secret
			> WHO b*
			< ${line('*', 'H')}
			< 315 ada b* ...
			> NAMES #tea
			< 353 ada = #tea @bob
			< 366 ada #tea ...
			> WHOIS bob
			< 311 ada bob ...
			< 319 ada bob @#tea
			< 312 ada bob ...
			< 317 ada bob ...
			< 318 ada bob ...
		`,
			new Stage(undefined, {joinsLobby: false, mayOperate: () => true}),
		));

	test('has channels in WHOIS only for those who are in them', () =>
		converse(`
			${hide}
			bob> (aside) JOIN #coffee
			> (aside) JOIN #coffee
			> WHOIS bob
			< 311 ada bob ...
			< 319 ada bob @#coffee
			< 312 ada bob ...
			< 317 ada bob ...
			< 318 ada bob ...
			> (aside) PART #coffee
			> WHOIS bob
			< 311 ada bob ...
			< 312 ada bob ...
			< 317 ada bob ...
			< 318 ada bob ...
			bob> WHOIS bob
			bob< 311 bob bob ...
			bob< 319 bob bob :@#tea @#coffee
			bob< 312 bob bob ...
			bob< 317 bob bob ...
			bob< 318 bob bob ...
			bob> (aside) MODE bob -i
			> WHOIS bob
			< 311 ada bob ...
			< 319 ada bob :@#tea @#coffee
			< 312 ada bob ...
			< 317 ada bob ...
			< 318 ada bob ...
		`));

	test('is not named to those outside the channel', () =>
		converse(`
			${hide}
			eve> (comes)
			eve> (aside) JOIN #tea
			> NAMES #tea
			< 353 ada = #tea eve
			< 366 ada #tea ...
			> (aside) JOIN #tea
			> NAMES #tea
			< 353 ada = #tea :@bob eve ada
			< 366 ada #tea ...
		`));

	test('is counted as such by LUSERS', () =>
		converse(`
			${hide}
			eve> (comes)
			> LUSERS
			< 251 ada :There are 2 users and 1 invisible on 1 servers
			< 252 ada 0 ...
			< 253 ada 0 ...
			< 254 ada 1 ...
			< 255 ada :I have 3 clients and 0 servers
			< 265 ada 3 3 ...
			< 266 ada 3 3 ...
		`));
});
