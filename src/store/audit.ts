import type { MemberId } from '../chat/message.ts';
import type { Tx } from './database.ts';

/** Writes down who did what to which record (`project:<id>`), without content. */
export async function recordAudit(
  tx: Tx,
  entry: { at: Date; actor?: MemberId; action: string; record: string },
): Promise<void> {
  await tx.audit.create({ data: { actor: null, ...entry } });
}
