import type {ReactElement} from 'react';
import {Picture, type Size} from '../../source/client/screen/app.tsx';
import {StoreProvider} from '../../source/client/screen/use-store.ts';
import type {State} from '../../source/client/state/state.ts';
import {createStore} from '../../source/client/state/store.ts';
import {noon} from '../helpers/client-fakes.ts';

/** One thing to look at, in whatever room there is for it. */
export type Story = (size: Size) => ReactElement;
export type Stories = Readonly<Record<string, Story>>;

/** Too narrow for anything to be where it belongs. */
export const narrow = 22;

const stillStore = (state: State) => createStore(state, () => undefined);

/** The whole screen in this state. */
export const screenIn =
	(state: State, most = Infinity): Story =>
	({columns, rows}) => (
		<Picture columns={Math.min(columns, most)} rows={rows} store={stillStore(state)} now={noon} />
	);

/** A part of the screen in this state. */
export const partIn =
	(state: State, draw: Story, most = Infinity): Story =>
	({columns, rows}) => (
		<StoreProvider value={stillStore(state)}>
			{draw({columns: Math.min(columns, most), rows})}
		</StoreProvider>
	);
