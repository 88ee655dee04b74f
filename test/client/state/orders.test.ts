import {describe, expect, test} from 'vitest';
import {describeCommands} from '../../../source/client/state/answers.ts';
import {parseCommand} from '../../../source/client/state/command.ts';
import {composerHint} from '../../../source/client/state/composer-hint.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {commandHelp, ordersHeading} from '../../../source/client/words/commands.ts';
import {notices} from '../../../source/client/words/notices.ts';
import {orderHelp, type Verb} from '../../../source/protocol/orders.ts';
import type {Body} from '../../../source/protocol/body.ts';
import {
	framesIn,
	idOf,
	lobby,
	lost,
	online,
	ops,
	play,
	readingOf,
	received,
	refused,
	roomFrame,
	said,
	typed,
	withBob,
} from '../../helpers/client-fakes.ts';

const tagOfOrder = (number = 1) => `order/${idOf(number)}`;
const told = (text: string | undefined, tag?: string) =>
	received({type: 'told', ...(text !== undefined && {text: text as Body}), ...(tag && {tag})});

/** Ada is in two rooms, and in #ops. */
const inTwoRooms = (): State => play(online(), received(roomFrame({room: ops, tag: 'join'}))).state;

const examples: Readonly<Record<Verb, string>> = {
	kick: '/kick bob too loud',
	ban: '/ban bob 1h too loud',
	unban: '/unban 10.0.0.7',
	bans: '/bans',
	mute: '/mute bob 10m',
	unmute: '/unmute bob',
	limit: '/limit 20',
	lock: '/lock for today',
	unlock: '/unlock',
	announce: '/announce tea is ready',
	keep: '/keep',
	release: '/release',
	op: '/op bob',
	deop: '/deop bob',
	link: '/link 1d',
};

test.each(Object.values(examples))('%s is for the server, where it was typed', line => {
	const {effects, state} = play(inTwoRooms(), ...said(line));
	expect(framesIn(effects)).toEqual([{type: 'command', text: line, room: ops, tag: tagOfOrder()}]);
	expect(currentConversation(state).editor.text).toBe('');
});

test('in a direct conversation it is about no room', () => {
	const alone = play(online(), ...said('/msg bob')).state;
	expect(alone.current).toBe(withBob);
	expect(framesIn(play(alone, ...said('/kick bob')).effects)).toEqual([
		{type: 'command', text: '/kick bob', tag: tagOfOrder()},
	]);
});

test.each([
	['/mute', {type: 'mute', room: undefined}],
	['/mute #ops', {type: 'mute', room: '#ops'}],
	['/unmute', {type: 'unmute', room: undefined}],
	['/unmute #ops', {type: 'unmute', room: '#ops'}],
	['/mute ops', {type: 'order', text: '/mute ops'}],
	['/MUTE  bob  1h', {type: 'order', text: '/mute bob  1h'}],
	['/unmute bob', {type: 'order', text: '/unmute bob'}],
])('%s: a room is muted for oneself, somebody for all', (line, command) => {
	expect(parseCommand(line)).toEqual(command);
});

test('/unmute alone is about the room on screen', () => {
	const {state} = play(online(), ...said('/mute'), ...said('/unmute', 2));
	expect(state.preferences.muted).toEqual([]);
	expect(readingOf(state).at(-1)).toBe(`· ${lobby} counts and calls again.`);
});

test.each(['/ban', '/kick', '/limit many', '/announce', '/op', '/link soon'])(
	'%s says how it is written, and is not sent',
	line => {
		const {state, effects} = play(online(), ...said(line));
		expect(framesIn(effects)).toEqual([]);
		expect(readingOf(state).at(-1)).toMatch(/^! Like this: \//);
	},
);

describe('an answer', () => {
	test.each([
		['what came of it', told('Nobody is banned or muted.', tagOfOrder()), '· Nobody is banned'],
		['why not', refused('not-steward', 'That is for others.', {tag: tagOfOrder()}), '! That is'],
	])('that says %s is shown where one asked', (_, answer, words) => {
		const {state} = play(inTwoRooms(), ...said('/bans'), {type: 'switched', to: 0}, answer);
		expect(state.current).toBe(lobby);
		expect(readingOf(state, ops).at(-1)).toContain(words);
		expect(readingOf(state, lobby).join('\n')).not.toContain(words.slice(2));
		expect(state.orders).toEqual([]);
	});

	test('is shown on screen when that room is left meanwhile', () => {
		const left = received({type: 'parted', room: ops});
		const {state} = play(inTwoRooms(), ...said('/bans'), left, told('Nobody.', tagOfOrder()));
		expect(readingOf(state, lobby).at(-1)).toBe('· Nobody.');
	});

	test('without words leaves it to the history', () => {
		const before = play(online(), ...said('/kick bob')).state;
		const {state} = play(before, told(undefined, tagOfOrder()));
		expect(readingOf(state)).toEqual(readingOf(before));
		expect(state.orders).toEqual([]);
	});

	test('that never came because the connection broke is told once', () => {
		const {state} = play(online(), ...said('/ban bob 1h'), lost(), lost());
		const words = `! ${notices.orderUnanswered('/ban bob 1h')}`;
		expect(readingOf(state).filter(line => line === words)).toHaveLength(1);
	});
});

test('what nobody asked for and concerns one alone is shown where one is', () => {
	expect(readingOf(play(online(), told('You may not speak here.')).state).at(-1)).toBe(
		'· You may not speak here.',
	);
});

test('offline it says so, and the words can be had back', () => {
	const {state, effects} = play(online(), lost(), ...said('/ban bob'), {
		type: 'edited',
		operation: {type: 'recall', direction: 'previous'},
	});
	expect(framesIn(effects)).toEqual([]);
	expect(readingOf(state).at(-1)).toBe(`! ${notices.notConnected}`);
	expect(currentConversation(state).editor.text).toBe('/ban bob');
});

const personal = ['keep', 'release'] as const;
const {keep: _, release: __, ...forOperators} = orderHelp;

test('/help lists every order under a heading of its own, and for operators how it is written', () => {
	const [, orders = ''] = describeCommands({isOperator: true}).split(ordersHeading);
	for (const {usage, help} of Object.values(forOperators)) {
		expect(orders).toContain(`\n${usage} `);
		expect(orders).toContain(help);
	}

	const [commands, briefly = ''] = describeCommands({isOperator: false}).split(ordersHeading);
	expect(briefly.trim().split('\n')).toHaveLength(1);
	expect(briefly.match(/\/\w+/g)).toEqual(Object.keys(forOperators).map(name => `/${name}`));
	// One's own name is for everybody to keep.
	personal.forEach(name => expect(commands).toContain(orderHelp[name].usage));
});

test.each(Object.keys(orderHelp))('Tab completes /%s and says what it does', verb => {
	const {state} = play(online(), typed(`/${verb}`), {type: 'completed', backwards: false});
	expect(currentConversation(state).editor.text).toBe(`/${verb} `);
	const {usage, help} = {...orderHelp, ...commandHelp}[verb as Verb];
	expect(composerHint(state)).toContain(`${usage}: ${help}`);
});

test.each(['kick', 'ban', 'mute', 'op'])('after /%s Tab completes a name', verb => {
	const {state} = play(online(), typed(`/${verb} bo`), {type: 'completed', backwards: false});
	expect(currentConversation(state).editor.text).toBe(`/${verb} bob `);
});
