import {Refusal} from './refusal.ts';

/** The value, or the refusal thrown: for where a no ends what one is doing. */
export function accepted<Value>(value: Value | Refusal): Value {
	if (value instanceof Refusal) {
		throw value;
	}

	return value;
}
