/** What a session may do to its peer. The TCP listener gives a real one; tests give an array. */
export interface Wire {
	/** Queues bytes. False: the peer reads slower than it is told; nothing more until `Session.ready`. */
	send(bytes: Uint8Array | string): boolean;
	/** Nothing more is read, or reading goes on: how a session holds back a peer that says too much. */
	listen(on: boolean): void;
	/** Ends the connection once what is queued has gone out. */
	end(): void;
	/** The peer has a name, so it is no stranger any more. */
	introduce(): void;
	/** The peer is on this machine, where nobody needs protection from their own scripts. */
	readonly isLocal: boolean;
	/** Where the peer comes from, as far as addresses are told apart; undefined for this machine. */
	readonly address: string | undefined;
	/** What both ends of an encrypted connection know of it, and nobody else; undefined where nothing is encrypted. */
	readonly binding: Uint8Array | undefined;
}

/** One peer's conversation, in one dialect. */
export interface Session {
	/** Bytes as they come, cut anywhere. */
	receive(chunk: Uint8Array): void;

	/** The wire has room again after `send` said no. */
	ready(): void;

	/** Called every few seconds with a monotonic clock, in milliseconds. `isReading`: the peer takes what is queued for it, if slowly. */
	tick(now: number, isReading: boolean): void;

	/** The server is shutting down: say so, in the dialect's words. */
	dismiss(why: string): void;

	/** The peer will say no more: finish what it asked for, answer, and end the wire. */
	finish(): void;

	/** Called once, when the peer is gone. */
	close(): void;
}
