/** The old client shows whatever one read of this many bytes gives as one row, and dies of half a character. */
const mostBytes = 1024;

const utf8 = new TextEncoder();

/** Cuts text into pieces of at most 1024 bytes: whole lines as far as they fit, never within a character, without the last line end. */
export function segmentsOf(text: string): readonly Uint8Array[] {
	const segments: Uint8Array[] = [];
	let segment = '';
	let bytes = 0;
	const end = (): void => {
		if (segment !== '') {
			segments.push(utf8.encode(segment));
		}

		segment = '';
		bytes = 0;
	};

	for (const line of text.split('\n').filter(each => each !== '')) {
		const length = utf8.encode(line).length;
		if (bytes > 0 && bytes + 1 + length > mostBytes) {
			end();
		}

		segment += bytes > 0 ? `\n` : '';
		bytes += bytes > 0 ? 1 : 0;
		for (const character of line) {
			const size = utf8.encode(character).length;
			if (bytes + size > mostBytes) {
				end();
			}

			segment += character;
			bytes += size;
		}
	}

	end();
	return segments;
}
