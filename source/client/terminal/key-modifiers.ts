import {type Modifiers, noModifiers} from './key-event.ts';

const shiftBit = 1;
const altBit = 2;
const ctrlBit = 4;
const metaBit = 32;
// The window system's own keys: what is pressed with them is not meant for us.
const foreignBits = 8 | 16;
const released = '3';

/** Reads `modifiers:event`, both optional. Undefined if the key was released or is not meant for us. */
export function parseModifiers(parameter: string): Modifiers | undefined {
	if (parameter === '') {
		return noModifiers;
	}

	const [value = '', event] = parameter.split(':');
	const bits = Math.max(0, Number(value) - 1);
	if (event === released || (bits & foreignBits) !== 0) {
		return undefined;
	}

	return {
		shift: (bits & shiftBit) !== 0,
		alt: (bits & (altBit | metaBit)) !== 0,
		ctrl: (bits & ctrlBit) !== 0,
	};
}
