/** Every number that both halves must agree on. Bytes are UTF-8 bytes; times are milliseconds. */
export const limits = {
	/** A frame from a client, before its LF. */
	clientFrameBytes: 32 * 1024,
	/** The same before the peer has a name. */
	strangerFrameBytes: 8 * 1024,
	/** A line that still has no LF after so many bytes ends the connection. */
	endlessLineBytes: 64 * 1024,
	/** A frame from the server: pages are cut to stay below it. */
	serverFrameBytes: 1024 * 1024,
	pageBytes: 256 * 1024,
	pageEntries: 200,
	backlogEntries: 100,
	mostBacklogEntries: 1000,
	textCodePoints: 4000,
	textBytes: 16 * 1024,
	textLines: 100,
	topicCodePoints: 300,
	/** Of what one answers a message with instead of words, as people count characters. */
	reactionCharacters: 16,
	awayCodePoints: 200,
	nickCodePoints: 32,
	nickBytes: 96,
	/** People that `room` names; beyond them it only says how many there are. */
	peopleListed: 250,
	roomsPerMember: 50,
	helloRooms: 50,
	searchHits: 50,
	/** A quiet peer is asked for a sign of life after `pingAfter`, and given up after `deadAfter`. */
	pingAfter: 25_000,
	deadAfter: 60_000,
	/** Time from connecting to having a name, for a peer that sends nothing useful. */
	loginWithin: 20_000,
	/** Messages that a client has sent and not yet heard of. */
	inFlight: 32,
} as const;

export const protocolVersion = 1;
export const defaultPort = 12_312;
