import {expect, test} from 'vitest';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {Invitations} from '../../../source/server/access/invitations.ts';
import {createDevice} from '../../../source/crypto/device.ts';
import {goFar} from '../../helpers/far-client.ts';
import {serveHere} from '../../helpers/serve-here.ts';
import {tap} from '../../helpers/tls-proxy.ts';

const password = 'correct horse battery staple';
const words = 'We meet at the old mill at nine.';

/** All bytes between two of our own programs and the server while they talk; and what they know that nobody else should. */
async function overhear(isEncrypted: boolean) {
	const log = new MemoryLog();
	const given = {openLog: () => log, name: 'secret-society'};
	await using server = await serveHere(isEncrypted ? {...given, password} : given);
	const invite = await new Invitations(log.facts, Date.now).make(Date.now() + 60_000);
	await using wire = await tap(server.port);
	const {device} = createDevice();
	await using one = goFar({port: wire.port, isEncrypted, device, password, nick: 'Ottilie'});
	await using other = goFar({port: wire.port, isEncrypted, invite, nick: 'Leopold'});
	await one.hears('caught-up');
	await other.hears('caught-up');
	one.send({type: 'say', room: '#lobby' as never, id: 'a'.repeat(22) as never, text: words});
	await other.hears('entry');
	const secrets = {
		words,
		password,
		invite,
		device: device.key,
		one: 'Ottilie',
		other: 'Leopold',
		room: '#lobby',
		server: 'secret-society',
		type: '"type"',
	};
	const bytes = wire.bytes();
	const texts = ['latin1', 'utf16le'] as const;
	return Object.entries(secrets)
		.filter(([, secret]) =>
			[secret, Buffer.from(secret).toString('base64').slice(0, -4)].some(form =>
				texts.some(encoding => bytes.toString(encoding).includes(form)),
			),
		)
		.map(([name]) => name);
}

test('nothing that is said, and no secret, can be heard on the way between our own programs', async () => {
	expect(await overhear(true)).toEqual([]);
});

test('in the clear what is said can be heard, but neither the password, nor an invitation, nor a key that is known elsewhere', async () => {
	expect(await overhear(false)).toEqual(['words', 'one', 'other', 'room', 'server', 'type']);
});
