import {bindings} from '../client/screen/key-map.ts';
import {isKeyName, nameOfDeed, nothing} from '../client/screen/rebind.ts';
import {type Notify, notifyChoices} from '../client/state/preferences.ts';
import {exitCodes, Failure} from './failure.ts';
import {nearest} from './nearest.ts';
import {readPrivate} from './private-file.ts';

export type Theme = 'auto' | 'dark' | 'light' | 'none';
const themes: readonly Theme[] = ['auto', 'dark', 'light', 'none'];

/** What somebody wants to be different, on every start. */
export type Config = {
	readonly theme: Theme;
	readonly notify: Notify;
	/** A call also rings the bell. */
	readonly bell: boolean;
	/** Minutes without a key after which others are told; 0 for never. */
	readonly awayAfterMinutes: number;
	/** The wheel scrolls; the terminal's own selection then needs Shift. */
	readonly mouse: boolean;
	/** Key → what it does. */
	readonly keys: Readonly<Record<string, string>>;
};

export const defaultConfig: Config = {
	theme: 'auto',
	notify: 'mentions',
	bell: true,
	awayAfterMinutes: 30,
	mouse: false,
	keys: {},
};

const longestAbsence = 24 * 60;

/** Reads the file, if there is one. Throws a `Failure` that names what is wrong in it. */
export function readConfig(file: string): Config {
	const text = readPrivate(file);
	return text === undefined ? defaultConfig : parseConfig(text, file);
}

/** `file` is only for the words of what is thrown. */
export function parseConfig(text: string, file: string): Config {
	const wrong = (what: string): Failure => new Failure(`${file}: ${what}`, exitCodes.usage);
	const fields = parseObject(text);
	if (!fields) {
		throw wrong('this is no JSON object. Mend it, or take the file away.');
	}

	const choice = <Choice extends string>(name: string, choices: readonly Choice[]) => {
		const chosen = choices.find(known => known === fields[name]);
		if (fields[name] !== undefined && chosen === undefined) {
			const listed = choices.map(known => `"${known}"`);
			throw wrong(`"${name}" is ${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}.`);
		}

		return chosen;
	};

	for (const name of Object.keys(fields)) {
		if (!Object.hasOwn(defaultConfig, name)) {
			const meant = nearest(name, Object.keys(defaultConfig));
			throw wrong(
				`there is no "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
			);
		}
	}

	const {bell, mouse, awayAfterMinutes, keys} = fields;
	for (const [name, value] of Object.entries({bell, mouse})) {
		if (value !== undefined && typeof value !== 'boolean') {
			throw wrong(`"${name}" is true or false.`);
		}
	}

	if (awayAfterMinutes !== undefined && !isMinutes(awayAfterMinutes)) {
		throw wrong(`"awayAfterMinutes" is a whole number from 0 (never) to ${longestAbsence}.`);
	}

	const given: Partial<Config> = {
		theme: choice('theme', themes),
		notify: choice('notify', notifyChoices),
		bell,
		mouse,
		awayAfterMinutes,
		keys: keys === undefined ? undefined : checkKeys(keys, wrong),
	} as Partial<Config>;
	const present = Object.entries(given).filter(([, value]) => value !== undefined);
	return {...defaultConfig, ...Object.fromEntries(present)};
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}

const isMinutes = (value: unknown): value is number =>
	Number.isInteger(value) && (value as number) >= 0 && (value as number) <= longestAbsence;

function checkKeys(keys: unknown, wrong: (what: string) => Failure): Config['keys'] {
	if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) {
		throw wrong('"keys" is an object like {"C-x": "page-up"}.');
	}

	const deeds = [...bindings.map(({does}) => nameOfDeed(does)), nothing];
	for (const [key, deed] of Object.entries(keys as Record<string, unknown>)) {
		if (!isKeyName(key)) {
			throw wrong(`"keys" has "${key}", which is no key: write C-x, M-x, S-up, page-up or f5.`);
		}

		if (typeof deed !== 'string' || !deeds.includes(deed)) {
			const meant = typeof deed === 'string' ? nearest(deed, deeds) : undefined;
			const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
			throw wrong(`"keys": "${key}" cannot do ${JSON.stringify(deed)}.${hint}`);
		}
	}

	return keys as Config['keys'];
}
