import {expect, test} from 'vitest';
import {MemoryLog} from '../../../../source/server/storage/memory-log.ts';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

const operated = () => ({
	stage: new Stage(new MemoryLog(), {
		mayOperate: (name, password) => name === 'root' && password === 'secret',
	}),
});

test('whoever knows the password becomes an operator, and may put people out', () =>
	converse(
		`
		> (comes)
		bob> (comes)
		eve> (comes)
		> KILL bob :spam
		< 481 ada ...
		> OPER root wrong
		< 464 ada :Password incorrect
		> OPER root
		< 461 ada OPER ...
		> OPER root secret
		< 381 ada :You are now an IRC operator
		< :ada MODE ada +o
		> MODE ada
		< 221 ada +o
		> KILL nobody
		< 401 ada nobody ...
		> KILL bob :spam
		< :bob QUIT :Killed (ada (spam))
		bob< :ada KILL bob spam
		bob< ERROR :Closing link: Killed (ada (spam))
		bob< (end)
		eve< :bob QUIT ...
		eve> MODE eve +w
		eve< :eve MODE eve +w
		> WALLOPS :to all
		eve< :ada WALLOPS :to all
		> MODE ada -o
		< :ada MODE ada -o
		> WALLOPS :to all
		< 481 ada ...
	`,
		operated(),
	));

test('where there is none, nobody becomes an operator', async () => {
	await converse(`
		> (comes)
		> OPER root secret
		< 491 ada ...
	`);
	expect.hasAssertions();
});

test('the third wrong password ends the connection', () =>
	converse(
		`
		> (comes)
		> OPER root a
		< 464 ada ...
		> OPER root b
		< 464 ada ...
		> OPER root c
		< 464 ada ...
		< ERROR :Closing link: Too many wrong passwords
		< (end)
	`,
		operated(),
	));

test('an operator is told once, and an empty WALLOPS is none', () =>
	converse(
		`
		> (comes)
		> (aside) OPER root secret
		> OPER root secret
		< 381 ada ...
		> WALLOPS :
		< 461 ada WALLOPS ...
	`,
		operated(),
	));

test('who quits says so, and whose connection breaks does not', () =>
	converse(`
		> (comes)
		bob> (comes)
		eve> (comes)
		bob> QUIT :good night
		< :bob QUIT :Quit: good night
		eve> (end)
		< :eve QUIT :Connection closed
	`));
