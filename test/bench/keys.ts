import type { Keyring } from '../../src/store/keyring.ts';

/** The same at every start, and for whoever prepares a database: what the bot seals is opened again. */
export const keys: Keyring = [{ id: 'k1', key: Buffer.alloc(32, 1) }];
