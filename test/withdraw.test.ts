import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { message } from '../src/chat/message.ts';
import type { Draft } from '../src/outbox/enqueue/draft.ts';
import { enqueue } from '../src/outbox/enqueue/enqueue.ts';
import { shownSlots } from '../src/outbox/enqueue/shown.ts';
import { withdraw } from '../src/outbox/enqueue/withdraw.ts';
import { type Database, readNow, type Tx } from '../src/store/database.ts';
import { openVault, type Vault } from '../src/store/seal.ts';
import { freshDatabase } from './support/database.ts';

let database: Database;
let vault: Vault;
let member: string;

beforeAll(async () => {
  ({ database } = await freshDatabase());
  vault = await openVault(database, [{ id: 'k', key: randomBytes(32) }]);
  const { id } = await database.prisma.member.create({ data: { name: 'Ann', createdAt: new Date() } });
  member = id;
});
beforeEach(() => database.prisma.outbox.deleteMany());

const card = (slot: string, title: string): Draft & { slot: string } => ({
  to: { member },
  slot,
  class: 'quiet',
  origin: { feature: 'f', id: slot },
  message: message({ title, body: [] }),
});
const put = (drafts: readonly Draft[]) =>
  database.transaction(async (tx) => enqueue(tx, vault, drafts, (await readNow(tx)).now));
const numbered = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${kind} ${index}`);

/** As many cards that were shown, that were shown and wait to be edited, that wait, and that never were. */
async function lay(count: number) {
  const [seen, edited, waiting, never] = ['seen', 'edited', 'waiting', 'never'].map((kind) =>
    numbered(kind, count),
  ) as [string[], string[], string[], string[]];
  await put([...seen, ...edited].map((slot) => card(slot, 'first')));
  await database.prisma.$executeRaw`
    UPDATE outbox SET state = 'sent', payload = NULL, settled_at = clock_timestamp(), ref_conversation = 'D1', ref_id = slot`;
  await put([...edited, ...waiting].map((slot) => card(slot, 'second')));
  return { seen, edited, waiting, all: [...seen, ...edited, ...waiting, ...never] };
}

/** What came of it, and how many statements it took. */
async function counted<T>(run: (tx: Tx) => Promise<T>): Promise<{ result: T; statements: number }> {
  return database.transaction(async (tx) => {
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    try {
      const result = await run(tx);
      return { result, statements: spy.mock.calls.length };
    } finally {
      spy.mockRestore();
    }
  });
}

const slotsOf = async (state: string) =>
  (await database.prisma.outbox.findMany({ where: { state }, orderBy: { seq: 'asc' } })).map(
    ({ slot }) => slot,
  );

describe.each([3, 300])('of %d cards', (count) => {
  it('those that wait are taken back in one statement, and it says which', async () => {
    const { edited, waiting, all } = await lay(count);
    const { result, statements } = await counted((tx) => withdraw(tx, all));
    expect(statements).toBe(1);
    expect(result).toEqual(new Set([...edited, ...waiting]));
    expect(new Set(await slotsOf('withdrawn'))).toEqual(result);
    expect(await slotsOf('pending')).toEqual([]);
  });
});

it('of no cards at all the database is not asked', async () => {
  const { statements } = await counted(async (tx) => {
    await withdraw(tx, []);
    await shownSlots(tx, []);
  });
  expect(statements).toBe(0);
});

it('a message is taken back by its key, and another by its slot, at once', async () => {
  await put([
    { ...card('by slot', 'card'), slot: 'by slot' },
    { ...card('unused', 'news'), key: 'by key' },
  ]);
  const { result } = await counted((tx) => withdraw(tx, ['by key', 'by slot', 'neither']));
  expect(result).toEqual(new Set(['by key', 'by slot']));
});
