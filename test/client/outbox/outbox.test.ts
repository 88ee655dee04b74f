import {
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {openOutbox, type OutboxOptions} from '../../../source/client/outbox.ts';
import type {Kept} from '../../../source/client/state/outbox.ts';
import type {Body} from '../../../source/protocol/body.ts';
import {firstLog, idOf, lobby, noon, otherLog, withBob} from '../../helpers/client-fakes.ts';
import {type Home, openHome} from '../../helpers/home.ts';

const here = {host: '127.0.0.1', port: 12_312};
const there = {host: 'chat.example', port: 12_312};
/** Linux has no process of this number. */
const ended = '999999999-1';

const keptOf = (number: number, text: string, given: Partial<Kept> = {}): Kept => ({
	id: idOf(number),
	room: lobby,
	kind: 'message',
	text: text as Body,
	at: noon + number,
	log: firstLog,
	failed: undefined,
	...given,
});

let runs = 0;
const directoryIn = ({directory}: Home) => path.join(directory, 'outbox');
function open(home: Home, given: Partial<OutboxOptions> = {}) {
	const troubles: string[] = [];
	const outbox = openOutbox({
		directory: directoryIn(home),
		key: 'k'.repeat(22),
		run: `run${++runs}`,
		onTrouble: code => troubles.push(code),
		...given,
	});
	return {...outbox, troubles};
}

/** A run that was killed while these were unanswered. */
const killed = (home: Home, messages: readonly Kept[], address = here, given = {}) =>
	open(home, {owner: ended, ...given}).hold(messages, address);
const textsOf = (messages: readonly Kept[]) => messages.map(({text}) => text);
const filesIn = (home: Home) => readdirSync(directoryIn(home));

test('what a killed run left is found, whole and in order, and by one run only', () => {
	using home = openHome();
	const left = [
		keptOf(1, 'one\ntwo'),
		keptOf(2, '漢字 👩‍👩‍👧', {room: withBob}),
		keptOf(3, '', {kind: 'topic', failed: 'Full.'}),
	];
	killed(home, left);
	const [first, second] = [open(home), open(home)];

	expect(first.take(firstLog, here)).toEqual(left);
	expect(second.take(firstLog, here)).toEqual([]);
	expect(first.take(firstLog, here)).toEqual([]);
});

test('what is held by a run that still goes on is not taken from it', () => {
	using home = openHome();
	open(home).hold([keptOf(1, 'mine')], here);

	expect(open(home).take(firstLog, here)).toEqual([]);
});

test('what was taken over is kept until the server has it, and nothing is left then', () => {
	using home = openHome();
	killed(home, [keptOf(1, 'one'), keptOf(2, 'two')]);
	const next = open(home, {owner: ended});
	const taken = next.take(firstLog, here);
	next.hold(taken, here);
	next.hold(taken.slice(1), here);

	const last = open(home);
	expect(textsOf(last.take(firstLog, here))).toEqual(['two']);
	last.hold([], here);
	expect(filesIn(home)).toEqual([]);
});

test('it is for its owner alone, and nothing is made before something is said', () => {
	using home = openHome();
	const outbox = open(home);
	expect(outbox.take(firstLog, here)).toEqual([]);
	outbox.hold([], here);
	expect(readdirSync(home.directory)).toEqual([]);

	outbox.hold([keptOf(1, 'private')], here);
	const [file] = filesIn(home);
	expect(statSync(path.join(directoryIn(home), file!)).mode & 0o777).toBe(0o600);
	expect(statSync(directoryIn(home)).mode & 0o777).toBe(0o700);
});

test('each history gets its own; what is said elsewhere is left for those who go there', () => {
	using home = openHome();
	killed(home, [keptOf(1, 'mine'), keptOf(2, 'theirs', {log: otherLog})], there);

	expect(textsOf(open(home).take(firstLog, here))).toEqual(['mine']);
	expect(textsOf(open(home).take(otherLog, here))).toEqual(['theirs']);
});

test('what was said at this address in another history is found here too', () => {
	using home = openHome();
	killed(home, [keptOf(1, 'old', {log: otherLog}), keptOf(2, 'early', {log: undefined})]);

	const taken = open(home).take(firstLog, here);
	expect(taken.map(({text, log}) => [text, log])).toEqual([
		['old', otherLog],
		['early', undefined],
	]);
});

test('what another device said is left alone', () => {
	using home = openHome();
	killed(home, [keptOf(1, 'not yours')], here, {key: 'other'.padEnd(22, '-')});

	expect(open(home).take(firstLog, here)).toEqual([]);
	expect(filesIn(home)).toHaveLength(1);
});

test('several runs that were killed are all found, the earliest first', () => {
	using home = openHome();
	killed(home, [keptOf(5, 'five'), keptOf(6, 'six')]);
	killed(home, [keptOf(3, 'three'), keptOf(4, 'four')]);

	expect(textsOf(open(home).take(firstLog, here))).toEqual(['three', 'four', 'five', 'six']);
});

test('a message that changed is kept as it is now, in its place', () => {
	using home = openHome();
	const outbox = open(home, {owner: ended});
	const [one, two] = [keptOf(1, 'one', {log: undefined}), keptOf(2, 'two')];
	outbox.hold([one, two], here);
	outbox.hold([{...one, log: firstLog, failed: 'No.'}, two], here);

	expect(open(home).take(firstLog, here)).toEqual([{...one, log: firstLog, failed: 'No.'}, two]);
});

test('cut anywhere, a file still gives every whole line', () => {
	using home = openHome();
	killed(home, [keptOf(1, 'one'), keptOf(2, 'two')]);
	const [name] = filesIn(home);
	const file = path.join(directoryIn(home), name!);
	const whole = readFileSync(file);
	// A line is whole when only its end is missing.
	const [one, two] = [whole.indexOf('\n'), whole.length - 1];
	for (let length = 0; length <= whole.length; length++) {
		using other = openHome();
		mkdirSync(directoryIn(other));
		writeFileSync(path.join(directoryIn(other), name!), whole.subarray(0, length));
		const found = textsOf(open(other).take(firstLog, here));
		const count = Number(length >= one) + Number(length >= two);
		expect(found).toEqual(['one', 'two'].slice(0, count));
	}
});

test.each([
	'\0\0\0\0',
	'null\n[]\n7\n"text"\n{"done":7}\n{"__proto__":{"id":1}}\n{}',
	'{"id":"x","room":"#lobby","kind":"message","text":"short id","at":0,"host":"h","port":1,"device":"d"}',
	'[['.repeat(100_000),
	'\x1b]0;title\x07\ufeff\u2028',
])('whatever else stands in a file (%#) costs nothing of the rest', nonsense => {
	using home = openHome();
	killed(home, [keptOf(1, 'one'), keptOf(2, 'two')]);
	const [name] = filesIn(home);
	const file = path.join(directoryIn(home), name!);
	const [one, two] = readFileSync(file, 'utf8').split('\n');
	writeFileSync(file, `${nonsense}\n${one}\n${nonsense}\n${two}\n${nonsense}`);

	expect(textsOf(open(home).take(firstLog, here))).toEqual(['one', 'two']);
});

test('what no run of ours has written is left as it is', () => {
	using home = openHome();
	const directory = directoryIn(home);
	mkdirSync(path.join(directory, `${ended}-directory.jsonl`), {recursive: true});
	symlinkSync('/nowhere', path.join(directory, `${ended}-link.jsonl`));
	writeFileSync(path.join(directory, `${ended}-foreign.jsonl`), 'something else\n');
	writeFileSync(path.join(directory, 'notes.txt'), 'something else\n');
	const before = filesIn(home);

	const outbox = open(home);
	expect(outbox.take(firstLog, here)).toEqual([]);
	expect(filesIn(home)).toEqual(before);
	expect(outbox.troubles).toEqual([]);
});

test('text that a terminal must not see is cleaned on its way back', () => {
	using home = openHome();
	killed(home, [keptOf(1, 'plain')]);
	const [name] = filesIn(home);
	const file = path.join(directoryIn(home), name!);
	writeFileSync(file, readFileSync(file, 'utf8').replace('plain', String.raw`a\u001b]0;x\u0007`));

	expect(textsOf(open(home).take(firstLog, here))).toEqual(['a\ufffd]0;x\ufffd']);
});

test('where nothing can be written it is said once, and nobody is stopped', () => {
	using home = openHome();
	writeFileSync(directoryIn(home), 'a file where a directory should be');
	const outbox = open(home);
	outbox.hold([keptOf(1, 'one')], here);
	outbox.hold([keptOf(1, 'one'), keptOf(2, 'two')], here);
	outbox.hold([], here);
	expect(outbox.take(firstLog, here)).toEqual([]);
	expect(outbox.troubles).toEqual(['EEXIST']);
});

test('what could not be written is written as soon as it can be', () => {
	using home = openHome();
	const directory = directoryIn(home);
	writeFileSync(directory, 'in the way');
	const outbox = open(home, {owner: ended});
	outbox.hold([keptOf(1, 'one')], here);
	renameSync(directory, `${directory}.gone`);
	outbox.hold([keptOf(1, 'one'), keptOf(2, 'two')], here);

	expect(textsOf(open(home).take(firstLog, here))).toEqual(['one', 'two']);
});

test('one message that stays does not let the file grow with all that comes after it', () => {
	using home = openHome();
	const outbox = open(home, {owner: ended});
	const stays = keptOf(1, 'stays', {failed: 'No.'});
	const long = 'x'.repeat(4000);
	for (let number = 2; number < 1000; number++) {
		outbox.hold([stays, keptOf(number, long)], here);
	}

	outbox.hold([stays], here);
	const [file] = filesIn(home);
	expect(statSync(path.join(directoryIn(home), file!)).size).toBeLessThan(2 * 1024 * 1024);
	expect(textsOf(open(home).take(firstLog, here))).toEqual(['stays']);
});
