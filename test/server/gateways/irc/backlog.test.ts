import {test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

const words = `
	bob> (comes)
	bob> PRIVMSG #lobby :hello
	bob> PRIVMSG #lobby :\x01ACTION waves\x01
`;

test('who knows batches hears what was said before in one', async () => {
	await converseInIrc(`
		${words}
		bob> (aside) JOIN #tea
		bob> (aside) PRIVMSG #tea :hot
		> (comes with batch server-time message-tags)
		> JOIN #tea
		< @time=now :ada JOIN #tea
		< 353 ada = #tea :@bob ada
		< 366 ada #tea :End of /NAMES list
		< BATCH +history chathistory #tea
		< @batch=history;time=now;msgid=log.3 :bob PRIVMSG #tea hot
		< BATCH -history
	`);
});

test('who knows only times hears it with them', async () => {
	await converseInIrc(`
		${words}
		bob> (aside) JOIN #tea
		bob> (aside) PRIVMSG #tea :\x01ACTION pours\x01
		> (comes with server-time)
		> JOIN #tea
		< @time=now :ada JOIN #tea
		< 353 ada = #tea :@bob ada
		< 366 ada #tea :End of /NAMES list
		< @time=now :bob PRIVMSG #tea :\x01ACTION pours\x01
	`);
});

test('who knows neither is told by the server, with the time among the words', async () => {
	await converseInIrc(`
		bob> (comes)
		bob> (aside) JOIN #tea
		bob> (aside) PRIVMSG #tea :hot
		> (comes)
		> JOIN #tea
		< :ada JOIN #tea
		< 353 ada = #tea :@bob ada
		< 366 ada #tea :End of /NAMES list
		< NOTICE #tea :[Sun 12:00] <bob> hot
	`);
});

test('who asks by itself is told nothing, nor is anybody where nobody is led into the lobby', async () => {
	await converseInIrc(`
		bob> (comes)
		bob> (aside) JOIN #tea
		bob> (aside) PRIVMSG #tea :hot
		> (comes with draft/chathistory batch)
		> JOIN #tea
		< :ada JOIN #tea
		< 353 ada = #tea :@bob ada
		< 366 ada #tea :End of /NAMES list
		> CHATHISTORY LATEST #tea * 10
		< BATCH +history chathistory #tea
		< @batch=history :bob PRIVMSG #tea hot
		< BATCH -history
	`);
	const stage = new Stage();
	Object.assign(stage.host, {joinsLobby: false});
	await converseInIrc(
		`
		bob> (comes)
		bob> (aside) JOIN #tea
		bob> (aside) PRIVMSG #tea :hot
		> (comes with server-time)
		> JOIN #tea
		< @time=now :ada JOIN #tea
		< 353 ada = #tea :@bob ada
		< 366 ada #tea :End of /NAMES list
	`,
		{stage},
	);
});
