import type { Json } from '../../chat/inbound.ts';
import type { MemberId, Message } from '../../chat/message.ts';
import type { Run } from '../../store/database.ts';
import { fromColumn, type Seal, toColumn, type Vault } from '../../store/seal.ts';

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

/** What a row holds of its message. */
export const sealPayload = (
  seal: Seal,
  { id, message, owner }: { id: string; message: Message; owner: string },
): SealedPayload => ({
  sealed: toColumn(seal(place(id, owner), message as unknown as Json)),
  for: owner,
});

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
