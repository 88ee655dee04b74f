import type {Socket} from 'node:net';
import tls from 'node:tls';
import {pinOf} from '../../crypto/pin.ts';
import type {Pin} from '../../protocol/ids.ts';

/** Who is at the other end of an encrypted connection. */
export type Counterpart = {
	readonly pin: Pin;
	/** It says itself that its key is made anew at every start. */
	readonly isPassing: boolean;
	/** RFC 9266: what both ends of this connection know, and nobody else. */
	readonly binding: Uint8Array;
};

export type Secured = {readonly socket: tls.TLSSocket; readonly counterpart: Counterpart};

/** Goes on in TLS. Until `secured` is called with whom one talks to, nothing of ours has been written; if the other side shows no key, it is an error of the socket. */
export function secure(socket: Socket, secured: (secured: Secured) => void): tls.TLSSocket {
	const encrypted = tls.connect({
		socket,
		// Whom to trust is decided by the key, by whoever is told of it.
		rejectUnauthorized: false,
		minVersion: 'TLSv1.3',
	});
	encrypted.once('secureConnect', () => {
		const certificate = encrypted.getPeerX509Certificate();
		// A resumed session shows no certificate: without one, nobody is who they should be.
		if (!certificate || encrypted.isSessionReused()) {
			encrypted.destroy(new Error('the server shows no key'));
			return;
		}

		secured({
			socket: encrypted,
			counterpart: {
				pin: pinOf(certificate.publicKey),
				isPassing: certificate.subject === 'CN=chatroom (ephemeral)',
				binding: encrypted.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0)),
			},
		});
	});
	return encrypted;
}
