import {test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';

const said = `
	> (comes with draft/chathistory batch message-tags)
	bob> (comes)
	> (aside) PRIVMSG #lobby :one
	> (aside) PRIVMSG #lobby :two
	> (aside) PRIVMSG #lobby :three
`;

// IRCv3 draft/chathistory: which messages each subcommand asks for.
test.each([
	['LATEST #lobby * 2', [2, 3]],
	['LATEST #lobby msgid=$1 5', [2, 3]],
	['BEFORE #lobby msgid=$3 1', [2]],
	['AFTER #lobby msgid=$1 1', [2]],
	['AROUND #lobby msgid=$2 3', [1, 2, 3]],
	['BETWEEN #lobby msgid=$1 msgid=$3 9', [2]],
	['BETWEEN #lobby msgid=$3 msgid=$1 9', [2]],
	['AFTER #lobby timestamp=2001-01-01T00:00:00.000Z 9', [1, 2, 3]],
	['BEFORE #lobby timestamp=2001-01-01T00:00:00.000Z 9', []],
] as const)('CHATHISTORY %s', async (request, expected) => {
	const names = ['', 'one', 'two', 'three'];
	const lines = expected.map(
		seq => `< @batch=history;msgid=log.${seq} :ada PRIVMSG #lobby ${names[seq]}`,
	);
	const {Stage} = await import('../../../helpers/stage.ts');
	const stage = new Stage();
	const asked = request.replaceAll('$', `${stage.hub.log.id.slice(0, 8)}.`);
	await converseInIrc(
		`
		${said}
		> CHATHISTORY ${asked}
		< BATCH +history chathistory #lobby
		${lines.join('\n')}
		< BATCH -history
	`,
		{stage},
	);
});

test('what cannot be told is said so by name', async () => {
	await converseInIrc(`
		> (comes with standard-replies)
		> CHATHISTORY LATEST #nowhere * 10
		< FAIL CHATHISTORY INVALID_TARGET LATEST #nowhere :Messages could not be retrieved
		> CHATHISTORY LATEST #lobby seq=1 10
		< FAIL CHATHISTORY INVALID_MSGREFTYPE LATEST #lobby seq :msgid and timestamp are understood
		> CHATHISTORY LATEST #lobby *
		< FAIL CHATHISTORY INVALID_PARAMS LATEST :Invalid parameters
		> CHATHISTORY LATEST #lobby msgid=other.7 9
		< FAIL CHATHISTORY INVALID_PARAMS LATEST #lobby msgid=other.7 :Invalid parameters
		> CHATHISTORY BETWEEN #lobby timestamp=2026-01-01T00:00:00.000Z timestamp=now 9
		< FAIL CHATHISTORY INVALID_PARAMS BETWEEN #lobby timestamp=now :Invalid parameters
		> CHATHISTORY SIDEWAYS #lobby * 10
		< FAIL CHATHISTORY UNKNOWN_COMMAND SIDEWAYS :Unknown command
	`);
});

test('a direct conversation is read by both of its sides and nobody else', async () => {
	await converseInIrc(`
		> (comes with batch)
		bob> (comes with batch)
		eve> (comes with batch)
		> (aside) PRIVMSG bob :psst
		> CHATHISTORY LATEST bob * 10
		< BATCH +history chathistory bob
		< @batch=history :ada PRIVMSG bob psst
		< BATCH -history
		bob> CHATHISTORY LATEST ada * 10
		bob< BATCH +history chathistory ada
		bob< @batch=history :ada PRIVMSG bob psst
		bob< BATCH -history
		eve> CHATHISTORY LATEST bob * 10
		eve< BATCH +history chathistory bob
		eve< BATCH -history
	`);
});

test('conversations are listed by when something was last said in them', async () => {
	await converseInIrc(`
		> (comes with batch)
		bob> (comes)
		> (aside) PRIVMSG #lobby :one
		> (aside) PRIVMSG bob :psst
		> CHATHISTORY TARGETS timestamp=2001-01-01T00:00:00.000Z timestamp=2101-01-01T00:00:00.000Z 10
		< BATCH +history draft/chathistory-targets
		< @batch=history CHATHISTORY TARGETS #lobby now
		< @batch=history CHATHISTORY TARGETS bob now
		< BATCH -history
	`);
});

test('who is still here is shown in full, and who is gone as somebody', async () => {
	await converseInIrc(`
		> (comes with batch)
		bob> (comes)
		eve> (comes)
		bob> (aside) PRIVMSG #lobby :one
		eve> (aside) PRIVMSG #lobby :two
		eve> (aside) QUIT
		> CHATHISTORY LATEST #lobby * 9
		< BATCH +history chathistory #lobby
		< @batch=history :bob!bob@host PRIVMSG #lobby one
		< @batch=history :eve!somebody@host PRIVMSG #lobby two
		< BATCH -history
	`);
});
