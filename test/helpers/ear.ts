import type {Dialect, Outlet, RoomEvent} from '../../source/server/core/room-event.ts';

const encode = (event: RoomEvent) => `${JSON.stringify(event)}\n`;

/** Dialects whose words are the events themselves. */
export const echoing: Dialect = {name: 'echoing', echoes: true, encode};
export const echoless: Dialect = {name: 'echoless', echoes: false, encode};

const utf8 = new TextDecoder();

/** Where a member's words go in a test of the core: it keeps them all, and says no when it is told to. */
export class Ear implements Outlet {
	readonly events: RoomEvent[] = [];
	readonly dismissals: string[] = [];
	/** How often it was written to. */
	writes = 0;
	isFull = false;
	readonly #listen: (event: RoomEvent) => void;

	constructor(listen: (event: RoomEvent) => void = () => {}) {
		this.#listen = listen;
	}

	/** One line for each event. */
	get heard(): readonly string[] {
		return this.events.map(inWords);
	}

	send(bytes: Uint8Array): boolean {
		this.writes++;
		for (const line of utf8.decode(bytes).split('\n').filter(Boolean)) {
			const event = JSON.parse(line) as RoomEvent;
			this.events.push(event);
			this.#listen(event);
		}

		return !this.isFull;
	}

	dismiss(why: string): void {
		this.dismissals.push(why);
	}
}

function inWords(event: RoomEvent): string {
	switch (event.type) {
		case 'said': {
			return `${event.room} <${event.entry.author}> ${event.entry.text}`;
		}

		case 'joined': {
			return `${event.room} + ${event.who.nick}`;
		}

		case 'left': {
			return `${event.room} - ${event.who.nick}${event.why ? ` (${event.why})` : ''}`;
		}

		case 'renamed': {
			return `${event.who.nick} -> ${event.to}`;
		}

		case 'kicked':
		case 'removed': {
			return `${event.room} ${event.type} ${event.who.nick} by ${event.by.nick} (${event.why})`;
		}

		case 'ruled': {
			return `${event.room} ruled ${JSON.stringify(event.changes)}`;
		}

		case 'invited':
		case 'asked': {
			return `${event.nick} invited to ${event.room} by ${event.by.nick}`;
		}

		case 'changed': {
			const {room, what, who} = event;
			return `${room} ${who.nick} ${what} ${String(who[what])}`;
		}

		case 'signalled': {
			return `${event.room} ${event.by.nick} signals`;
		}

		case 'told': {
			return `told: ${event.text}`;
		}

		case 'read': {
			return `${event.room} read up to ${event.seq}`;
		}

		case 'reached': {
			return `reached ${event.mark}`;
		}

		case 'acked': {
			const {id, dup, altered} = event;
			return `ack ${id}${dup ? ' dup' : ''}${altered ? ' altered' : ''}`;
		}

		case 'refreshed': {
			const {room, people, visitors, topic} = event.state;
			const who = [...people.map(({nick}) => nick), ...Array(visitors).fill('?')].join(' ');
			return `${room} = ${who}${topic ? `: ${topic}` : ''}`;
		}

		case 'caught-up': {
			return 'live';
		}
	}
}
