import {describe, expect, test} from 'vitest';
import {IrcSession} from '../../../source/server/gateways/irc/irc-session.ts';
import {PlainSession} from '../../../source/server/gateways/plain-session.ts';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {guarded} from '../../helpers/password.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {quiet} from '../../helpers/turns.ts';

const unsafe =
	"A password is taken only where nobody can listen: over TLS, or on the server's own machine.";

/** A server whose password is `secret`, and whose only invitation is `come-in`. */
const invited = () =>
	new Stage(new MemoryLog(), {
		password: guarded().stage.host.password,
		invitations: {isGood: secret => secret === 'come-in'},
	});

const sasl = (password: string) =>
	`CAP REQ sasl\r\nAUTHENTICATE PLAIN\r\nAUTHENTICATE ${Buffer.from(`\0ada\0${password}`).toString('base64')}\r\nCAP END\r\n`;
const irc = 'NICK ada\r\nUSER ada 0 * ada\r\n';

const ways = {
	'IRC with PASS': (password: string) => [`PASS ${password}\r\n${irc}`],
	'IRC with SASL': (password: string) => [sasl(password) + irc],
	netcat: (password: string) => ['ada\n', `${password}\n`],
} as const;

async function arrive(
	way: keyof typeof ways,
	password: string,
	from: Partial<Pick<Peer, 'isLocal' | 'address' | 'binding'>>,
) {
	const stage = invited();
	const Session = way === 'netcat' ? PlainSession : IrcSession;
	const peer = new Peer(wire => new Session(wire, stage.host));
	Object.assign(peer, from);
	for (const words of ways[way](password)) {
		peer.say(words);
		await quiet(8);
	}

	return {people: stage.hub.people.map(({nick}) => nick), heard: peer.heard, peer};
}

const afar = {isLocal: false, address: '192.0.2.7'};
const binding = new Uint8Array(32);

describe.each(Object.keys(ways) as (keyof typeof ways)[])('%s', way => {
	test.each([
		['on the server itself', {}],
		['inside TLS from afar', {...afar, binding}],
	])('the password lets in %s', async (_, from) => {
		expect((await arrive(way, 'secret', from)).people).toEqual(['ada']);
		expect((await arrive(way, 'wrong', from)).people).toEqual([]);
	});

	test.each([
		['on the server itself', {}],
		['inside TLS from afar', {...afar, binding}],
	])('an invitation stands for it %s', async (_, from) => {
		expect((await arrive(way, 'come-in', from)).people).toEqual(['ada']);
	});

	test.each(['secret', 'come-in'])('in the clear from afar «%s» lets nobody in', async password => {
		const {people, heard, peer} = await arrive(way, password, afar);
		expect(people).toEqual([]);
		expect(heard).toContain(unsafe);
		expect(peer.isOver).toBe(true);
	});
});

test('in the clear from afar nobody is asked for a password', async () => {
	const stage = invited();
	const peer = new Peer(wire => new PlainSession(wire, stage.host));
	Object.assign(peer, afar);
	peer.say('ada\n');
	await quiet(8);
	expect(peer.takeLines()).toEqual([`* ${unsafe}`, '(end)']);
	const client = new Peer(wire => new IrcSession(wire, stage.host));
	Object.assign(client, afar);
	client.say(irc);
	await quiet(8);
	expect(client.takeLines()).toEqual([
		`:irc.test 464 * :${unsafe}\r`,
		`ERROR :Closing link: ${unsafe}\r`,
		'(end)',
	]);
});

test.each([
	['come-in', ['ada']],
	['come-out', []],
])(
	'PASS with «%s», where no password is asked for, at the door of a locked server',
	async (secret, people) => {
		const stage = new Stage(new MemoryLog(), {invitations: {isGood: given => given === 'come-in'}});
		await stage.hub.house.lock('full house', []);
		const peer = new Peer(wire => new IrcSession(wire, stage.host));
		peer.say(`PASS ${secret}\r\n${irc}`);
		await quiet(8);
		expect(stage.hub.people.map(({nick}) => nick)).toEqual(people);
	},
);
