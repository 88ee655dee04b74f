import type {EditOperation} from '../state/editor.ts';
import type {Binding} from './key-map.ts';

/** What takes a key's meaning away. */
export const nothing = 'nothing';

/** What a binding does, as one writes it in a file: `page-up`, `kill-word-left`, `undo`. */
export const nameOfDeed = (does: Binding['does']): string =>
	typeof does === 'string' ? does : nameOfOperation(does);

const nameOfOperation = (operation: EditOperation): string =>
	'to' in operation ? `${operation.type}-${operation.to}` : operation.type;

const named =
	'enter|tab|backspace|delete|insert|escape|up|down|left|right|home|end|page-up|page-down|f1[0-2]|f[1-9]';
const keyPattern = new RegExp(
	`^(?:C-x )?(?:(?:C-)?(?:M-)?(?:S-)?(?:${named})|C-[!-@\\\\[-~ ]|(?:C-)?M-(?:S-(?=[a-z]))?[!-@\\\\[-~])$`,
);

/** Whether it is a key that can have a meaning, alone or behind Ctrl+X: those that type something keep theirs. */
export const isKeyName = (text: string): boolean => keyPattern.test(text);

/** The same bindings with other keys: each of these does what is written behind it, and nothing else. */
export function withKeys(
	bindings: readonly Binding[],
	changed: Readonly<Record<string, string>>,
): readonly Binding[] {
	const entries = Object.entries(changed);
	return bindings.map(binding => {
		const kept = binding.keys.filter(key => !Object.hasOwn(changed, key));
		const name = nameOfDeed(binding.does);
		const added = entries.filter(([, deed]) => deed === name).map(([key]) => key);
		return {...binding, keys: [...kept, ...added]};
	});
}
