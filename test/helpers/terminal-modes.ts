/** What a program has left switched on in a terminal, by all that it wrote. Empty: as it was before. */
export function modesLeftOn(written: string): readonly string[] {
	const left: string[] = [];
	for (const [name, [mode, normal]] of Object.entries(switches)) {
		const last = [...written.matchAll(/\x1b\[\?([\d;]+)([hl])/g)].findLast(([, modes]) =>
			modes!.split(';').includes(String(mode)),
		);
		if (last && last[2] !== normal) {
			left.push(name);
		}
	}

	const shape = [...written.matchAll(/\x1b\[(\d*) q/g)].at(-1)?.[1] ?? '0';
	const titles = count(written, '\x1b[22;0t') - count(written, '\x1b[23;0t');
	return [
		...left,
		...(Number(shape) === 0 ? [] : ['the shape of the cursor']),
		...(titles === 0 ? [] : ['titles pushed and not popped']),
		...kittyLeftOn(written),
	];
}

// By name: the mode's number, and how it is normally.
const switches = {
	'application cursor keys': [1, 'l'],
	'no auto-wrap': [7, 'h'],
	'the hidden cursor': [25, 'h'],
	mouse: [1000, 'l'],
	'mouse drags': [1002, 'l'],
	'all of the mouse': [1003, 'l'],
	'focus reports': [1004, 'l'],
	'mouse in SGR': [1006, 'l'],
	'the alternate screen': [1049, 'l'],
	'bracketed paste': [2004, 'l'],
	'synchronized output': [2026, 'l'],
} as const satisfies Record<string, readonly [number, 'h' | 'l']>;

// Each of the two screens has its own stack of keyboard modes.
function kittyLeftOn(written: string): readonly string[] {
	const depths = {normal: 0, alternate: 0};
	let screen: keyof typeof depths = 'normal';
	for (const [sequence] of written.matchAll(/\x1b\[(?:\?1049[hl]|>\d+u|<\d*u)/g)) {
		if (sequence.includes('1049')) {
			screen = sequence.endsWith('h') ? 'alternate' : 'normal';
		} else if (sequence.includes('>')) {
			depths[screen]++;
		} else {
			depths[screen] = Math.max(0, depths[screen] - 1);
		}
	}

	return Object.entries(depths)
		.filter(([, depth]) => depth > 0)
		.map(([name]) => `kitty keys on the ${name} screen`);
}

const count = (text: string, part: string): number => text.split(part).length - 1;
