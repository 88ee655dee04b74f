import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {type AuthorKey, lobby, type Nick} from '../../../source/protocol/ids.ts';
import {accepted} from '../../../source/protocol/accepted.ts';
import {parseOrder} from '../../../source/protocol/orders.ts';
import type {MessageLog} from '../../../source/server/core/message-log.ts';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {openLog} from '../../../source/server/storage/open-log.ts';
import {converseAcross} from '../../helpers/converse-across.ts';
import {padded, Stage} from '../../helpers/stage.ts';

// A server that ada looks after.
async function ruled(log: MessageLog = new MemoryLog()): Promise<Stage> {
	const stage = new Stage(log);
	// The key of a connection never comes again, in no later run either.
	Array.from({length: 10 * log.head}, () => stage.host.newKey());
	await stage.hub.house.makeOperator(padded('ada') as AuthorKey, true);
	return stage;
}

const deedsIn = ({hub}: Stage): readonly string[] => {
	const ada = [...hub.members].find(({nick}) => nick === 'ada')!;
	const {entries} = hub.library.page(ada, lobby, {limit: 50});
	const deeds = entries.filter(({entry}) => entry.kind === 'moderation');
	return deeds.map(({entry}) => `${entry.author} ${entry.text}`);
};

const ada = 'ada> (aside) hello v=[1,1] nick=ada key=ada';

type Victim = {
	readonly name: string;
	readonly arrives: string;
	/** What it hears when it is put out, or is not let in. */
	readonly hearsEnd: (why: string) => string;
	/** What others hear of its going. */
	readonly goes: string;
	/** A way to come again, by another connection, and what is answered to one who may not. */
	readonly again: string;
	readonly refused: (code: string, why: string) => string;
	readonly muted: (why: string) => string;
	/** Under another name. */
	readonly renames: string;
	readonly speaks: string;
};

const victims: readonly Victim[] = [
	{
		name: 'bob',
		arrives: 'bob> (aside) hello v=[1,1] nick=bob key=bob',
		hearsEnd: why => `
			bob< bye why="${why}" isFinal=true
			bob< (end)`,
		goes: 'irc3< :bob QUIT :Connection closed',
		again: 'bob2> hello v=[1,1] nick=rob key=bob',
		refused: (code, why) => `bob2< refused code=${code} text="${why}"`,
		muted: why => `
			bob< told text="${why}"
			bob< entry kind=moderation author=ada
			bob> say room=#lobby id=a text=hi
			bob< refused code=muted text="${why}" id=a
			bob> say room=@ada id=b text=hi
			bob< refused code=muted text="${why}" id=b
			bob> typing room=#lobby state=active`,
		renames: 'bob> (aside) nick nick=rob',
		speaks: `
			bob> say room=#lobby id=c text=hi
			bob< refused code=muted
		`,
	},
	{
		name: 'irc',
		arrives: 'irc> (comes)',
		hearsEnd: why => `
			irc< ERROR :Closing link: ${why}
			irc< (end)`,
		goes: 'irc3< :irc QUIT :Connection closed',
		again: `
			irc2> NICK irc
			irc2> USER irc 0 * :irc`,
		refused: (_, why) => `
			irc2< 465 * :${why}
			irc2< ERROR :Closing link: ${why}
			irc2< (end)`,
		muted: why => `
			irc< NOTICE * :${why}
			irc< NOTICE #lobby ...
			irc> PRIVMSG #lobby hi
			irc< 404 irc #lobby :${why}
			irc> PRIVMSG ada hi
			irc< 531 irc ada :${why}
			irc> PRIVMSG @#lobby :\x01ACTION hides\x01
			irc< 404 irc @#lobby :${why}
			irc> NOTICE #lobby hi
			irc> TAGMSG #lobby`,
		renames: 'irc> (aside) NICK rob',
		speaks: `
			irc> PRIVMSG #lobby hi
			irc< 404 rob ...
			irc> PART #lobby :all the same
			irc3< :rob PART #lobby
			irc< :rob PART #lobby :all the same
		`,
	},
	{
		name: 'nc',
		arrives: 'nc> (aside) nc',
		hearsEnd: why => `
			nc< * ${why}
			nc< (end)`,
		goes: 'irc3< :nc QUIT :Connection closed',
		again: 'nc2> nc',
		refused: (_, why) => `
			nc2< * ${why}
			nc2< (end)`,
		muted: why => `
			nc< * ${why}
			nc< *** ada muted nc for 1 hour: loud
			nc> hi
			nc< * ${why}
			nc> /msg ada hi
			nc< * ${why}`,
		renames: 'nc> (aside) /nick rob',
		speaks: `
			nc> hi
			nc< * You may not speak here for 1 hour: loud.
		`,
	},
];

