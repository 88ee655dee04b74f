import type {ReadStream, WriteStream} from 'node:tty';

/** What the program finds around it. Read once, in `cli.ts`; everyone else is handed it. */
export type Surroundings = {
	readonly env: {
		readonly host: string | undefined;
		readonly port: string | undefined;
		readonly username: string | undefined;
		readonly password: string | undefined;
		readonly operatorPassword: string | undefined;
		readonly term: string | undefined;
		/** Where to write what the client does, one JSON object a line. */
		readonly debugFile: string | undefined;
		/** The program that people write in: VISUAL or EDITOR. */
		readonly editor: string | undefined;
		readonly noColour: boolean;
		readonly overSsh: boolean;
		/** Somebody has the screen read to them. */
		readonly hasScreenReader: boolean;
		readonly termProgram: string | undefined;
		readonly inTmux: boolean;
		readonly hasWayland: boolean;
		readonly hasX11: boolean;
		/** What some terminals say about their colours: `15;0`. */
		readonly colours: string | undefined;
	};
	readonly stdin: ReadStream & {readonly fd: 0};
	readonly stdout: WriteStream & {readonly fd: 1};
	readonly stderr: WriteStream & {readonly fd: 2};
};
