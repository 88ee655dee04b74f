/**
The modes of the terminal that we switch ourselves; the alternate screen and the cursor's visibility are Ink's. Strings only: whoever owns the output writes them.
*/

/** Without auto-wrap a character that is drawn wider than we think cannot push the rest of the screen down. */
export const autoWrapOff = '\x1b[?7l';
export const autoWrapOn = '\x1b[?7h';

export const focusReportsOn = '\x1b[?1004h';
export const focusReportsOff = '\x1b[?1004l';

export const bracketedPasteOn = '\x1b[?2004h';
export const bracketedPasteOff = '\x1b[?2004l';

/** Terminals that do not know brackets; every other has known them for years. */
export const pastesBare = (term: string | undefined): boolean =>
	term === undefined || /^(?:linux|vt\d|ansi|cons|sun|dumb)/.test(term);

/**
Kitty's keyboard protocol: 1 tells Shift+Enter from Enter and Escape from what begins with it, 4 names the key of the standard layout, so that Ctrl+C is found on a Cyrillic keyboard. There is one stack per screen: push and pop on the alternate screen both.
*/
export const kittyKeysPush = '\x1b[>5u';
export const kittyKeysPop = '\x1b[<u';

export const cursorShapeBar = '\x1b[6 q';
export const cursorShapeReset = '\x1b[0 q';

export const titlePush = '\x1b[22;0t';
export const titlePop = '\x1b[23;0t';

/** The window's title: the name of the program, of the room on screen, and a number; never what somebody said. */
export function setTitle(unread: number, room = ''): string {
	const count = unread > 0 ? `(${Math.floor(unread)}) ` : '';
	const where = room.replaceAll(/[\x00-\x1f\x7f-\x9f]/g, '');
	return `\x1b]2;${count}${where === '' ? '' : `${where} – `}chatroom\x07`;
}

/** The wheel is told, as the only thing of the mouse that is used. With it the terminal's own selection needs Shift, so nobody gets it unasked. */
export const wheelOn = '\x1b[?1000h\x1b[?1006h';
export const wheelOff = '\x1b[?1006l\x1b[?1000l';

/** How far a report of the mouse turns the wheel: 1 up, -1 down, 0 for everything else. */
export function wheelOf(sequence: string): 1 | 0 | -1 {
	const button = /^\x1b\[<(\d+);\d+;\d+M$/.exec(sequence)?.[1];
	return button === '64' ? 1 : button === '65' ? -1 : 0;
}

export const bell = '\x07';

/** Written when the alternate screen is up. */
export const takeTerminal =
	autoWrapOff + focusReportsOn + bracketedPasteOn + kittyKeysPush + titlePush + cursorShapeBar;

/** Undoes all of the above, and a frame that a crash left half drawn. Written before the alternate screen goes. */
export const restoreEverything =
	'\x1b[?2026l\x1b[0m' +
	kittyKeysPop +
	wheelOff +
	bracketedPasteOff +
	focusReportsOff +
	autoWrapOn +
	cursorShapeReset +
	titlePop +
	'\x1b[?25h';
