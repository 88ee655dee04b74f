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
