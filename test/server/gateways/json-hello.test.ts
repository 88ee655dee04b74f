import {describe, test} from 'vitest';
import {converse} from '../../helpers/converse.ts';

describe('hello', () => {
	test('lets one in: welcome, the rooms, and live', () =>
		converse(`
			> hello v=[1,1] nick=ada key=k software=test
			< welcome v=1 server={"name":"test","software":"chatroom test"} log=$log head=0 nick=ada tag=k resumed=fresh
			< room room=#lobby topic=undefined people=ada visitors=0 entries= more=false
			< caught-up seq=0
		`));

	test('may be said again until it is good', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			> hello v=[1,1]
			< refused code=nick-needed
			> hello v=[1,1] nick="b o b"
			< refused code=nick-characters
			> hello v=[1,1] nick=BOB
			< refused code=nick-taken
			> hello v=[1,1] nick=admin
			< refused code=nick-reserved
			> hello v=1 nick=ada
			< refused code=bad-frame text="Bad field \\"v\\"."
			> hello v=[1,1] nick=ada
			< welcome nick=ada
			< room people=bob,ada
			< caught-up
			> hello v=[1,1] nick=eve
			< refused code=bad-frame text="You said hello before."
		`));

	test('of another version is refused and ends it', () =>
		converse(`
			> hello v=[2,3] nick=ada
			< refused code=version text="This server speaks version 1 of the protocol, the client 2 to 3."
			< (end)
		`));

	test('of a client that speaks more versions than this one is good', () =>
		converse(`
			> hello v=[0,7] nick=ada rooms=[]
			< welcome v=1
			< caught-up
		`));

	test('says which rooms, each once, and never a direct one', () =>
		converse(`
			> hello v=[1,1] nick=ada rooms=["#Tea","#tea","@bob","#x"]
			< welcome
			< room room=#tea
			< room room=#x
			< caught-up
		`));

	test('says how much to be told of what was said before', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob> say room=#lobby id=1 text=one
			bob> say room=#lobby id=2 text=two
			bob> say room=#lobby id=3 text=three
			> hello v=[1,1] nick=ada backlog=2
			< welcome head=3
			< room entries=two,three more=true
			< caught-up seq=3
			eve> hello v=[1,1] nick=eve
			eve< welcome
			eve< room entries=one,two,three more=false
			eve< caught-up
			< joined
			beep> hello v=[1,1] nick=beep bot=true
			beep< welcome
			beep< room entries= more=false
			beep< caught-up
			eve< joined
			< joined person={"nick":"beep","tag":"key4----","dialect":"json","bot":true}
		`));

	test('of someone who only looks takes no name and makes no noise', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob< welcome
			bob< room
			bob< caught-up
			> hello v=[1,1] visitor=true
			< welcome nick=undefined
			< room people=bob visitors=1
			< caught-up
			> say room=#lobby id=1 text=boo
			< refused code=nick-needed id=1
			> nick nick=ada
			< refused code=only-looking
			> quit
			< (end)
		`));
});

describe('a resume', () => {
	test('gives exactly what followed, and no backlog', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob> say room=#lobby id=1 text=one
			bob> say room=#lobby id=2 text=two
			bob> say room=#lobby id=3 text=three
			> hello v=[1,1] nick=ada resume={"log":"$log","seq":1}
			< welcome resumed=resumed head=3
			< room entries= more=false people=bob,ada
			< entry text=two seq=2 prev=1 author=bob
			< entry text=three seq=3 prev=2
			< caught-up seq=3
			bob> say room=#lobby id=4 text=four
			< entry text=four seq=4
		`));

	test.each([
		['of another log', 'resume={"log":"another_log___________","seq":0}'],
		['from beyond the end', 'resume={"log":"$log","seq":2}'],
	])('%s says that history was replaced, and gives a backlog', (_, resume) =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob> say room=#lobby id=1 text=one
			> hello v=[1,1] nick=ada ${resume}
			< welcome resumed=reset
			< room entries=one
			< caught-up seq=1
		`),
	);

	test('of the same run takes the place of the dead connection', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob< welcome
			bob< room
			bob< caught-up
			dead> hello v=[1,1] nick=ada key=k run=r
			bob< joined
			dead< welcome
			dead< room
			dead< caught-up
			> hello v=[1,1] nick=ada key=k run=r resume={"log":"$log","seq":0}
			< welcome nick=ada
			< room people=bob,ada
			< caught-up
			dead< bye why="Your program connected again." isFinal=true
			dead< (end)
			> say room=#lobby id=1 text=back
			< entry text=back
			< ack id=1
			bob< entry text=back
		`));

	test('of the same run that leaves a room out has left it', () =>
		converse(`
			bob> hello v=[1,1] nick=bob rooms=["#lobby","#tea"]
			bob< welcome
			bob< room
			bob< room
			bob< caught-up
			dead> hello v=[1,1] nick=ada key=k run=r rooms=["#lobby","#tea"]
			bob< joined
			bob< joined
			> hello v=[1,1] nick=ada key=k run=r rooms=["#lobby"]
			< welcome
			< room
			< caught-up
			bob< left room=#tea nick=ada
		`));
});
