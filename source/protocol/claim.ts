/** What a device signs to prove itself: made for this one connection, so that nobody can use it on another. `binding` is what TLS knows of the connection, as base64url; empty where nothing is encrypted. */
export const deviceClaim = (nonce: string, binding: string): string =>
	`chatroom device key\n${nonce}\n${binding}`;
