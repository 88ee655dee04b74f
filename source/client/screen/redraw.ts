import type {Instance} from 'ink';
import type {ReactNode} from 'react';

const clearScreen = '\x1b[2J\x1b[H';

/**
Draws everything anew. After a resize this has to come before Ink's own listener, which would draw the old layout in the new size and leave parts of it behind.
*/
export function redraw(
	ink: Pick<Instance, 'clear' | 'rerender'>,
	stdout: {write(text: string): unknown},
	screen: ReactNode,
): void {
	ink.clear();
	stdout.write(clearScreen);
	ink.rerender(screen);
}
