import {test} from 'vitest';
import type {AuthorKey} from '../../../source/protocol/ids.ts';
import {converseAcross} from '../../helpers/converse-across.ts';
import {padded, Stage} from '../../helpers/stage.ts';

/** A server that ada looks after. */
async function ruled(): Promise<{readonly stage: Stage}> {
	const stage = new Stage();
	await stage.hub.house.makeOperator(padded('ada') as AuthorKey, true);
	return {stage};
}

test('whoever looks after the server is told so on the way in, and nobody else', async () =>
	converseAcross(
		`
			bob> hello v=[1,1] nick=bob key=bob rooms=[]
			bob< welcome operator=undefined
			bob< caught-up
			ada> hello v=[1,1] nick=ada key=ada rooms=[]
			ada< welcome operator=true
			ada< caught-up
		`,
		await ruled(),
	));

test('when that changes it is told at once, to all that the device runs', async () =>
	converseAcross(
		`
			bob> (aside) hello v=[1,1] nick=bob key=bob rooms=[]
			bob2> (aside) hello v=[1,1] nick=rob key=bob rooms=[]
			ada> (aside) hello v=[1,1] nick=ada key=ada
			ada> command text="/op bob" tag=a
			bob< told text="You look after this server now. /help lists what you can do." operator=true
			bob2< told operator=true
			ada< entry kind=moderation
			ada< told text=undefined operator=undefined tag=a
			ada> command text="/deop bob" tag=b
			bob< told text="You do not look after this server any more." operator=false
			bob2< told operator=false
			ada< entry kind=moderation
			ada< told operator=undefined tag=b
		`,
		await ruled(),
	));
