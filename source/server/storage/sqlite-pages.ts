/**
Reads records straight from the pages of a database, as https://www.sqlite.org/fileformat.html describes them, so that one damaged page costs no more than itself: the tree above the leaves is not needed. Whoever uses what is found must check that it makes sense.
*/
export type StoredValue = number | string | Uint8Array | null;
/** `rowid` is missing in an index, whose records carry it themselves. */
export type StoredRecord = {
	readonly rowid: number | undefined;
	readonly values: readonly StoredValue[];
};
/** Undefined when there is no such page, or the disk does not give it back. */
export type ReadPage = (page: number) => Buffer | undefined;

const interiorIndex = 0x02;
const leafIndex = 0x0a;
const leafTable = 0x0d;
const headerBytes = 100;
const mostOverflowPages = 1024;
const utf8 = new TextDecoder('utf-8', {fatal: true});

/** Every record that begins on that page. */
export function recordsOn(page: number, readPage: ReadPage): readonly StoredRecord[] {
	const bytes = readPage(page);
	const start = page === 1 ? headerBytes : 0;
	const type = bytes?.[start];
	if (!bytes || (type !== interiorIndex && type !== leafIndex && type !== leafTable)) {
		return [];
	}

	const pointers = start + (type === interiorIndex ? 12 : 8);
	const count = Math.min(bytes.readUInt16BE(start + 3), (bytes.length - pointers) >>> 1);
	return Array.from({length: count}, (_, index) => bytes.readUInt16BE(pointers + 2 * index))
		.map(cell => attempt(() => recordAt(bytes, cell, type, readPage)))
		.filter(record => record !== undefined);
}

// What does not hold together throws somewhere: a RangeError of a Buffer, a TypeError of the decoder, or ours.
function attempt<Result>(work: () => Result): Result | undefined {
	try {
		return work();
	} catch (error) {
		if (error instanceof RangeError || error instanceof TypeError) {
			return undefined;
		}

		throw error;
	}
}

function recordAt(bytes: Buffer, cell: number, type: number, readPage: ReadPage): StoredRecord {
	const reader = new Reader(bytes, type === interiorIndex ? cell + 4 : cell);
	const length = reader.varint();
	const rowid = type === leafTable ? reader.varint() : undefined;
	const payload = payloadAt(bytes, reader.offset, length, type === leafTable, readPage);
	return {rowid, values: valuesOf(payload)};
}

function payloadAt(
	bytes: Buffer,
	offset: number,
	length: number,
	isTable: boolean,
	readPage: ReadPage,
): Buffer {
	const size = bytes.length;
	const most = isTable ? size - 35 : Math.floor(((size - 12) * 64) / 255) - 23;
	if (length <= most) {
		return whole(bytes.subarray(offset, offset + length), length);
	}

	const least = Math.floor(((size - 12) * 32) / 255) - 23;
	const fitting = least + ((length - least) % (size - 4));
	const local = fitting <= most ? fitting : least;
	const parts = [whole(bytes.subarray(offset, offset + local), local)];
	let next = bytes.readUInt32BE(offset + local);
	let rest = length - local;
	for (let count = 0; rest > 0 && count < mostOverflowPages; count += 1) {
		const page = readPage(next);
		if (!page) {
			throw new RangeError('The rest of the record is gone.');
		}

		const part = page.subarray(4, 4 + Math.min(rest, size - 4));
		parts.push(part);
		rest -= part.length;
		next = page.readUInt32BE(0);
	}

	// A chain that goes on after its end leads through a page that is not its own.
	if (rest > 0 || next !== 0) {
		throw new RangeError('The rest of the record is another one.');
	}

	return Buffer.concat(parts);
}

function whole(part: Buffer, length: number): Buffer {
	if (part.length !== length) {
		throw new RangeError('The record is cut off.');
	}

	return part;
}

function valuesOf(payload: Buffer): readonly StoredValue[] {
	const header = new Reader(payload, 0);
	const end = header.varint();
	const body = new Reader(payload, end);
	const values: StoredValue[] = [];
	while (header.offset < end) {
		values.push(body.value(header.varint()));
	}

	if (header.offset !== end || body.offset !== payload.length) {
		throw new RangeError('The record does not fill its place.');
	}

	return values;
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8];

class Reader {
	readonly #bytes: Buffer;
	offset: number;

	constructor(bytes: Buffer, offset: number) {
		this.#bytes = bytes;
		this.offset = offset;
	}

	varint(): number {
		let value = 0;
		for (let count = 0; count < 8; count += 1) {
			const byte = this.#bytes.readUInt8(this.offset++);
			value = value * 128 + (byte & 0x7f);
			if (byte < 0x80) {
				return value;
			}
		}

		throw new RangeError('No number of ours is as large.');
	}

	value(type: number): StoredValue {
		if (type === 0) {
			return null;
		}

		if (type === 8 || type === 9) {
			return type - 8;
		}

		const isInteger = type < integerBytes.length;
		const length = isInteger ? integerBytes[type]! : (type - 12 - (type % 2)) / 2;
		const bytes = this.#bytes.subarray(this.offset, this.offset + length);
		if (length < 0 || bytes.length !== length) {
			throw new RangeError('The value is cut off.');
		}

		this.offset += length;
		if (isInteger) {
			return length === 8 ? Number(bytes.readBigInt64BE()) : bytes.readIntBE(0, length);
		}

		return type % 2 ? utf8.decode(bytes) : bytes;
	}
}
