/** Whether what is sent there passes no wire that somebody could listen to. */
export const isThisMachine = (host: string): boolean =>
	/^(?:localhost|127\.[\d.]+|::1)$/i.test(host);
