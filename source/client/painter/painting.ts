import {changeRow, emptyRow, resetLook} from './row-change.ts';
import {findScroll, scroll, scrolled} from './scroll.ts';

/** A part of the screen as wide as the screen. */
export type Area = {readonly top: number; readonly columns: number; readonly rows: number};

/** What a part of the screen shows, and what has to be written to change that. Written between a saved and a restored cursor. */
export type Painting = {
	/** Empties the rows that are not in the area any more. */
	leave(area: Area | undefined): string;
	/** Makes the area show just these rows. */
	show(area: Area, rows: readonly string[]): string;
	/** Something else may be on the screen now. */
	forget(): void;
};

export function createPainting(): Painting {
	// By row of the screen; where nothing is said, anything may be on it.
	let shown: (string | undefined)[] = [];

	return {
		leave(area) {
			const isIn = (row: number) => area && row >= area.top && row < area.top + area.rows;
			let text = '';
			for (const [row, content] of shown.entries()) {
				if (content !== undefined && !isIn(row)) {
					text += content === '' ? '' : emptyRow(row);
					shown[row] = undefined;
				}
			}

			return text && resetLook + text;
		},

		show({top}, rows) {
			const before = Array.from(rows, (_, index) => shown[top + index]);
			const by = findScroll(before, rows);
			const moved = by === 0 ? before : scrolled(before, by);
			let text = by === 0 ? '' : scroll(top, rows.length, by);
			for (const [index, row] of rows.entries()) {
				if (moved[index] !== row) {
					text += changeRow(moved[index], row, top + index);
				}

				shown[top + index] = row;
			}

			return text && resetLook + text;
		},

		forget() {
			shown = [];
		},
	};
}
