import {SSL_OP_NO_TICKET} from 'node:constants';
import type {Socket} from 'node:net';
import {createSecureContext, type SecureContext, TLSSocket} from 'node:tls';

/** What a server proves itself with, in PEM. */
export type Identity = {readonly key: string; readonly certificate: string};

const handshake = 0x16;
const version = 0x03;

/** Whether the first bytes of a peer are a TLS record. One byte is enough to know that they are no text. */
export const isTls = (first: Uint8Array): boolean =>
	first[0] === handshake && (first[1] ?? version) === version;

/** Nothing is resumed: whoever pins our key wants to see it each time. */
export const contextOf = ({key, certificate}: Identity): SecureContext =>
	createSecureContext({
		key,
		cert: certificate,
		minVersion: 'TLSv1.3',
		secureOptions: SSL_OP_NO_TICKET,
	});

/** Goes on in TLS on a connection whose first bytes were read. What it gives back can be read once it tells 'secure'. */
export function encrypt(
	socket: Socket,
	first: Uint8Array,
	secureContext: SecureContext,
): TLSSocket {
	socket.unshift(first);
	return new TLSSocket(socket, {isServer: true, secureContext});
}

/** RFC 9266: known at both ends of this connection and to nobody else. */
export const bindingOf = (socket: TLSSocket): Uint8Array =>
	socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
