/** What every key does, by the name that one gives it in a configuration file. */
export const keyHelp = {
	submit: 'say it',
	newline: 'new line',
	complete: 'complete a word or :emoji:; again: the next',
	'complete-back': 'the one before',
	'page-up': 'scroll up',
	'page-down': 'scroll down',
	'row-up': 'one row up',
	'row-down': 'one row down',
	oldest: 'to the oldest message here',
	newest: 'to the newest message',
	line: 'to where you left off',
	mention: 'to the newest message to you; again: the one before',
	'next-news': 'to the next conversation with something new',
	'next-room': 'next conversation; Alt+1 … Alt+9: that one',
	'previous-room': 'previous conversation',
	'select-previous': 'select the message before',
	'select-next': 'select the message after',
	'move-up': 'line up; on the first: edit or say it again',
	'move-down': 'line down; on the last line: back again',
	'move-left': 'back',
	'move-right': 'forward',
	'move-word-left': 'word back',
	'move-word-right': 'word forward',
	'move-line-start': 'start of line',
	'move-line-end': 'end of line; scrolled up: newest message',
	'delete-left': 'delete back',
	'delete-right': 'delete',
	'kill-line-end': 'kill to end of line',
	'kill-line-start': 'kill to start of line',
	'kill-blank-left': 'kill word back, as a shell does',
	'kill-word-left': 'kill word back',
	'kill-word-right': 'kill word',
	yank: 'bring back what was killed',
	transpose: 'swap two characters',
	undo: 'undo',
	dismiss: 'leave what is open; dismiss what failed',
	'search-history': 'find what you typed before; again: older',
	unfold: 'open folded pastes, long messages',
	'edit-outside': 'write in your own editor (EDITOR)',
	retry: 'try again what could not be said',
	redraw: 'draw the screen anew',
	help: 'these keys',
	suspend: 'to the shell; fg comes back',
	end: 'delete; leave when nothing is written',
	cancel: 'clear what is written; leave when nothing is',
} as const;

/** What single keys do to the selected message. */
export const selectionHelp = {
	reply: 'answer it; try again what could not be said',
	edit: 'change it, if it is yours',
	delete: 'take it back, if you may, or give it up; twice',
	react: 'react to it',
	copy: 'copy it',
	'copy-code': 'copy the code blocks in it',
	'open-link': 'open the first link in it',
	help: 'these keys',
} as const;

export const keysHeading = 'Keys:';
export const selectionHeading = 'On a selected message:';

/** How keyboards spell what a key is held with. */
export const keySpelling = {
	control: 'Ctrl+',
	alternate: 'Alt+',
	shift: 'Shift+',
	page: 'Page ',
} as const;
