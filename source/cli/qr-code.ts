/** How large a terminal is; undefined where nobody can tell. */
export type Size = {readonly columns: number | undefined; readonly rows: number | undefined};

/** A text as a picture that cameras read, where it fits: rows of half blocks, light on dark. The library is loaded only for this. */
export async function qrCode(
	text: string,
	{columns = 0, rows = 0}: Size,
): Promise<string | undefined> {
	const {renderUnicodeCompact} = await import('uqr');
	const picture = renderUnicodeCompact(text, {border: 1});
	const lines = picture.split('\n');
	return lines[0]!.length <= columns && lines.length < rows ? picture : undefined;
}
