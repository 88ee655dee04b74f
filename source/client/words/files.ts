import {counted} from './grammar.ts';

/** What comes of writing a conversation to a file. */
export const exporting = {
	nothingSaid: 'Nothing has been said here that could be written.',
	written({count, file, hasOlder}: {count: number; file: string; hasOlder: boolean}): string {
		const older = hasOlder ? ' Older ones are on the server: scroll up first.' : '';
		return `${counted(count, 'message', 'messages')} written to ${file}.${older}`;
	},
	failed: ({file, code}: {file: string; code: string}) =>
		`${file} cannot be written (${code}). Give another file: /export FILE`,
} as const;

/** What comes of writing a message in one's own editor. */
export const editing = {
	noEditor: 'No editor is set. EDITOR says which one, for example EDITOR=nano.',
	failed: ({editor, problem}: {editor: string; problem: string}) =>
		`${editor} failed (${problem}): what you wrote is as it was.`,
	endedWith: (status: number | null) => `status ${status}`,
} as const;

/** When what is said cannot be kept on the disk until the server has it. */
export const unkept = (code: string): string =>
	`What you say cannot be kept on this disk (${code}): if the program is killed before the server has it, it is lost.`;
