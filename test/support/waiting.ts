import type { Message } from '../../src/chat/message.ts';
import { type Kept, openPayloads } from '../../src/outbox/queue/payload.ts';
import type { Network } from './network.ts';

/** What waits in the outbox, in words: only the vault opens it. */
export async function readWaiting({
  database,
  vault,
}: Pick<Network, 'database' | 'vault'>): Promise<Message[]> {
  const rows = await database.prisma.outbox.findMany({
    where: { state: { in: ['pending', 'claimed', 'sending'] } },
  });
  const kept = rows.map(({ id, payload }) => ({ id, kept: payload as unknown as Kept }));
  return [...(await openPayloads(database.run, vault, kept)).values()];
}