describe.each(victims)('$name', victim => {
	const {name, arrives, hearsEnd, goes, again, refused, muted, renames, speaks} = victim;
	const meet = `
		${ada}
		irc3> (comes)
		${arrives}`;

	test('is put out, and may come again', async () => {
		const stage = await ruled();
		await converseAcross(
			`
			${meet}
			ada> command text="/kick ${name} spam"
			${hearsEnd('ada put you out: spam.')}
			${goes}
			irc3< NOTICE #lobby :ada put ${name} out: spam
		`,
			{stage},
		);
		expect(deedsIn(stage)).toEqual([`ada put ${name} out: spam`]);
		const back = again.replace(/ key=\w+/, ' key=new').replaceAll('> ', '> (aside) ');
		await converseAcross(back, {stage});
		expect(stage.hub.people).toHaveLength(3);
	});

	test('does not come in while banned, not after a restart either', async () => {
		const log = new MemoryLog();
		const why = 'You may not come in here for 1 hour: spam.';
		const stage = await ruled(log);
		await converseAcross(
			`
			${meet}
			ada> command text="/ban ${name} 1h spam"
			${hearsEnd(why)}
			${goes}
			irc3< NOTICE #lobby :ada banned ${name} for 1 hour: spam
			${again}
			${refused('put-out', why)}
		`,
			{stage},
		);
		expect(deedsIn(stage)).toEqual([`ada banned ${name} for 1 hour: spam`]);
		const later = await ruled(log);
		await converseAcross(
			`
			${again}
			${refused('put-out', why)}
			${ada}
			ada> (aside) command text="/unban ${name}"
			${arrives}
		`,
			{stage: later},
		);
		expect(later.hub.people.map(({nick}) => nick)).toEqual(['ada', name]);
	});

	test('is silent while muted, whatever the name', async () => {
		const log = new MemoryLog();
		const stage = await ruled(log);
		await converseAcross(
			`
			${meet}
			ada> command text="/mute ${name} 1h loud"
			irc3< NOTICE #lobby :ada muted ${name} for 1 hour: loud
			${muted('You may not speak here for 1 hour: loud.')}
			${renames}
			${speaks}
		`,
			{stage},
		);
		expect(deedsIn(stage)).toEqual([`ada muted ${name} for 1 hour: loud`]);
		expect(log.head).toBe(1);
		const later = await ruled(log);
		await converseAcross(
			`
			${meet}
			${muted('You may not speak here for 1 hour: loud.').trim().split('\n').slice(2).join('\n')}
			ada> (aside) command text="/unmute ${name}"
		`,
			{stage: later},
		);
		expect(later.hub.house.mutes.all).toEqual([]);
	});

	test('stays out while the server is locked, and stays in when in already', async () => {
		const log = new MemoryLog();
		const why = 'Nobody new may come in at the moment: full house.';
		const stage = await ruled(log);
		const stranger = again.replace('key=bob', 'key=rob').replaceAll(/ (irc|nc)$/gm, ' $12');
		await converseAcross(
			`
			${meet}
			ada> command text="/lock full house"
			irc3< NOTICE #lobby :ada locked the server: full house
			${stranger}
			${refused('locked', why)}
		`,
			{stage},
		);
		expect(stage.hub.people).toHaveLength(3);
		const later = await ruled(log);
		await converseAcross(
			`
			${stranger}
			${refused('locked', why)}
			${ada}
			ada> (aside) command text="/unlock"
			${arrives}
		`,
			{stage: later},
		);
		expect(later.hub.people.map(({nick}) => nick)).toEqual(['ada', name]);
	});
});

test('a ban is kept on disk', async () => {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-ban-'));
	onTestFinished(() => rmSync(directory, {recursive: true}));
	const log = openLog({directory});
	const {steward} = new Stage(log).hub;
	const host = {nick: 'host' as Nick, key: padded('host') as AuthorKey};
	await steward.carryOut(host, accepted(parseOrder('/ban nc spam')));
	await log.close();
	const again = openLog({directory});
	await converseAcross(
		`
		nc> nc
		nc< * You may not come in here: spam.
		nc< (end)
	`,
		{stage: new Stage(again)},
	);
	expect(again.head).toBe(1);
	await again.close();
});

test('all of a long announcement is heard by clients of IRC, wherever they are', async () => {
	const long = 'tea at five '.repeat(60).trim();
	await converseAcross(
		`
		${ada}
		irc> (comes)
		irc2> (comes)
		irc2> (aside) PART #lobby
		ada> command text="/announce ${long}"
		irc< NOTICE #lobby :ada announces: tea at five ...
		irc< NOTICE #lobby :tea at ...
		irc2< NOTICE * :ada announces: tea at five ...
		irc2< NOTICE * :five tea at ...
	`,
		{stage: await ruled()},
	);
});
