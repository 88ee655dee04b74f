import {describe, test} from 'vitest';
import {limits} from '../../../source/protocol/limits.ts';
import {converse} from '../../helpers/converse.ts';

describe('talk', () => {
	test('is heard by all, and then acked', () =>
		converse(`
			> hello v=[1,1] nick=ada key=a
			< welcome
			< room
			< caught-up
			bob> hello v=[1,1] nick=bob
			< joined room=#lobby person={"nick":"bob","tag":"key1----","dialect":"json"}
			bob< welcome
			bob< room
			bob< caught-up
			> say room=#lobby id=1 text="hi there"
			< entry seq=1 prev=0 room=#lobby id=1 author=ada tag=a kind=message text="hi there"
			< ack id=1 seq=1 dup=undefined altered=undefined
			bob< entry text="hi there"
			> say room=#lobby id=1 text="hi there"
			< ack id=1 seq=1 dup=true altered=undefined
			> say room=#lobby id=1 text="something else"
			< ack id=1 seq=1 dup=true altered=true
			bob> say room=#lobby id=1 kind=action text=waves
			< entry seq=2 prev=1 kind=action author=bob
			bob< entry
			bob< ack id=1 seq=2
		`));

	test('is cleaned before anyone sees it, or refused by its id', () =>
		converse(`
			> hello v=[1,1] nick=ada
			< welcome
			< room
			< caught-up
			> say room=#lobby id=1 text="\\u001b[2Jboo\\u0007"
			< entry text=\ufffd[2Jboo\ufffd
			< ack id=1
			> say room=#lobby id=2 text="  \\u200b "
			< refused code=empty id=2
			> say room=#lobby id=3 text="${'x'.repeat(limits.textCodePoints + 1)}"
			< refused code=too-long id=3
			> say room=#lobby id=4 text="\\ud800"
			< refused code=encoding id=4
			> say room=#lobby id=5 text="${'\\n.'.repeat(limits.textLines + 1)}"
			< refused code=too-many-lines id=5
			> say room=#tea id=6 text=hi
			< refused code=not-a-member id=6
			> say room=@nobody id=7 text=hi
			< refused code=no-such-nick id=7
		`));

	test('between two is for the two', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob< welcome
			bob< room
			bob< caught-up
			eve> hello v=[1,1] nick=eve
			bob< joined
			eve< welcome
			eve< room
			eve< caught-up
			> hello v=[1,1] nick=ada
			bob< joined
			eve< joined
			< welcome
			< room
			< caught-up
			> say room=@bob id=1 text=psst
			< entry room=@bob text=psst author=ada
			< ack id=1
			bob< entry room=@ada text=psst author=ada
			bob> history room=@ada
			bob< page room=@ada entries=psst
			eve> history room=@ada
			eve< page room=@ada entries= more=false
		`));
});

describe('a session', () => {
	test('that quits tells the room why, in one clean line', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob< welcome
			bob< room
			bob< caught-up
			> hello v=[1,1] nick=ada
			bob< joined
			< welcome
			< room
			< caught-up
			> quit why="to\\nbed\\u001b"
			bob< left room=#lobby nick=ada why="to bed\ufffd"
			< (end)
			> say room=#lobby id=1 text=ghost
		`));

	test('pings and is pinged', () =>
		converse(`
			> ping n=1
			< pong n=1
			> ping
			< pong n=undefined
			> pong n=7
		`));

	test('that is quiet is asked for a sign of life, and given up when none comes', () =>
		converse(`
			bob> hello v=[1,1] nick=bob
			bob< welcome
			bob< room
			bob< caught-up
			> hello v=[1,1] nick=ada
			< welcome
			< room
			< caught-up
			bob< joined
			... 20
			bob> pong
			... 6
			< ping
			> pong
			... 20
			bob< ping
			bob> pong
			... 24
			< ping
			... 17
			bob< ping
			bob< left nick=ada
			< (end)
		`));

	test('that never says who it is ends, whatever it trickles in', () =>
		converse(`
			> ping
			< pong
			... 15
			> ping
			< pong
			... 6
			< (end)
		`));

	test('that says no more gets its answers before the end', () =>
		converse(`
			> hello v=[1,1] nick=ada
			< welcome
			< room
			< caught-up
			> (end)
			< (end)
		`));
});
