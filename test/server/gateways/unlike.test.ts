import {test} from 'vitest';
import {converseAcross as converse} from '../../helpers/converse-across.ts';

const meet = `
	eve> (aside) hello v=[1,1] nick=eve key=eve
	irc> (comes)
	nc> (aside) nc
	ada> (aside) hello v=[1,1] nick=ada key=ada
	ada> (aside) quit
`;
const words = 'ada is not on the device that was ada before';

test('whoever comes under the name of another device is told of in every dialect', () =>
	converse(`
		${meet}
		other> hello v=[1,1] nick=ada key=other
		eve< joined person={"nick":"ada","tag":"other---","dialect":"json","unlike":"ada-----"}
		irc< :ada JOIN #lobby
		irc< NOTICE #lobby :${words}
		nc< * ada has joined (not on the device that was ada before)
	`));

test('without a key of its own nobody is the one who was there before', () =>
	converse(`
		${meet}
		irc2> NICK ada
		irc2> (aside) USER ada 0 * ada
		irc> (aside) PART #lobby
		irc> JOIN #tea
		irc< :irc JOIN #tea
		irc< 353 irc ...
		irc< 366 irc ...
		irc2> JOIN #tea
		irc< :ada JOIN #tea
		irc< NOTICE #tea :${words}
	`));

test('so is whoever takes it later', () =>
	converse(`
		${meet}
		other> (aside) hello v=[1,1] nick=zed key=other
		other> nick nick=ada
		eve< renamed from=zed to=ada unlike=ada-----
		irc< :zed NICK ada
		irc< NOTICE * :${words}
		nc< * zed is now ada (not on the device that was ada before)
		other> nick nick=zed
		eve< renamed from=ada to=zed
		irc< :ada NICK zed
		nc< * ada is now zed
	`));

test('nobody is told when the same device comes again, or when nobody with a key was called that', () =>
	converse(`
		${meet}
		ada2> hello v=[1,1] nick=ada key=ada
		irc< :ada JOIN #lobby
		nc< * ada has joined
		irc2> (aside) NICK rob
		irc2> (aside) USER rob 0 * rob
		irc2> (aside) QUIT
		rob> hello v=[1,1] nick=rob key=rob
		irc< :rob JOIN #lobby
		nc< * rob has joined
	`));
