import { randomUUID } from 'node:crypto';
import type { Draft } from '../../src/outbox/enqueue/draft.ts';
import { enqueue } from '../../src/outbox/enqueue/enqueue.ts';
import type { Network } from './network.ts';

/** A message of no feature's. */
export const letter = (to: string, text: string): Draft => ({
  to: { member: to },
  message: { text },
  key: randomUUID(),
  class: 'urgent',
  origin: { feature: 'none', id: 'x' },
});

/** All of these in one transaction, as a handler's are. */
export async function put({ database, vault, now }: Network, ...drafts: Draft[]): Promise<void> {
  const at = await now();
  await database.transaction((tx) => enqueue(tx, vault, drafts, at));
}
