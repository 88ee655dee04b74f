import {lazily} from '../../source/protocol/lazily.ts';
import {openIdentity} from '../../source/server/access/identity.ts';

/** What servers of tests prove themselves with: one for all tests of a file, since making it takes a while. */
export const anIdentity = lazily(() => openIdentity(undefined));
