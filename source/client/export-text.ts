import type {Conversation} from './state/conversation.ts';
import {itemsOf, type Said} from './state/timeline.ts';
import {deeds, remarks} from './words/messages.ts';

/** The messages that are held of a conversation, oldest first. */
export const messagesOf = ({timeline}: Conversation): readonly Said[] =>
	itemsOf(timeline).filter(item => item.type === 'said');

/** One JSON object a line: the entry, and what became of it. */
export const asJsonLines = (messages: readonly Said[]): string =>
	messages.map(message => `${JSON.stringify(lineOf(message))}\n`).join('');

function lineOf({entry, fate}: Said) {
	// Live ones came as frames, which have a type.
	const {seq, prev, room, id, author, tag, at, kind, text, re} = entry;
	return {seq, prev, room, id, author, tag, at, kind, text, re, ...fate};
}

/** To be read by people: a heading for the room and for each day, and each message as a quotation. */
export function asMarkdown(room: string, messages: readonly Said[]): string {
	let day = '';
	const parts = messages.map(({entry, fate}) => {
		const date = dayOf(entry.at);
		const heading = date === day ? '' : `## ${date}\n\n`;
		day = date;
		const text = fate?.edited?.text ?? entry.text;
		const said = fate?.takenBack ? `_(${remarks.takenBack()})_` : wordsOf(entry, text);
		const marks = [
			fate?.edited && !fate.takenBack ? `_${remarks.edited}_` : '',
			...(fate?.reactions ?? []).map(({text: sign, by}) =>
				// Of a hostile server it may have several lines.
				escaped(`${sign.replaceAll('\n', ' ')} ${by.join(', ')}`),
			),
		].filter(Boolean);
		const after = marks.length > 0 ? `\n>\n> ${marks.join(' · ')}` : '';
		return `${heading}**${escaped(entry.author)}** ${timeOf(entry.at)}\n\n${said}${after}\n`;
	});
	return [`# \\${room}\n`, ...parts].join('\n');
}

function wordsOf({kind, author}: Said['entry'], text: string): string {
	if (kind === 'action' || kind === 'moderation') {
		return quoted(`* ${author} ${text}`);
	}

	return quoted(kind === 'topic' ? deeds.setTopic(text) : text);
}

// Whoever wrote it meant no HTML; in code, though, everything stands for itself.
function quoted(text: string): string {
	let isCode = false;
	const lines = text.split('\n').map(line => {
		const isFence = line.startsWith('```');
		isCode = isFence ? !isCode : isCode;
		// Without two spaces at its end a line would run into the next.
		return isCode || isFence ? line : `${line.includes('`') ? line : escaped(line)}  `;
	});
	return [...lines, ...(isCode ? ['```'] : [])]
		.map(line => `> ${line}`.trimEnd() + hardBreak(line))
		.join('\n');
}

const hardBreak = (line: string): string => (line.trim() !== '' && line.endsWith('  ') ? '  ' : '');

const escaped = (text: string): string => text.replaceAll(/[<_*#]/g, String.raw`\$&`);

const two = (number: number): string => String(number).padStart(2, '0');

/** The day by the clock on this wall. */
export function dayOf(at: number): string {
	const date = new Date(at);
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function timeOf(at: number): string {
	const date = new Date(at);
	return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
