import type { Json } from '../chat/inbound.ts';
import type { MemberId, Message } from '../chat/message.ts';
import type { Run, Tx } from '../store/database.ts';
import { fromColumn, network, toColumn, type Vault } from '../store/seal.ts';

/**
 * What waits to be sent, as it stands in its row: sealed with the key of the member whom it goes to, so that
 * forgetting them shreds it; with the network's where it goes to a channel, or to somebody without a name.
 */
export interface SealedPayload {
  sealed: string;
  for: MemberId;
}

/** A row from before messages were sealed holds the message itself; it is sent as it is. */
export type Kept = SealedPayload | Message;

const place = (row: string, member: MemberId) => ({ member, row, table: 'outbox', column: 'payload' });

/** All of a transaction's messages at once, in the order given. Without an owner it is the network's. */
export async function sealPayloads(
  tx: Tx,
  vault: Vault,
  all: readonly { id: string; owner: MemberId | undefined; message: Message }[],
): Promise<SealedPayload[]> {
  const sealed = await vault.sealAll<Json>(
    tx,
    all.map(({ id, owner = network, message }) => ({
      at: place(id, owner),
      words: message as unknown as Json,
    })),
  );
  return sealed.map((one, index) => ({ sealed: toColumn(one), for: all[index]?.owner ?? network }));
}

/** The messages by their row; one whose key was shredded is not in it. */
export async function openPayloads(
  run: Run,
  vault: Vault,
  rows: readonly { id: string; kept: Kept }[],
): Promise<Map<string, Message>> {
  const open = new Map<string, Message>();
  const closed = rows.flatMap(({ id, kept }) => {
    if ('sealed' in kept) return [{ id, kept }];
    open.set(id, kept);
    return [];
  });
  if (closed.length === 0) return open;
  const words = await vault.unsealAll<Json>(
    run,
    closed.map(({ id, kept }) => ({ at: place(id, kept.for), sealed: fromColumn<Json>(kept.sealed) })),
  );
  for (const [index, { id }] of closed.entries()) {
    const message = words[index];
    if (message !== undefined) open.set(id, message as unknown as Message);
  }
  return open;
}
