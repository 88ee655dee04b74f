/** What a single key does to the selected message, while nothing is written. */
export type SelectionAction =
	| 'reply'
	| 'edit'
	| 'delete'
	| 'react'
	| 'copy'
	| 'copy-code'
	| 'open-link'
	| 'help';

/** The keys for it, as typed. */
export const selectedKeys: Readonly<Record<string, SelectionAction>> = {
	r: 'reply',
	e: 'edit',
	d: 'delete',
	'+': 'react',
	y: 'copy',
	Y: 'copy-code',
	o: 'open-link',
	// Elsewhere it may begin a message.
	'?': 'help',
};

/** What help says of them. */
export const selectionHelp: Readonly<Record<SelectionAction, string>> = {
	reply: 'answer it',
	edit: 'change it, if it is yours',
	delete: 'take it back, if it is yours; twice',
	react: 'react to it',
	copy: 'copy it',
	'copy-code': 'copy the code blocks in it',
	'open-link': 'open the first link in it',
	help: 'these keys',
};
