import type {Nick} from './ids.ts';
import {lazily} from './lazily.ts';
import {limits} from './limits.ts';
import {Refusal, type RefusalCode} from './refusal.ts';

const plain = /^[a-z\d]+(?:[._-][a-z\d]+)*$/i;
const characters = /^[\p{L}\p{Nd}][\p{L}\p{Mn}\p{Mc}\p{Nd}_.-]*$/u;
const looseJoint = /[._-]{2}|[._-]$/;
// Some letters and marks are as invisible as the spaces and controls that `characters` leaves out.
const invisible = /\p{Default_Ignorable_Code_Point}/u;
// Letters of phonetic notation, among them small capitals, look like others; UTS 39 calls them technical, and no language is written with them.
const notation =
	/[\u0262\u026a\u0274\u0276\u0280\u028f\u0299\u029c\u029f\u1d00-\u1dbf\ua720-\ua7ff\uab30-\uab6f]/u;
// Thai and Lao cannot be written without these two, though they have a compatibility form.
const exempt = /[\u0e33\u0eb3]/g;
// Burmese, Tibetan and other scripts of their own marks pile up to four of them; accents stop at two.
const piledMarks = /(\p{M})\1|\p{Script=Inherited}{3}|\p{Mn}{5}/u;
const rightToLeft = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Thaa}]/u;

// The scripts that UAX 31 recommends for names, and the mixtures that UTS 39 calls highly restrictive.
const alphabets = lazily(() =>
	[
		'Latin Han Hiragana Katakana',
		'Latin Han Bopomofo',
		'Latin Han Hangul',
		...'Cyrillic Greek Arabic Hebrew Devanagari Bengali Thai Armenian Ethiopic Georgian'.split(' '),
		...'Gujarati Gurmukhi Kannada Khmer Lao Malayalam Myanmar Oriya Sinhala'.split(' '),
		...'Tamil Telugu Thaana Tibetan'.split(' '),
	].map(scripts => {
		const letters = scripts.replace(/\w+/g, '\\p{scx=$&}').replaceAll(' ', '');
		return new RegExp(`^[${letters}0-9_.-]+$`, 'u');
	}),
);

const utf8 = new TextEncoder();

/** A name as one may choose it: after RFC 8265 (UsernameCasePreserved) and UTS 39, narrowed. Whether it is free, the server knows. */
export function parseNick(text: string): Nick | Refusal {
	if (!text.isWellFormed()) {
		return new Refusal('encoding');
	}

	const trimmed = text.trim();
	// No character of a name is made of more than four.
	if (trimmed.length > 4 * limits.nickCodePoints) {
		return new Refusal('nick-length');
	}

	const nick = narrow(trimmed).normalize('NFC');
	const fault = findFault(nick);
	return fault ? new Refusal(fault) : (nick as Nick);
}

const narrow = (text: string): string =>
	text.replace(/[\uff01-\uffee]/g, wide => wide.normalize('NFKC'));

function findFault(nick: string): RefusalCode | undefined {
	if (!isFitting(nick)) {
		return 'nick-length';
	}

	if (plain.test(nick)) {
		return undefined;
	}

	if (!hasOnlyNickCharacters(nick)) {
		return 'nick-characters';
	}

	return isOfOneKind(nick) ? undefined : 'nick-scripts';
}

function isFitting(nick: string): boolean {
	const {length} = Array.from(nick);
	return (
		length >= 1 && length <= limits.nickCodePoints && utf8.encode(nick).length <= limits.nickBytes
	);
}

function hasOnlyNickCharacters(nick: string): boolean {
	const unexempted = nick.replace(exempt, '');
	return (
		characters.test(nick) &&
		!looseJoint.test(nick) &&
		!invisible.test(nick) &&
		!notation.test(nick) &&
		unexempted.normalize('NFKC') === unexempted &&
		!piledMarks.test(nick.normalize('NFD'))
	);
}

// RFC 5893 2: a name that runs right to left starts with a letter, or its neighbours would be shown in another order.
const isOfOneKind = (nick: string): boolean =>
	alphabets().some(alphabet => alphabet.test(nick)) &&
	hasOneSetOfDigits(nick) &&
	(!rightToLeft.test(nick) || /^\p{L}/u.test(nick));

function hasOneSetOfDigits(nick: string): boolean {
	const digits = Array.from(nick.matchAll(/\p{Nd}/gu), ([digit]) => digit.codePointAt(0)!);
	return digits.length === 0 || Math.max(...digits) - Math.min(...digits) < 10;
}
