import type {MaskList, RuleChange, Rules, Switch} from '../../core/rules.ts';

export const switchOf: Readonly<Record<string, Switch>> = {
	C: 'noQuestions',
	i: 'inviteOnly',
	m: 'moderated',
	n: 'membersOnly',
	s: 'secret',
	t: 'topicLocked',
};

export const listOfLetter: Readonly<Record<string, MaskList>> = {
	b: 'ban',
	e: 'exception',
	I: 'invitation',
	q: 'quiet',
};

const letterOf = Object.fromEntries(
	Object.entries({...switchOf, ...listOfLetter}).map(([letter, meaning]) => [meaning, letter]),
) as Readonly<Record<Switch | MaskList, string>>;

type Mode = {readonly on: boolean; readonly letter: string; readonly param?: string | undefined};

function modeOf(change: RuleChange): Mode {
	switch (change.type) {
		case 'switch': {
			return {on: change.on, letter: letterOf[change.rule]};
		}

		case 'password': {
			return {on: change.password !== undefined, letter: 'k', param: change.password ?? '*'};
		}

		case 'limit': {
			return {on: change.limit !== undefined, letter: 'l', param: change.limit?.toString()};
		}

		case 'standing': {
			const letter = change.standing === 'operator' ? 'o' : 'v';
			return {on: change.on, letter, param: change.nick};
		}

		case 'mask': {
			return {on: change.on, letter: letterOf[change.list], param: change.mask};
		}
	}
}

/** `+ov-k ada bob *`: the parameters of a MODE that tells these changes. */
export function describeModes(changes: readonly RuleChange[]): readonly string[] {
	const modes = changes.map(modeOf);
	const letters = modes.map(({on, letter}, index) => {
		const sign = on ? '+' : '-';
		return index > 0 && modes[index - 1]!.on === on ? letter : `${sign}${letter}`;
	});
	return [letters.join(''), ...modes.flatMap(({param}) => (param === undefined ? [] : [param]))];
}

/** `+klnt password 5`; without the password for those who are not in the room. */
export function describeRules(rules: Rules, isIn: boolean): readonly string[] {
	const letters = Object.entries(switchOf)
		.filter(([, rule]) => rules[rule])
		.map(([letter]) => letter);
	const {password, limit} = rules;
	const all = [
		...letters,
		...(password === undefined ? [] : ['k']),
		...(limit === undefined ? [] : ['l']),
	];
	const params = [
		...(password === undefined ? [] : [password]),
		...(limit === undefined ? [] : [`${limit}`]),
	];
	return [`+${all.join('')}`, ...(isIn ? params : [])];
}
