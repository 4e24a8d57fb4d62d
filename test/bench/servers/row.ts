import type pg from 'pg';
import { openDatabase } from '../../../src/store/database.ts';

/** Writes one row, with the bot's own database settings: what any bot must do that does a thing once. */
export async function openRow(
  connection: pg.PoolConfig | undefined,
): Promise<(id: string) => Promise<unknown>> {
  if (!connection) return async () => undefined;
  const { prisma } = await openDatabase(connection, { kind: 'live', log: () => {} });
  return (id) => prisma.inbox.create({ data: { id, receivedAt: new Date() } });
}
