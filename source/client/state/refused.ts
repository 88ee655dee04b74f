import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import type {RefusalCode} from '../../protocol/refusal.ts';
import type {Update} from './action.ts';
import {complain, settleFetches, tell, tellOnce} from './change.ts';
import {editorOf} from './editor.ts';
import {withNextStep} from './next-step.ts';
import {answerOrder} from './orders.ts';
import {askForPassword, asksForPassword} from './password.ts';
import {turnedAway} from './returning.ts';
import type {State} from './state.ts';
import {fail, unsend} from './submit.ts';

/** The server says no: to a message, to what was asked, or to letting one in. */
export function refuse(state: State, frame: ServerFrameOf<'refused'>, at: number): Update {
	const {code, id} = frame;
	const text = withNextStep(code, frame.text);
	if (id) {
		// Who goes before answering has not said no: it is said again when it is back.
		return code === 'closing' ? [state] : fail(state, id, text);
	}

	if (state.link.type === 'online') {
		const told =
			turnedAway(state, {tag: frame.tag, why: text}, at) ?? answerOrder(state, frame, at);
		return [told ?? tell(settleFetches(state), text, at, 'error')];
	}

	if (asksForPassword(state, code)) {
		return [askForPassword(state, code, frame.text)];
	}

	return asksForName(code) ? [askForName(state, text)] : askWhere(state, text, at);
}

/** Somebody put us out: where one goes then is for the person to say. */
export const putOut = (state: State, why: string): State => ({
	...complain(state, 'host', why),
	exitCode: 4,
});

const asksForName = (code: RefusalCode): boolean => code.startsWith('nick-');

const askForName = (state: State, problem: string): State => ({
	...unsend(state),
	screen: 'name',
	link: {type: 'asking'},
	name: {editor: editorOf(state.nick ?? state.name.editor.text), problem},
	exitCode: 4,
});

// While it has been in before, the link goes on trying by itself: only a newcomer is asked again.
function askWhere(state: State, text: string, at: number): Update {
	return state.server
		? [tellOnce(state, text, at), {type: 'reconnect'}]
		: [
				{
					...complain(state, 'host', text),
					screen: 'connect',
					link: {type: 'idle'},
					exitCode: 4,
				},
			];
}
