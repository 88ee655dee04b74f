import type {Instance} from 'ink';
import type {ReactNode} from 'react';
import type {Painter} from '../painter/painter.ts';

/**
Draws everything anew. After a resize this has to come before Ink's own listener, which would draw the old layout in the new size and leave parts of it behind.
*/
export function redraw(
	ink: Pick<Instance, 'clear' | 'rerender'>,
	painter: Pick<Painter, 'drawAnew'>,
	screen: ReactNode,
): void {
	painter.drawAnew(() => {
		ink.clear();
		ink.rerender(screen);
	});
}
