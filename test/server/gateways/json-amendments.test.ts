import {describe, expect, test} from 'vitest';
import {JsonSession} from '../../../source/server/gateways/json-session.ts';
import {converse} from '../../helpers/converse.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {quiet} from '../../helpers/turns.ts';

const entrance = `
	> hello v=[1,1] nick=ada key=a
	< welcome
	< room
	< caught-up
	bob> hello v=[1,1] nick=bob key=b
	< joined
	bob< welcome
	bob< room
	bob< caught-up
	> say room=#lobby id=1 text=helo
	< entry seq=1 re=undefined
	< ack seq=1
	bob< entry seq=1
`;

describe('what is done to a message', () => {
	test('an edit, a reaction, an answer and a redaction are entries that name it', () =>
		converse(`
			${entrance}
			> say room=#lobby id=2 kind=edit re=1 text="hello\\nthere"
			< entry seq=2 kind=edit re=1 author=ada text="hello\\nthere"
			< ack seq=2
			bob< entry seq=2 kind=edit re=1 author=ada text="hello\\nthere"
			bob> say room=#lobby id=3 kind=react re=1 text=" 👍\\n"
			< entry seq=3 kind=react re=1 author=bob text=👍
			bob< entry seq=3 kind=react re=1 author=bob text=👍
			bob< ack seq=3
			bob> say room=#lobby id=4 re=1 text=hi
			< entry seq=4 kind=message re=1 text=hi
			bob< entry seq=4 kind=message re=1 text=hi
			bob< ack seq=4
			bob> say room=#lobby id=5 kind=redact re=3 text=""
			< entry seq=5 kind=redact re=3 text=""
			bob< entry seq=5 kind=redact re=3 text=""
			bob< ack seq=5
			> say room=#lobby id=6 kind=redact re=1 text="not\\nmeant"
			< entry seq=6 kind=redact re=1 text="not meant"
			< ack seq=6
			bob< entry seq=6 kind=redact re=1 text="not meant"
			> history room=#lobby
			< page entries=helo,"hello\\nthere",👍,hi,"","not meant"
		`));

	test('is refused when there is no such message, or when it is somebody else’s', () =>
		converse(`
			${entrance}
			bob> say room=#lobby id=2 kind=edit re=1 text=mine
			bob< refused code=not-yours id=2 text="Only whoever said that may do that."
			bob> say room=#lobby id=3 kind=redact re=1 text=""
			bob< refused code=not-yours id=3
			bob> say room=#lobby id=4 kind=react re=9 text=x
			bob< refused code=no-such-entry id=4 text="There is no such message here, or it was taken back."
			bob> say room=#lobby id=5 kind=edit text=x
			bob< refused code=no-such-entry id=5
			bob> say room=#lobby id=6 re=9 text=hi
			bob< refused code=no-such-entry id=6
			bob> say room=#lobby id=7 kind=react re=1 text=" "
			bob< refused code=empty id=7
			bob> say room=#lobby id=8 kind=react re=1 text=abcdefghijklmnopq
			bob< refused code=too-long id=8 text="A reaction is an emoji or a short word: 16 characters are the most."
			bob> say room=#lobby id=9 kind=edit re=1 text=""
			bob< refused code=empty id=9
		`));

	test('is done once, however often it is said, even when it could not be done any more', () =>
		converse(`
			${entrance}
			> say room=#lobby id=2 kind=redact re=1 text=""
			< entry
			< ack seq=2 dup=undefined
			bob< entry
			> say room=#lobby id=2 kind=redact re=1 text=""
			< ack seq=2 dup=true altered=undefined
			> say room=#lobby id=3 kind=redact re=1 text=""
			< refused code=no-such-entry id=3
		`));

	test('works between two, and nobody else may touch it', () =>
		converse(`
			${entrance}
			eve> hello v=[1,1] nick=eve key=e
			< joined
			bob< joined
			eve< welcome
			eve< room
			eve< caught-up
			> say room=@bob id=2 text=psst
			< entry room=@bob seq=2
			< ack
			bob< entry room=@ada seq=2
			bob> say room=@ada id=3 kind=react re=2 text=🤫
			< entry room=@bob kind=react re=2
			bob< entry room=@ada kind=react re=2
			bob< ack
			eve> say room=@ada id=4 kind=react re=2 text=🤫
			eve< refused code=no-such-entry id=4
			eve> say room=#lobby id=5 re=2 text=what?
			eve< refused code=no-such-entry id=5
			> say room=@bob id=6 kind=edit re=1 text=x
			< refused code=no-such-entry id=6
		`));
});

