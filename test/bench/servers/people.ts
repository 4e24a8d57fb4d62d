import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { message, paragraph } from '../../../src/chat/message.ts';
import { type Database, moveClock, openDatabase } from '../../../src/store/database.ts';
import { openVault, type Vault } from '../../../src/store/seal.ts';

/** What each of them is sent. */
export const callOut = message({
  title: 'A call-out',
  body: [paragraph('Peers are looked for. Do you have a day?')],
});

/** A database with so many people who can be written to, on a Monday in working hours: nothing is held back. */
export async function openPeople(connection: pg.PoolConfig, count: number) {
  const database = await openDatabase(connection, { kind: 'playground', log: () => {} });
  const vault = await openVault(database, [{ id: 'k1', key: randomBytes(32) }]);
  await moveClock(database, Date.parse('2027-02-01T10:00:00Z') - Date.now());
  return { database, vault, members: await makeMembers(database, vault, count) };
}

async function makeMembers(database: Database, vault: Vault, count: number): Promise<string[]> {
  const { prisma } = database;
  const ids = Array.from({ length: count }, () => randomUUID());
  const createdAt = new Date();
  await prisma.member.createMany({
    data: ids.map((id, i) => ({ id, name: `Sam ${i}`, standing: 'member', createdAt })),
  });
  const about = { platform: 'slack', workspace: 'TBENCH', lastSeenAt: createdAt };
  await prisma.account.createMany({
    data: ids.map((memberId) => ({ memberId, externalUser: `U${memberId}`, ...about })),
  });
  // Somebody who has been written to has a key.
  await database.transaction((tx) => vault.sealer(tx, ids));
  // As autovacuum would have done for people who did not all come in this second.
  await prisma.$executeRaw`ANALYZE member, account, data_key`;
  return ids;
}
