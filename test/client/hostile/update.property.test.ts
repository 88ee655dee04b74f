import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {isFindOpen} from '../../../source/client/state/find.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {update} from '../../../source/client/state/update.ts';
import {headerRow, roomsRow, statusRow} from '../../../source/client/screen/bars.ts';
import {newLines} from '../../../source/client/plain/plain-lines.ts';
import {foundRows} from '../../../source/client/text/found-rows.ts';
import {createLayout} from '../../../source/client/text/layout-rows.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import {widthOf} from '../../../source/client/text/width.ts';
import {decodeServerFrame} from '../../../source/protocol/codec.ts';
import {
	atStart,
	lost,
	noon,
	online,
	opened,
	received,
	started,
	submitted,
	typed,
} from '../../helpers/client-fakes.ts';
import {hostileFrame} from './frames.ts';

const fromServer: fc.Arbitrary<Action | undefined> = hostileFrame.map(line => {
	const frame = decodeServerFrame(Buffer.from(line));
	return frame && received(frame);
});
const action: fc.Arbitrary<Action | undefined> = fc.oneof(
	{weight: 12, arbitrary: fromServer},
	fc.constantFrom<Action>(opened, lost(), submitted(3), {type: 'switched', to: 'next'}),
	fc.constantFrom('hello', '/msg bob hi', '/leave', '/who', '/search x').map(typed),
	fc.constantFrom<Action>(
		{type: 'jumped', to: 'oldest', at: noon},
		{type: 'jumped', to: 'mention', at: noon},
		{type: 'hit-chosen', by: 1},
		{type: 'hit-opened', at: noon},
		{type: 'switched', to: 'news'},
	),
	fc.constant<Action>({type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: true}),
);

function rowsOf(state: State, columns: number): readonly string[] {
	const {timeline, anchor, room} = currentConversation(state);
	const pending = state.pending.filter(message => message.room === room);
	const layout = createLayout({palette: noPalette, self: state});
	return [
		...(isFindOpen(state) ? foundRows(state.found, {columns, rows: 30, palette: noPalette}) : []),
		headerRow(state, columns, noPalette),
		roomsRow(state, columns, noPalette) ?? '',
		statusRow(state, noon, columns, noPalette),
		...layout.layoutRows({timeline, pending, anchor, columns, rows: 30}),
	];
}

test.each([20, 40, 100])(
	'at %d columns, whatever a server says is drawn as rows of text',
	columns => {
		fc.assert(
			fc.property(fc.array(action, {maxLength: 40}), fc.boolean(), (actions, isIn) => {
				let state = isIn ? online() : update(atStart(), started)[0];
				for (const done of actions.filter(given => given !== undefined)) {
					const [next, ...effects] = update(state, done);
					state = next;
					expect(effects.map(({type}) => type)).not.toContain('exit');
				}

				const rows = rowsOf(state, columns);
				expect(rows.filter(row => /[\p{Cc}\p{Co}\p{Cn}\p{Cs}]/u.test(row))).toEqual([]);
				expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(columns);
				const {lines} = newLines(state.conversations, new Map(), state.current, state.nick);
				expect(lines.filter(line => /[[\p{Cc}]--\n]/v.test(line))).toEqual([]);
			}),
			{numRuns: 150},
		);
	},
	30_000,
);
