import {expect, test} from 'vitest';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';
import {guarded} from '../../../helpers/password.ts';

const plain = (password: string) => Buffer.from(`\0ada\0${password}`).toString('base64');

test('PASS before NICK and USER lets a client in', () =>
	converse(
		`
		> PASS :secret
		> NICK ada
		> (aside) USER ada 0 * :Ada
		> PASS secret
		< 462 ada ...
	`,
		guarded(),
	));

test.each([
	['no password', [], 'This server has a password.'],
	['another password', ['> PASS wrong'], 'That is not the password.'],
])('%s closes the connection', (_, lines, words) =>
	converse(
		`
		${lines.join('\n')}
		> NICK ada
		> USER ada 0 * :Ada
		< 464 * :${words}
		< ERROR :Closing link: ${words}
		< (end)
	`,
		guarded(),
	),
);

test('SASL PLAIN lets a client in, whatever the account is called', () =>
	converse(
		`
		> CAP LS 302
		< CAP * LS ...
		> NICK ada
		> USER ada 0 * :Ada
		> CAP REQ sasl
		< CAP * ACK sasl
		> AUTHENTICATE PLAIN
		< AUTHENTICATE +
		> AUTHENTICATE ${plain('wrong')}
		< 904 * ...
		> AUTHENTICATE SCRAM-SHA-256
		< 908 * PLAIN ...
		< 904 * ...
		> AUTHENTICATE PLAIN
		< AUTHENTICATE +
		> AUTHENTICATE *
		< 906 * ...
		> AUTHENTICATE PLAIN
		< AUTHENTICATE +
		> AUTHENTICATE ${plain('secret')}
		< 903 * ...
		> AUTHENTICATE PLAIN
		< 907 * ...
		> (aside) CAP END
		> AUTHENTICATE PLAIN
		< 907 ada ...
	`,
		guarded(),
	));

test('an answer in parts is put together, and one that is too long refused', () =>
	converse(
		`
		> CAP REQ sasl
		< CAP * ACK sasl
		> AUTHENTICATE PLAIN
		< AUTHENTICATE +
		> AUTHENTICATE ${'A'.repeat(401)}
		< 905 * ...
		> AUTHENTICATE PLAIN
		< AUTHENTICATE +
		> AUTHENTICATE ${plain('x'.repeat(295))}
		> AUTHENTICATE +
		< 904 * ...
	`,
		guarded(),
	));

test('without a password there is no SASL to be had', async () => {
	await converse(`
		> CAP REQ sasl
		< CAP * NAK sasl
	`);
	expect.hasAssertions();
});
