import {type Command, type CommandName, commands} from './commands.ts';

/** Fits one screen of 80x24. */
export function overview(): string {
	const lines = Object.entries(commands).map(
		([name, {summary}]) => `  chatroom ${name.padEnd(8)} ${summary}`,
	);
	return [
		'chatroom: the chat room for people in terminals',
		'',
		...lines,
		'',
		'  chatroom            The same as chatroom join',
		'',
		'  chatroom COMMAND --help tells more of one command; --version the version.',
		'',
		'Settings come from flags, then the environment (CHATROOM_HOST, CHATROOM_PORT,',
		'CHATROOM_USERNAME), then what was used last, then the default.',
		'',
		'Exit status: 0 fine, 1 our fault, 2 usage or configuration,',
		'             3 cannot reach the server, 4 refused by it, 70 the disk failed.',
		'',
	].join('\n');
}

export function commandHelp(name: CommandName): string {
	const {summary, argument, flags, notes}: Command = commands[name];
	const rows = Object.entries(flags).flatMap(([flag, {value, help}]) =>
		help === undefined ? [] : [[`--${flag}${value ? ` ${value}` : ''}`, help] as const],
	);
	const width = Math.max(...rows.map(([flag]) => flag.length));
	return [
		`chatroom ${name}${argument ? ` ${argument}` : ''}`,
		'',
		`${summary}.`,
		'',
		...rows.map(([flag, help]) => `  ${flag.padEnd(width)}  ${help}`),
		...(notes ? ['', ...notes] : []),
		'',
	].join('\n');
}
