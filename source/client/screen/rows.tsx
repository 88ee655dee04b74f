import {Text} from 'ink';
import {memo} from 'react';

type Props = {
	readonly rows: readonly string[];
};

/** Rows that are laid out already, one `<Text>` each: Ink wraps nothing and measures little. */
export const Rows = memo(function Rows({rows}: Props) {
	return rows.map((row, index) => (
		<Text key={index} wrap="truncate">
			{row || ' '}
		</Text>
	));
});
