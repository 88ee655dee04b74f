import {Box, Text, useApp} from 'ink';
import type {State} from '../state/state.ts';
import type {Painter} from '../painter/painter.ts';
import type {Store} from '../state/store.ts';
import type {KeyEvent} from '../terminal/key-event.ts';
import type {Keyboard} from '../terminal/read-keys.ts';
import {connectPrompt, namePrompt, passwordPrompt, tooSmall} from '../words/prompts.ts';
import {linkInWords} from './bars.ts';
import {PlaceContext} from './message-area.tsx';
import {type Field, PromptScreen} from './prompt-screen.tsx';
import {RoomScreen} from './room-screen.tsx';
import {useKeyboard} from './use-keyboard.ts';
import {StoreProvider, useSelected} from './use-store.ts';

export type Size = {readonly columns: number; readonly rows: number};

/** Gives the terminal away until that is done. */
export type Lend = (work: () => Promise<void>) => Promise<void>;

type Shown = Size & {
	readonly store: Store;
	readonly now: number;
};

type Props = Shown & {
	/** With a way to lend the terminal to another program. */
	readonly onKey: (event: KeyEvent, lend: Lend) => void;
	readonly keyboard: Keyboard;
	/** Paints the messages; without one Ink draws them. */
	readonly painter?: Pick<Painter, 'place'> | undefined;
};

const least: Size = {columns: 20, rows: 6};

/** The whole screen. Its size comes from outside: a resize must redraw everything in one go. */
export function App({onKey, keyboard, painter, ...shown}: Props) {
	const {suspendTerminal} = useApp();
	useKeyboard(event => onKey(event, suspendTerminal), keyboard);

	return (
		<PlaceContext value={painter?.place}>
			<Picture {...shown} />
		</PlaceContext>
	);
}

/** What there is to see. */
export function Picture({store, columns, rows, now}: Shown) {
	return (
		<StoreProvider value={store}>
			{columns < least.columns || rows < least.rows ? (
				<TooSmall columns={columns} rows={rows} />
			) : (
				<Screen columns={columns} rows={rows} now={now} />
			)}
		</StoreProvider>
	);
}

function TooSmall({columns, rows}: Size) {
	return (
		<Box width={columns} height={rows}>
			<Text wrap="truncate">{tooSmall(least)}</Text>
		</Box>
	);
}

function Screen({columns, rows, now}: Size & {readonly now: number}) {
	const screen = useSelected(state => state.screen);
	switch (screen) {
		case 'connect': {
			return <ConnectScreen columns={columns} rows={rows} now={now} />;
		}

		case 'name': {
			return <NameScreen columns={columns} rows={rows} now={now} />;
		}

		case 'password': {
			return <PasswordScreen columns={columns} rows={rows} now={now} />;
		}

		case 'room': {
			return <RoomScreen columns={columns} rows={rows} now={now} />;
		}
	}
}

function ConnectScreen({columns, rows, now}: Size & {readonly now: number}) {
	const connect = useSelected(state => state.connect);
	const status = useSelected(state =>
		state.link.type === 'connecting' ? linkInWords(state, now) : connectPrompt.keys,
	);
	const fields = (['host', 'port', 'username'] as const).map((name): Field => ({
		label: connectPrompt.labels[name],
		editor: connect.fields[name],
		hasFocus: connect.focus === name,
		problem: connect.problem?.field === name ? connect.problem.text : undefined,
	}));
	return (
		<PromptScreen
			columns={columns}
			rows={rows}
			title={connectPrompt.title}
			fields={fields}
			status={status}
		/>
	);
}

function NameScreen({columns, rows, now}: Size & {readonly now: number}) {
	const {editor, problem} = useSelected(state => state.name);
	const link = useSelected(linkBefore(now));
	const where = useSelected(whereOf);
	return (
		<PromptScreen
			columns={columns}
			rows={rows}
			title={namePrompt.title(where)}
			fields={[{label: namePrompt.label, editor, hasFocus: true, problem}]}
			status={link + namePrompt.keys}
		/>
	);
}

function PasswordScreen({columns, rows, now}: Size & {readonly now: number}) {
	const {editor, problem} = useSelected(state => state.password);
	const link = useSelected(linkBefore(now));
	const where = useSelected(whereOf);
	return (
		<PromptScreen
			columns={columns}
			rows={rows}
			title={passwordPrompt.title}
			fields={[{label: passwordPrompt.label, editor, hasFocus: true, isMasked: true, problem}]}
			status={link + passwordPrompt.keys(where)}
		/>
	);
}

const whereOf = ({address}: State): string => `${address.host}:${address.port}`;

// How the connection is, while that is anything but good.
const linkBefore =
	(now: number) =>
	(state: State): string =>
		state.link.type === 'connecting' || state.link.type === 'waiting'
			? `${linkInWords(state, now)} · `
			: '';
