import {cleanLine} from '../../protocol/body.ts';

const escapes: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;'};
const escaped = (text: string): string => text.replace(/[&<>]/g, character => escapes[character]!);

/** What a web browser is told, whatever it asked for: nothing but the first line of its request has been read. */
export function httpAnswer(requestLine: string, serverName: string): string {
	const isGet = /^GET \S+ HTTP\/1\.[01]$/.test(requestLine);
	return isGet
		? httpResponse('200 OK', 'html', page(escaped(cleanLine(serverName))))
		: httpResponse('400 Bad Request', 'plain', 'This is a chat room.\n');
}

/** The same for a browser that finds no seat. */
export const httpRefusal = (why: string): string =>
	httpResponse('503 Service Unavailable', 'plain', `${why}\n`);

function httpResponse(status: string, type: 'html' | 'plain', body: string): string {
	return [
		`HTTP/1.1 ${status}`,
		`Content-Type: text/${type}; charset=utf-8`,
		`Content-Length: ${Buffer.byteLength(body)}`,
		"Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'",
		'X-Content-Type-Options: nosniff',
		'Cache-Control: no-store',
		'Connection: close',
		'',
		body,
	].join('\r\n');
}

const page = (name: string): string => `<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name}</title>
<style>body { font: 1rem/1.6 monospace; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }</style>
<h1>${name}</h1>
<p>This is a chat room for terminals. Join it at the address and port of this page:</p>
<pre>
chatroom join --host ADDRESS --port PORT     the full screen
nc ADDRESS PORT                              with nothing installed
/connect ADDRESS PORT                        in irssi; in WeeChat: /server add
</pre>
`;

export const sshAnswer = (serverName: string): string =>
	`${cleanLine(serverName)} is a chat room, not an SSH server. Join it with: chatroom join, nc, or an IRC client.\r\n`;

/** A fatal alert, `handshake_failure`, as every version of TLS understands it: the other side says so in its own words. */
export const tlsAnswer = Uint8Array.of(0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28);
