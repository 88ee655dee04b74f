import meow from 'meow';
import {type Command, type CommandName, commands, type Flags, isCommand} from './commands.ts';
import {exitCodes, Failure} from './failure.ts';
import {nearest} from './nearest.ts';

export type Arguments = {
	readonly command: CommandName | undefined;
	readonly help: boolean;
	readonly version: boolean;
	readonly programVersion: string;
	/** What was given as `--flag value`, or `true` for one that takes no value. */
	readonly flags: Readonly<Record<string, string | boolean | undefined>>;
	/** What follows the command, beside flags. */
	readonly rest: readonly string[];
};

/** Everything on the command line, or a `Failure` that names what is wrong and what was probably meant. */
export function parseArguments(argv: readonly string[]): Arguments {
	const first = argv.findIndex(argument => !argument.startsWith('-'));
	const word = first < 0 ? undefined : argv[first];
	const isFirst = first === 0;
	if (isFirst && word !== undefined && !isCommand(word)) {
		const meant = nearest(word, Object.keys(commands));
		throw usage(`There is no command "${word}".${meant ? ` Did you mean "${meant}"?` : ''}`);
	}

	const command = isFirst ? (word as CommandName) : undefined;
	const known: Flags = commands[command ?? 'join'].flags;
	const parsed = meow('', {
		importMeta: import.meta,
		argv: isFirst ? argv.slice(1) : [...argv],
		autoHelp: false,
		autoVersion: false,
		inferType: false,
		booleanDefault: undefined,
		flags: {
			...meowFlags(known),
			help: {type: 'boolean', shortFlag: 'h'},
			version: {type: 'boolean', shortFlag: 'v'},
		},
	});
	const flags = checked(parsed.unnormalizedFlags, known, command);
	const definition: Command = commands[command ?? 'join'];
	const takesMore = command !== undefined && definition.argument !== undefined;
	if (!takesMore && parsed.input.length > 0) {
		const name = ['chatroom', command].filter(Boolean).join(' ');
		throw usage(`${name} takes no "${parsed.input[0]}", only flags. See ${name} --help.`);
	}

	return {
		command,
		help: parsed.flags['help'] === true,
		version: parsed.flags['version'] === true,
		programVersion: String(parsed.pkg.version),
		flags,
		rest: parsed.input,
	};
}

const isNegated = (flag: string) => flag.startsWith('no-');
const positive = (flag: string) => flag.replace(/^no-/, '');
const camel = (flag: string) =>
	flag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function meowFlags(known: Flags) {
	return Object.fromEntries(
		Object.entries(known).map(([flag, {value}]) => [
			camel(positive(flag)),
			{type: value ? ('string' as const) : ('boolean' as const)},
		]),
	);
}

function checked(
	given: Readonly<Record<string, unknown>>,
	known: Flags,
	command: CommandName | undefined,
): Arguments['flags'] {
	const flags: Record<string, string | boolean> = {};
	for (const [key, value] of Object.entries(given)) {
		if (value === undefined || key === '--' || ['help', 'version', 'h', 'v'].includes(key)) {
			continue;
		}

		const flag = key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
		const name = value === false && Object.hasOwn(known, `no-${flag}`) ? `no-${flag}` : flag;
		const definition = Object.hasOwn(known, name) ? known[name] : undefined;
		if (!definition || (value === false && !isNegated(name))) {
			throw unknownFlag(value === false ? `no-${flag}` : flag, known, command);
		}

		const last: unknown = Array.isArray(value) ? value.at(-1) : value;
		if (definition.value && (typeof last !== 'string' || last === '')) {
			throw usage(`--${name} needs a value: --${name} ${definition.value}.`);
		}

		flags[name] = definition.value ? String(last) : true;
	}

	return flags;
}

function unknownFlag(flag: string, known: Flags, command: CommandName | undefined): Failure {
	const meant = nearest(flag, [...Object.keys(known), 'help', 'version']);
	const where = command ? ` of chatroom ${command}` : '';
	return usage(
		`--${flag} is not a flag${where}.${meant ? ` Did you mean --${meant}?` : ''} See chatroom ${
			command ? `${command} ` : ''
		}--help.`,
	);
}

const usage = (message: string) => new Failure(message, exitCodes.usage);
