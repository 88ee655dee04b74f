import type {LinkOptions} from '../../source/client/connection/link.ts';
import {createTrust} from '../../source/client/connection/trust.ts';
import {createDevice} from '../../source/crypto/device.ts';

/** A client that has never been anywhere, and that talks to fake servers in the clear. */
export const inTheClear = (): Pick<LinkOptions, 'credentials' | 'trust'> => ({
	credentials: {device: createDevice().device, password: undefined, invite: undefined},
	trust: createTrust({pinOf: () => undefined, keep() {}}, {isEncrypted: false}),
});
