import {spawn} from 'node:child_process';

/** What is around this program, as far as the desktop goes. */
export type Desktop = {
	readonly isMac: boolean;
	readonly hasWayland: boolean;
	readonly hasX11: boolean;
	/** What runs here is not on the machine that the person sits at. */
	readonly overSsh: boolean;
};

type Program = readonly [string, ...string[]];

/** The programs that keep a clipboard here, best first. */
export function clipboardPrograms({
	isMac,
	hasWayland,
	hasX11,
	overSsh,
}: Desktop): readonly Program[] {
	return overSsh
		? []
		: [
				...(isMac ? ([['pbcopy']] as const) : []),
				...(hasWayland ? ([['wl-copy']] as const) : []),
				...(hasX11 ? ([['xclip', '-selection', 'clipboard']] as const) : []),
			];
}

/** Gives the text to the first of these programs that is there. Nobody is told when there is none: the terminal was given it as well. */
export function copyWith(programs: readonly Program[], text: string): void {
	const [first, ...others] = programs;
	if (!first) {
		return;
	}

	const [file, ...given] = first;
	const child = spawn(file, given, {stdio: ['pipe', 'ignore', 'ignore']});
	child.once('error', () => copyWith(others, text));
	child.stdin.on('error', () => {});
	child.stdin.end(text);
	child.unref();
}

/** The program that opens links here, if there is a desktop to open them on. */
export const linkProgram = ({isMac, hasWayland, hasX11, overSsh}: Desktop): string | undefined =>
	overSsh ? undefined : isMac ? 'open' : hasWayland || hasX11 ? 'xdg-open' : undefined;

/** Opens a link with that program; calls back if there is no such program. */
export function openWith(program: string, link: string, onFailure: () => void): void {
	const child = spawn(program, [link], {stdio: 'ignore', detached: true});
	child.once('error', onFailure);
	child.unref();
}
