import {createHash, type KeyObject} from 'node:crypto';
import {type Pin, parsePin} from '../protocol/ids.ts';

/** What a server is known by: the hash of its public key, which stays when its certificate is renewed. RFC 7469 2.4. */
export const pinOf = (publicKey: KeyObject): Pin =>
	parsePin(
		createHash('sha256')
			.update(publicKey.export({type: 'spki', format: 'der'}))
			.digest('base64url'),
	)!;
