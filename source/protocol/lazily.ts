/** Makes something the first time it is asked for: for what is slow to make and seldom needed. */
export function lazily<Value>(make: () => Value): () => Value {
	let made: {readonly value: Value} | undefined;
	return () => (made ??= {value: make()}).value;
}
