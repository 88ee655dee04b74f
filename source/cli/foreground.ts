import {readFileSync} from 'node:fs';

/** Whether the shell runs us in front: whoever reads the terminal from behind, as with `chatroom serve &`, is stopped by the system. Only Linux tells; elsewhere we believe that we are. */
export function isInForeground(read: () => string = readStatus): boolean {
	try {
		// What stands in brackets is a name, and may hold anything. Behind it: state, parent, group, session, terminal, the terminal's group.
		const [, , group, , , foreground] = read()
			.replace(/^.*\) /s, '')
			.split(' ');
		return group === foreground;
	} catch {
		return true;
	}
}

const readStatus = (): string => readFileSync('/proc/self/stat', 'utf8');
