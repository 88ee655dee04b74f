import headless from '@xterm/headless';
import {expect, test} from 'vitest';
import {
	pastesBare,
	restoreEverything,
	setTitle,
	takeTerminal,
	wheelOf,
} from '../../../source/client/terminal/modes.ts';

const show = (terminal: headless.Terminal, output: string): Promise<void> =>
	new Promise(resolve => {
		terminal.write(output, resolve);
	});

test('a terminal that was taken and restored is as it was', async () => {
	const terminal = new headless.Terminal({allowProposedApi: true});
	const before = {...terminal.modes};

	await show(terminal, takeTerminal);
	expect(terminal.modes).toMatchObject({
		wraparoundMode: false,
		sendFocusMode: true,
		bracketedPasteMode: true,
	});

	await show(terminal, `\x1b[?2026h${restoreEverything}`);
	expect(terminal.modes).toEqual(before);
});

test('neither taking nor restoring writes a visible character', async () => {
	const terminal = new headless.Terminal({allowProposedApi: true});

	await show(terminal, takeTerminal + setTitle(3) + restoreEverything);

	expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe('');
	expect(terminal.buffer.active.cursorX).toBe(0);
});

test('the title counts what is unread, and names the room without its control characters', async () => {
	const terminal = new headless.Terminal({allowProposedApi: true});
	const titles: string[] = [];
	terminal.onTitleChange(title => titles.push(title));

	await show(terminal, setTitle(0) + setTitle(12, '#lobby') + setTitle(0, '#ops\x07\x1b[2J'));

	expect(titles).toEqual(['chatroom', '(12) #lobby – chatroom', '#ops[2J – chatroom']);
});

test('only terminals that are known not to bracket pastes have them guessed', () => {
	for (const term of ['xterm-256color', 'screen', 'tmux-256color', 'rxvt', 'alacritty', 'foot']) {
		expect(pastesBare(term)).toBe(false);
	}

	for (const term of ['linux', 'vt220', 'ansi', undefined]) {
		expect(pastesBare(term)).toBe(true);
	}
});

test.each([
	['\x1b[<64;10;5M', 1],
	['\x1b[<65;10;5M', -1],
	['\x1b[<0;10;5M', 0],
	['\x1b[<64;10;5m', 0],
	['\x1b[M !!', 0],
])('of the mouse only the wheel counts: %j', (sequence, turned) => {
	expect(wheelOf(sequence)).toBe(turned);
});
