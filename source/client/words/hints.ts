/** What stands before the text being written, and says what it is for. */
export const composerMarks = {
	message: '› ',
	reply: 'reply › ',
	edit: 'edit › ',
	react: 'react › ',
	search: ({query, isMissing}: {query: string; isMissing: boolean}) =>
		`${isMissing ? '(not found)' : '(history)'} ${query} › `,
} as const;

/** What the keys do just now, where that is something special. */
export const hints = {
	replying: 'Enter answers · Esc',
	editing: 'Enter changes the message · Esc leaves it',
	/** Behind the reactions with their numbers. */
	reacting: (reactions: readonly string[]) => `${reactions.join(' ')} · Esc`,
	takingBack: 'Again d takes it back · Esc',
	givingUp: 'Again d gives it up · Esc',
	searching: 'Ctrl+R older · Enter takes it · Esc',
	selected: ({isOwn, mayTakeBack}: {isOwn: boolean; mayTakeBack: boolean}) =>
		`r reply${isOwn ? ' · e edit' : ''}${mayTakeBack ? ' · d delete' : ''} · + react · Esc`,
	/** What those did who look after the room. */
	selectedRecord: 'y copies · Esc',
	selectedFailed: 'r tries again · d gives up · y copies · Esc',
	selectedOnItsWay: 'on its way · y copies · Esc',
	/** Where a jump has led to. */
	marked: 'Alt+Up selects it · Esc',
	/** To a lone question mark. */
	keys: 'F1 keeps the list',
	/** Below those that there is room for. */
	moreKeys: '… F1 lists all of them',
	failed: 'Alt+R tries again · Esc gives up',
	command: ({usage, help}: {usage: string; help: string}) => `${usage}: ${help}`,
} as const;
