import {coloursOn, channelsOf} from '../../source/client/screen/theme.ts';

// What a terminal takes for one thing: a string that is ended, a sequence, another control character, or text.
const parts =
	/(?<osc>\x1b\][^\x07\x1b\x9c]*(?:\x07|\x1b\\))|(?<passed>\x1b[PX^_](?:[^\x1b]|\x1b\x1b)*\x1b\\)|(?<csi>\x1b\[[0-?]*[ -/]*[@-~])|(?<escape>\x1b[ -/]*[0-~])|(?<control>\p{Cc})|(?<text>\P{Cc}+)/gu;

// Modes, the cursor, erasing and scrolling, as Ink, the painter and modes.ts write them.
const ownSequences =
	/^\x1b(?:[78]|\[\d+[LM]|\[(?:\d+;\d+)?r|\[\?(?:7|25|100[046]|1049|2004|2026)[hl]|\[(?:>5|<)u|\[[06] q|\[2[23];0t|\[\d*[ABCDEFGJK]|\[\d*(?:;\d+)?H)$/;
const title = /^2;(?:\(\d+\) )?(?:[#@][\p{L}\p{M}\p{N}_.-]+ – )?chatroom$/u;
const link = /^8;(?:id=[\da-z]+;(?:https?:\/\/|mailto:)[!-~]+|;)$/;
const question = /^11;\?$/;
const notification =
	/^(?:9;chatroom: |777;notify;chatroom;[^;]*$|99;i=chatroom:(?:d=0;chatroom|p=body:e=1;[\w+/=]*)$)/u;
const copy = /^52;c;[\w+/=]*$/;

// Weights and their ends, the sixteen colours, and those that are named. 8 would hide text, 5 makes it blink.
const ownLooks = new Set('0 1 2 3 4 7 9 22 23 24 27 29 31 32 33 34 35 36 39 92 95 96'.split(' '));
const ownColours = new Set(
	Object.values(coloursOn)
		.flatMap(({people, error, accent, code, parts: code256}) => [
			...people,
			error,
			accent,
			code,
			...Object.values(code256),
		])
		.flatMap(number => [`38;5;${number}`, `38;2;${channelsOf(number).join(';')}`]),
);

function isOwnLook(sequence: string): boolean {
	const numbers = /^\x1b\[([\d;]*)m$/.exec(sequence)?.[1];
	const isListed = (number: string) => number === '' || ownLooks.has(number);
	return numbers !== undefined && (ownColours.has(numbers) || numbers.split(';').every(isListed));
}

const isOwnString = (sequence: string): boolean => {
	const content = sequence.slice(2).replace(/(?:\x07|\x1b\\)$/, '');
	return [title, link, question, notification, copy].some(pattern => pattern.test(content));
};

// Tmux is handed notifications and what is copied.
function isOwnPassed(sequence: string): boolean {
	const passed = /^\x1bPtmux;(?<inner>.*)\x1b\\$/s.exec(sequence)?.groups?.['inner'];
	return passed !== undefined && foreignIn(passed.replaceAll('\x1b\x1b', '\x1b')).length === 0;
}

// Text that runs from the right is kept apart, and what is begun is ended.
const isolated = /\u2068(?<inner>[^\u2066-\u2069\n]*)\u2069/g;
const hidden =
	/[\u2028\u2029\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\u200b\u2060\ufeff\u00ad\u3164\p{Noncharacter_Code_Point}\p{Cs}].{0,20}/gu;

/**
What of these bytes no program of ours writes by itself: sequences, control characters, what turns text around or is not seen.
*/
export function foreignIn(written: string): readonly string[] {
	const foreign: string[] = [];
	let text = '';
	for (const {0: part, groups = {}, index} of written.matchAll(parts)) {
		if (!groups['text'] && !isOwn(part, groups, written.slice(index + 1, index + 3))) {
			foreign.push(JSON.stringify(written.slice(index, index + 40)));
		}

		// What is told outside of the screen is text as well.
		text += groups['osc'] ? part.replaceAll(/\p{Cc}/gu, ' ') : groups['text'] ? part : ' ';
	}

	// The flags of countries without a code are the only ones that have tags.
	const shown = text.replaceAll(isolated, '$<inner>').replaceAll(/\p{RGI_Emoji}/gv, '');
	return [...foreign, ...(shown.match(hidden) ?? [])];
}

function isOwn(part: string, groups: Readonly<Record<string, string>>, next: string): boolean {
	if (groups['osc']) {
		return isOwnString(part);
	}

	if (groups['passed']) {
		return isOwnPassed(part);
	}

	// The bell rings only with a call, and nothing goes back to the margin but to begin another line.
	return groups['control']
		? part === '\n' ||
				(part === '\r' && next.startsWith('\n')) ||
				(part === '\x07' && /^\x1b[\]P]/.test(next))
		: ownSequences.test(part) || isOwnLook(part);
}

/** Where each link leads, and the text that stands in it; of one link, all its parts together. */
export function linksIn(written: string): ReadonlyMap<string, string> {
	const links = new Map<string, string>();
	for (const {groups} of written.matchAll(
		/\x1b\]8;id=\w+;(?<target>[^\x07]*)\x07(?<shown>.*?)\x1b\]8;;\x07/gsu,
	)) {
		const {target = '', shown = ''} = groups!;
		links.set(
			target,
			(links.get(target) ?? '') + shown.replaceAll(/\x1b\[[\d;]*m|[\u2068\u2069]/g, ''),
		);
	}

	return links;
}
