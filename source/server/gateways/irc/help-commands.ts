import {helpTexts} from './help-texts.ts';
import type {Command, Commands, IrcClient} from './irc-client.ts';
import {inLines} from './people.ts';
import {shown} from './registration.ts';

function tell(client: IrcClient, subject: string, [title, ...lines]: readonly string[]): void {
	const {reply} = client;
	reply('RPL_HELPSTART', subject, title!);
	for (const line of lines) {
		reply('RPL_HELPTXT', subject, line);
	}

	reply('RPL_ENDOFHELP', subject, 'End of /HELP');
}

const help: Command = {
	least: 0,
	run(client, {params}) {
		const [subject] = params;
		if (!subject) {
			const commands = inLines(Object.keys(helpTexts), ' ');
			tell(client, '*', ['HELP command tells about each of these:', ...commands]);
			return;
		}

		const verb = subject.toUpperCase();
		const text = Object.hasOwn(helpTexts, verb) ? helpTexts[verb] : undefined;
		if (text) {
			tell(client, verb, text);
		} else {
			client.reply('ERR_HELPNOTFOUND', shown(subject), 'No help available on this topic');
		}
	},
};

/** Modern IRC, «HELP message». */
export const helpCommands: Commands = {HELP: help, HELPOP: help};