describe('typing', () => {
	test('is told to the others of the room, and not every time', () =>
		converse(`
			${entrance}
			> typing room=#lobby state=active
			bob< typing room=#lobby nick=ada state=active
			> typing room=#lobby state=active
			> typing room=#lobby state=paused
			> typing room=#lobby state=done
			bob< typing room=#lobby nick=ada state=done
			> typing room=#lobby state=done
			> typing room=#lobby state=active
			> history room=#lobby
			< page entries=helo
		`));

	test('to one alone reaches that one, under the name of who types', () =>
		converse(`
			${entrance}
			> typing room=@bob state=active
			bob< typing room=@ada nick=ada state=active
			> typing room=#lobby state=active
			bob< typing room=#lobby
		`));

	test('where one may not speak is dropped without an answer, as is what nobody knows', () =>
		converse(`
			${entrance}
			> typing room=#tea state=active
			> typing room=@nobody state=active
			eye> hello v=[1,1] visitor=true
			eye< welcome
			eye< room
			eye< caught-up
			eye> typing room=#lobby state=active
			> typing room=#lobby state=dancing
			< refused code=bad-frame
		`));
});

describe('who is away', () => {
	test('is told to those who share a room, once', () =>
		converse(`
			${entrance}
			> join room=#tea
			< room
			bob> join room=#tea
			bob< room
			< joined
			eve> hello v=[1,1] nick=eve rooms=["#else"]
			eve< welcome
			eve< room
			eve< caught-up
			> away why="out\\nfor tea"
			< away nick=ada why="out for tea"
			bob< away nick=ada why="out for tea"
			> away why=" "
			< away nick=ada why=undefined
			bob< away nick=ada why=undefined
			> away
			< away nick=ada why=undefined
		`));

	test('is told of everyone who is listed', async () => {
		const stage = new Stage();
		const ada = new Peer(wire => new JsonSession(wire, stage.host));
		const bob = new Peer(wire => new JsonSession(wire, stage.host));
		const person = expect.objectContaining({nick: 'ada', away: 'lunch'});
		ada.say('{"type":"hello","v":[1,1],"nick":"ada"}\n{"type":"away","why":"lunch"}\n');
		await quiet();
		bob.say('{"type":"hello","v":[1,1],"nick":"bob"}\n{"type":"who"}\n');
		await quiet();
		const frames = bob.takeLines().map(line => JSON.parse(line));
		expect(frames).toContainEqual(
			expect.objectContaining({type: 'room', people: expect.arrayContaining([person])}),
		);
		expect(frames).toContainEqual(
			expect.objectContaining({type: 'people', people: expect.arrayContaining([person])}),
		);
		bob.takeLines();
		ada.say('{"type":"join","room":"#tea"}\n');
		bob.say('{"type":"join","room":"#tea"}\n{"type":"away"}\n');
		await quiet();
		ada.say('{"type":"leave","room":"#tea"}\n{"type":"join","room":"#tea"}\n');
		await quiet();
		expect(bob.takeLines().map(line => JSON.parse(line))).toContainEqual({
			type: 'joined',
			room: '#tea',
			person,
		});
	});

	test('stays so when the same program connects again', () =>
		converse(`
			> hello v=[1,1] nick=ada key=a run=r
			< welcome
			< room
			< caught-up
			bob> hello v=[1,1] nick=bob
			< joined
			bob< welcome
			bob< room
			bob< caught-up
			> away why=lunch
			< away
			bob< away
			again> hello v=[1,1] nick=ada key=a run=r
			< bye
			< (end)
			again< welcome
			again< room
			again< caught-up
			again> away
			again< away nick=ada why=undefined
			bob< away nick=ada why=undefined
		`));

	test('needs a reason that is not endless, and somebody who takes part', () =>
		converse(`
			${entrance}
			> away why=${'x'.repeat(201)}
			< refused code=too-long text="The reason for being away is too long: 200 characters are the most."
			eye> hello v=[1,1] visitor=true
			eye< welcome
			eye< room
			eye< caught-up
			eye> away why=x
			eye< refused code=only-looking
		`));
});
