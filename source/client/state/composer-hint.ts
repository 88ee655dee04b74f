import {orderHelp} from '../../protocol/orders.ts';
import {commandHelp} from '../words/commands.ts';
import {hints} from '../words/hints.ts';
import {emojiOf, quickReactions} from './emoji.ts';
import {mayTakeBack, selectedMessage} from './selection.ts';
import {currentConversation, type State} from './state.ts';
import {isOwn} from './own.ts';
import {selectedUnsaid} from './unsaid.ts';

/** What the keys do just now, where that is something special. */
export function composerHint(state: State): string | undefined {
	return (
		aimHint(state) ??
		selectionHint(state) ??
		completionHint(state) ??
		keysHint(state) ??
		failureHint(state)
	);
}

function aimHint(state: State): string | undefined {
	const {aim} = currentConversation(state);
	switch (aim?.type) {
		case 'reply': {
			return hints.replying;
		}

		case 'edit': {
			return hints.editing;
		}

		case 'react': {
			return hints.reacting(quickReactions.map((emoji, index) => `${index + 1} ${emoji}`));
		}

		case 'redact': {
			return hints.takingBack;
		}

		case 'give-up': {
			return hints.givingUp;
		}

		case 'search': {
			return hints.searching;
		}

		case undefined: {
			return undefined;
		}
	}
}

function selectionHint(state: State): string | undefined {
	const conversation = currentConversation(state);
	if (conversation.editor.text !== '') {
		return undefined;
	}

	const said = selectedMessage(conversation);
	if (said) {
		return said.entry.kind === 'moderation'
			? hints.selectedRecord
			: hints.selected({
					isOwn: isOwn(said.entry, state),
					mayTakeBack: mayTakeBack(said, state),
				});
	}

	const unsaid = selectedUnsaid(state);
	if (unsaid) {
		return unsaid.failed === undefined ? hints.selectedOnItsWay : hints.selectedFailed;
	}

	return conversation.marked === undefined ? undefined : hints.marked;
}

const failureHint = ({pending, current}: State): string | undefined =>
	pending.some(({failed, room}) => failed !== undefined && room === current)
		? hints.failed
		: undefined;

// It may begin a message: the list itself would be in the way of that.
const keysHint = (state: State): string | undefined =>
	currentConversation(state).editor.text === '?' ? hints.keys : undefined;

type Help = {readonly usage: string; readonly help: string};

const helpIn = (all: Readonly<Record<string, Help>>, name: string): Help | undefined =>
	Object.hasOwn(all, name) ? all[name] : undefined;

// What Tab has put there, in words.
function completionHint(state: State): string | undefined {
	const {completion} = currentConversation(state);
	const chosen = completion?.text.trim() ?? '';
	if (chosen.startsWith('/')) {
		const name = chosen.slice(1);
		const help = helpIn(commandHelp, name) ?? helpIn(orderHelp, name);
		return help && hints.command(help);
	}

	const emoji = chosen.startsWith(':') ? emojiOf(chosen.slice(1, -1)) : undefined;
	return emoji && `${emoji} ${chosen}`;
}
