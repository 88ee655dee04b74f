/** So many at once, then so many a second. */
export type Rate = {readonly burst: number; readonly perSecond: number};

/**
Every number by which the server protects itself and its people from one peer; what both halves must agree on is in protocol/limits.ts. Times are milliseconds. Peers of this machine are exempt from what is counted by address and from the rates.
*/
export const serverLimits = {
	/** Above this a peer is a slow reader, to be fed from the log. */
	outboxBytes: 64 * 1024,
	/** A peer that takes nothing of what is queued for so long is gone, whatever TCP says. */
	stuckAfter: 60_000,
	/** What is still queued at the end has so long to go out. */
	lingerFor: 5_000,
	/** A peer that has been sent all of it has so long to close the connection from its side. */
	closeWithin: 500,
	/** After SIGTERM everyone has so long to hear the rest. */
	drainWithin: 5_000,
	/** Peers without a seat at any one time: turned away, or on their way out. More than that are closed without a word. */
	standing: 128,
	/** Connections of one address (of an IPv6 network) at once: seated, and of those without a name. */
	perAddress: 32,
	strangersPerAddress: 8,
	/** New connections of one address. */
	arrivals: {burst: 64, perSecond: 0.5},
	/** What one member says. The burst covers all that a client may have unanswered. */
	messages: {burst: 32, perSecond: 4},
	/** What else one member asks for. */
	requests: {burst: 50, perSecond: 10},
	/** Names that are not good before the connection ends. */
	loginAttempts: 16,
	/** A connection of the same device under the same name is dead when it says nothing for so long after it was asked. */
	ghostAnswersWithin: 700,
	/** Wrong passwords of one who would be operator, before the connection ends. */
	passwordGuesses: 3,
	/** Messages of one peer that the log may be busy with before no more is read from it. */
	appending: 64,
	/** Lines of one peer that are dealt with before the others have their turn. */
	linesInTurn: 32,
	plain: {
		lineBytes: 8 * 1024,
		backlogEntries: 10,
		/** People take their time to type a name; each answer to a bad one gives as much again. */
		loginWithin: 60_000,
	},
} as const;
