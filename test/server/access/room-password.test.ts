import {expect, test} from 'vitest';
import {RoomPassword} from '../../../source/server/access/room-password.ts';

const quick = 10;

test('the right password passes, whichever way its accents are typed', async () => {
	const password = new RoomPassword('caf\u00e9', quick);
	await expect(password.check('cafe\u0301')).resolves.toBeUndefined();
});

test.each(['', 'cafe', 'café ', 'CAFÉ'])('%j is another password', async guess => {
	const password = new RoomPassword('café', quick);
	await expect(password.check(guess)).rejects.toMatchObject({code: 'password-wrong'});
});

test('a crowd of guesses is not looked at', async () => {
	const password = new RoomPassword('secret', quick);
	const guesses = Array.from({length: 20}, () => password.check('wrong').catch(({code}) => code));
	const codes = await Promise.all(guesses);
	expect(codes.filter(code => code === 'password-wrong')).toHaveLength(8);
	expect(codes.filter(code => code === 'busy')).toHaveLength(12);
	await expect(password.check('secret')).resolves.toBeUndefined();
});
