import {channelCommands} from './channel-commands.ts';
import {helpCommands} from './help-commands.ts';
import {historyCommands} from './history-commands.ts';
import type {Commands} from './irc-client.ts';
import {listCommands} from './list-commands.ts';
import {messageCommands} from './message-commands.ts';
import {monitorCommands} from './monitor-commands.ts';
import {pingCommand} from './ping-command.ts';
import {presenceCommands} from './presence-commands.ts';
import {modeCommands} from './mode-commands.ts';
import {orderCommands} from './order-commands.ts';
import {operatorCommands} from './operator-commands.ts';
import {serverCommands} from './server-commands.ts';
import {whoCommands} from './who-commands.ts';
import {whoisCommands} from './whois-commands.ts';
import {readMarkerCommands} from './read-markers.ts';
import {redactionCommands} from './redaction.ts';

/** All that a registered client may ask for, by verb. */
export const commands: Commands = {
	...channelCommands,
	...helpCommands,
	...historyCommands,
	...listCommands,
	...messageCommands,
	...readMarkerCommands,
	...redactionCommands,
	...monitorCommands,
	...pingCommand,
	...presenceCommands,
	...modeCommands,
	...operatorCommands,
	...orderCommands,
	...serverCommands,
	...whoCommands,
	...whoisCommands,
};
