import {expect, test} from 'vitest';
import {type Around, performOutside} from '../../source/client/outside.ts';
import {createStore} from '../../source/client/state/store.ts';
import type {KeyEvent} from '../../source/client/terminal/key-event.ts';
import {tendWindow} from '../../source/client/window.ts';
import {heard, online} from '../helpers/client-fakes.ts';

const overSsh: Around = {overSsh: true, term: 'xterm-256color', hasX11: true};

function outside(around: Around, rings = true) {
	const written: string[] = [];
	const told: string[] = [];
	const perform = performOutside(
		around,
		rings,
		bytes => written.push(bytes),
		text => told.push(text),
	);
	return {perform, written, told};
}

test('a call rings the bell unless nobody wants it', () => {
	const loud = outside({...overSsh, term: 'linux'});
	loud.perform({type: 'call', text: 'bob: hi'});
	expect(loud.written).toEqual(['\x07']);
	const quiet = outside({...overSsh, term: 'linux'}, false);
	quiet.perform({type: 'call', text: 'bob: hi'});
	expect(quiet.written).toEqual(['']);
});

test('over a network a link is shown and copied instead of opened', () => {
	const {perform, written, told} = outside(overSsh);
	perform({type: 'open-link', link: 'https://a.example/'});
	expect(told).toEqual(['https://a.example/ (copied)']);
	expect(written).toEqual([
		`\x1b]52;c;${Buffer.from('https://a.example/').toString('base64')}\x07`,
	]);
});

test('the title is written when it changes, and again when the terminal is taken again', () => {
	const written: string[] = [];
	const store = createStore(online(), () => {});
	const window = tendWindow(store, {
		kind: {term: 'xterm'},
		awayAfterMinutes: 0,
		write: bytes => written.push(bytes),
		onBrightness: undefined,
	});
	window.take();
	store.dispatch(heard(1, 'on screen'));
	store.dispatch({type: 'focus-changed', hasFocus: false});
	store.dispatch(heard(2, 'unseen'));
	window.take();
	window.stop();
	store.dispatch(heard(3, 'too late'));
	const [plain, one] = ['\x1b]2;#lobby – chatroom\x07', '\x1b]2;(1) #lobby – chatroom\x07'];
	expect(written).toEqual([plain, one, one]);
});

test('the answer to what is behind the text is heeded, and no key is an answer', () => {
	const found: string[] = [];
	const written: string[] = [];
	const window = tendWindow(
		createStore(online(), () => {}),
		{
			kind: {term: 'xterm'},
			awayAfterMinutes: 0,
			write: bytes => written.push(bytes),
			onBrightness: brightness => found.push(brightness),
		},
	);
	window.take();
	expect(written.at(-1)).toBe('\x1b]11;?\x1b\\');
	const events: readonly KeyEvent[] = [
		{type: 'text', text: '\x1b]11;rgb:0/0/0\x07'},
		{type: 'reply', sequence: '\x1b[?62c'},
		{type: 'reply', sequence: '\x1b]11;rgb:ffff/ffff/ffff\x07'},
	];
	events.forEach(window.heed);
	expect(found).toEqual(['light']);
	window.stop();
});
