import type { Keyring } from '../../src/store/keyring.ts';

/** The same at every start: what one bot seals another opens. */
export const keys: Keyring = [{ id: 'k1', key: Buffer.alloc(32, 7) }];
