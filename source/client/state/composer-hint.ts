import {verbs} from './command.ts';
import {emojiOf, quickReactions} from './emoji.ts';
import {selectedMessage} from './selection.ts';
import {currentConversation, type State} from './state.ts';
import {isOwn} from './unread.ts';

/** What the keys do just now, where that is something special. */
export function composerHint(state: State): string | undefined {
	return aimHint(state) ?? selectionHint(state) ?? completionHint(state) ?? failureHint(state);
}

function aimHint(state: State): string | undefined {
	const {aim} = currentConversation(state);
	switch (aim?.type) {
		case 'reply': {
			return 'Enter answers · Esc';
		}

		case 'edit': {
			return 'Enter changes the message · Esc leaves it';
		}

		case 'react': {
			const numbered = quickReactions.map((emoji, index) => `${index + 1} ${emoji}`);
			return `${numbered.join(' ')} · Esc`;
		}

		case 'redact': {
			return 'Again d takes it back · Esc';
		}

		case 'search': {
			return 'Ctrl+R older · Enter takes it · Esc';
		}

		case undefined: {
			return undefined;
		}
	}
}

function selectionHint(state: State): string | undefined {
	const conversation = currentConversation(state);
	const said = conversation.editor.text === '' ? selectedMessage(conversation) : undefined;
	if (!said) {
		return undefined;
	}

	return `r reply${isOwn(said.entry, conversation, state) ? ' · e edit · d delete' : ''} · + react · Esc`;
}

const failureHint = ({pending, current}: State): string | undefined =>
	pending.some(({failed, room}) => failed !== undefined && room === current)
		? 'Alt+R tries again · Esc gives up'
		: undefined;

// What Tab has put there, in words.
function completionHint(state: State): string | undefined {
	const {completion} = currentConversation(state);
	const chosen = completion?.text.trim() ?? '';
	if (chosen.startsWith('/')) {
		const verb = verbs[chosen.slice(1)];
		return verb && `${verb.usage}: ${verb.help}`;
	}

	const emoji = chosen.startsWith(':') ? emojiOf(chosen.slice(1, -1)) : undefined;
	return emoji && `${emoji} ${chosen}`;
}
