import {describe, expect, test} from 'vitest';
import type {RoomName} from '../../../source/protocol/ids.ts';
import type {RuleChange} from '../../../source/server/core/rules.ts';
import {converse} from '../../helpers/converse.ts';
import {Guest} from '../../helpers/guest.ts';
import {Stage} from '../../helpers/stage.ts';

const ada = `
	> hello v=[1,1] nick=ada
	< welcome
	< room
	< caught-up
`;
const bob = `
	bob> hello v=[1,1] nick=bob
	bob< welcome
	bob< room
	bob< caught-up
`;

describe('a request', () => {
	test.each([
		['say room=#lobby id=1 text=hi', 'id=1 tag=undefined'],
		['join room=#tea tag=t', 'tag=t'],
		['leave room=#lobby tag=t', 'tag=t'],
		['nick nick=eve tag=t', 'tag=t'],
		['who tag=t', 'tag=t'],
		['rooms tag=t', 'tag=t'],
		['history room=#lobby tag=t', 'tag=t'],
		['search text=hi tag=t', 'tag=t'],
	])('before a hello is refused: %s', (request, ticket) =>
		converse(`
			> ${request}
			< refused code=nick-needed ${ticket}
		`),
	);

	test('who: those on the server, or in one room', () =>
		converse(`
			${bob}
			> hello v=[1,1] nick=ada rooms=["#tea"]
			< welcome
			< room
			< caught-up
			eye> hello v=[1,1] visitor=true
			> who tag=t
			< people room=undefined people=bob,ada visitors=1 tag=t
			> who room=#tea
			< people room=#tea people=ada visitors=0 tag=undefined
			> who room=#nowhere
			< people room=#nowhere people= visitors=0
		`));

	test('rooms: the open ones', () =>
		converse(`
			${ada}
			> join room=#tea
			< room
			> say room=#tea id=1 kind=topic text="green  or\\nblack"
			< entry kind=topic
			< ack
			> rooms tag=t
			< rooms rooms=#lobby,#tea tag=t
			> leave room=#tea
			< parted
			> rooms
			< rooms rooms=#lobby tag=undefined
		`));

	test('join: the room and its newest entries; the others hear it', () =>
		converse(`
			${bob}
			bob> join room=#Tea
			bob< room room=#tea
			bob> say room=#tea id=1 text=one
			bob< entry
			bob< ack
			bob> say room=#tea id=2 text=two
			bob< entry
			bob< ack
			${ada}
			bob< joined room=#lobby
			> join room=#tea backlog=1 tag=t
			bob< joined room=#tea
			< room room=#tea people=bob,ada entries=two more=true tag=t
			bob> say room=#tea id=3 text=three
			bob< entry
			bob< ack
			< entry room=#tea text=three prev=2
		`));

	test('history, search: not of a room that one may not come into', async () => {
		const stage = new Stage();
		const tea = new Guest(stage.hub, 'eve', {rooms: ['#tea']});
		await tea.say('psst', {room: '#tea'});
		const asking = `
			> history room=#tea tag=t
			< HISTORY
			> search text=psst room=#tea tag=u
			< SEARCH
		`;
		const answered = (history: string, search: string) =>
			asking.replace('HISTORY', history).replace('SEARCH', search);
		const room = '#tea' as RoomName;
		const rule = (...changes: readonly RuleChange[]) =>
			stage.hub.moderation.rule(tea.member, room, changes);
		await converse(`${ada} ${answered('page entries=psst tag=t', 'found entries=psst tag=u')}`, {
			stage,
		});
		rule({type: 'limit', limit: 1});
		await converse(
			`${ada.replace('ada', 'ida')} ${answered('page entries=psst', 'found entries=psst')}`,
			{stage},
		);
		rule({type: 'password', password: 'earl grey'});
		await converse(
			`${ada.replace('ada', 'uma')} ${answered('refused code=room-password tag=t', 'refused code=room-password tag=u')}`,
			{stage},
		);
	});

	test('join: not of a conversation between two', () =>
		converse(`
			${ada}
			> join room=@bob tag=t
			< refused code=room-name tag=t
			> join room="no room" tag=t
			< refused code=room-name tag=t
		`));

	test('leave: told to both sides', () =>
		converse(`
			${bob}
			${ada}
			bob< joined
			> leave room=#lobby tag=t
			bob< left room=#lobby nick=ada why=undefined
			< parted room=#lobby tag=t
			> leave room=#lobby tag=t
			< refused code=not-a-member tag=t
			bob> say room=#lobby id=1 text=alone
			bob< entry
			bob< ack
		`));

	test('nick: told to all, or refused', () =>
		converse(`
			${bob}
			${ada}
			bob< joined
			> nick nick=eva tag=t
			bob< renamed from=ada to=eva
			< renamed from=ada to=eva
			> nick nick=Bob tag=t
			< refused code=nick-taken tag=t
			> nick nick="" tag=t
			< refused code=nick-length tag=t
			> say room=#lobby id=1 text=hi
			< entry author=eva
			< ack
			bob< entry author=eva
		`));

	test('topic: said like a message, kept in one line, known to who comes later, and may be taken away', () =>
		converse(`
			${ada}
			> say room=#lobby id=1 kind=topic text="tea\\nonly"
			< entry kind=topic text="tea only"
			< ack id=1
			${bob.replace('room', 'room topic="tea only"')}
			< joined
			bob> say room=#lobby id=2 kind=topic text=" "
			bob< entry kind=topic text=""
			bob< ack
			< entry
			eve> hello v=[1,1] nick=eve
			< joined
			bob< joined
			eve< welcome
			eve< room topic=undefined
			eve< caught-up
		`));

	test('history: pages in both directions', () =>
		converse(`
			${ada}
			> say room=#lobby id=1 text=one
			< entry
			< ack
			> say room=#lobby id=2 text=two
			< entry
			< ack
			> say room=#lobby id=3 text=three
			< entry
			< ack
			> history room=#lobby before=3 limit=1 tag=t
			< page room=#lobby entries=two more=true tag=t
			> history room=#lobby before=2
			< page entries=one more=false tag=undefined
			> history room=#lobby after=1 limit=1
			< page entries=two more=true
			> history room=#lobby after=2
			< page entries=three more=false
			> history room=#nowhere
			< page room=#nowhere entries= more=false
			> history room=#lobby limit=100000 tag=t
			< refused code=bad-frame tag=t
		`));

	test('search: newest first', () =>
		converse(`
			${ada}
			> say room=#lobby id=1 text="green tea"
			< entry
			< ack
			> say room=#lobby id=2 text="black tea"
			< entry
			< ack
			> search text=tea limit=1 tag=t
			< found entries="black tea" more=true tag=t
			> search text=tea before=2 room=#lobby
			< found entries="green tea" more=false tag=undefined
			> search text=tea room=@bob tag=t
			< refused code=not-a-member tag=t
		`));
});

test('a secret room is shown to those who are in it', async () => {
	const stage = new Stage();
	const ada = new Guest(stage.hub, 'ada', {rooms: ['#tea']});
	const tea = stage.hub.findRoom('#tea' as RoomName)!;
	tea.rules = {...tea.rules, secret: true};
	await converse(
		`
		bob> hello v=[1,1] nick=bob
		bob< welcome nick=bob
		bob< room room=#lobby
		bob< caught-up
		bob> rooms
		bob< rooms rooms=#lobby
		bob> who room=#tea
		bob< people people=
	`,
		{stage},
	);
	expect(tea.isShownTo(ada.member)).toBe(true);
});
