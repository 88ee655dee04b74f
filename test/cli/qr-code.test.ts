import {expect, test} from 'vitest';
import {qrCode} from '../../source/cli/qr-code.ts';

const link = `chatroom://192.168.1.5:12312?or=10.0.0.7#${'k'.repeat(43)}`;

test('a link is a picture where the terminal has room for it, and nothing where it has not', async () => {
	const picture = await qrCode(link, {columns: 100, rows: 60});
	const lines = picture!.split('\n');
	expect(new Set(lines.map(line => line.length)).size).toBe(1);
	expect(picture).toMatch(/^[█▀▄ \n]+$/);
	// Light around it, and in its corners what cameras look for.
	expect(lines[0]).toMatch(/^█▀{7}█.*█▀{7}█$/);
	expect(lines[1]).toMatch(/^█ █▀▀▀█ █.*█ █▀▀▀█ █$/);
	const size = {columns: lines[0]!.length, rows: lines.length + 1};
	expect(await qrCode(link, size)).toBe(picture);
	expect(await qrCode(link, {...size, columns: size.columns - 1})).toBeUndefined();
	expect(await qrCode(link, {...size, rows: size.rows - 1})).toBeUndefined();
	expect(await qrCode(link, {columns: undefined, rows: undefined})).toBeUndefined();
});
