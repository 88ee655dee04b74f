/** The screen that asks where to. */
export const connectPrompt = {
	title: 'Join a chat room',
	labels: {host: 'Host', port: 'Port', username: 'Your name'},
	keys: 'Enter connects · Tab next field · Ctrl+C leaves',
	badPort: 'A port is a number from 1 to 65535.',
} as const;

/** The screen that asks for a name. */
export const namePrompt = {
	title: (where: string) => `Your name at ${where}`,
	label: 'Name',
	keys: 'Enter joins · Ctrl+C leaves',
} as const;

/** The screen that asks for a password. */
export const passwordPrompt = {
	title: 'This server has a password',
	label: 'Password',
	keys: (where: string) => `${where} · Enter goes in · Esc leaves`,
	closed: (why: string) => `${why} The server has ended the connection; Enter connects again.`,
	unsafe: 'A password is given only where nobody can listen: join without --no-tls.',
} as const;

/** All that a terminal shows which has no space for more. */
export const tooSmall = ({columns, rows}: {columns: number; rows: number}): string =>
	`Too small: ${columns}x${rows} needed`;
