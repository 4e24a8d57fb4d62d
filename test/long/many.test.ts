import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { features } from '../../src/features/index.ts';
import { importPeople } from '../../src/features/invitations/handlers/terminal.ts';
import type { Draft } from '../../src/outbox/enqueue/draft.ts';
import { openVault, type Sealed } from '../../src/store/seal.ts';
import { noTestHook } from '../../src/store/steps.ts';
import { turnKeys } from '../../src/store/turn-keys.ts';
import { freshDatabase } from '../support/database.ts';
import { letter, put } from '../support/letters.ts';
import { type Network, startNetwork } from '../support/network.ts';

let network: Network;
let member: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-many-'));
  network = await startNetwork();
  await network.slack.person('U-ANN', { name: 'Ann Archer' }).say('hello');
  member = (await network.database.prisma.member.findFirstOrThrow()).id;
});
afterAll(() => rm(folder, { recursive: true }));

it('three thousand people are written to in one transaction of a few seconds', async () => {
  const at = await network.now();
  const ids = Array.from({ length: 3_000 }, () => randomUUID());
  const { prisma } = network.database;
  await prisma.member.createMany({ data: ids.map((id) => ({ id, name: 'Peer', createdAt: at })) });
  await prisma.account.createMany({
    data: ids.map((id) => ({
      memberId: id,
      platform: 'slack',
      workspace: 'T',
      externalUser: id,
      lastSeenAt: at,
    })),
  });
  const text = 'A call-out, reply by Thu 12 March. '.repeat(20);
  const times: number[] = [];
  // The first time makes a key for each of them as well.
  for (const _ of ['first', 'again']) {
    const startedAt = performance.now();
    await put(network, ...ids.map((id) => letter(id, text)));
    times.push(Math.round(performance.now() - startedAt));
  }
  process.stdout.write(`3,000 sealed messages: ${times.join(' ms, then ')} ms\n`);
  expect(await prisma.outbox.count({ where: { state: 'pending' } })).toBe(6_000);
  // Each of them has one lane, with a turn of its own among all of them.
  const lanes = await prisma.outboxLane.findMany({ where: { bucket: 'slack/T' } });
  expect(lanes).toHaveLength(3_000);
  expect(new Set(lanes.map(({ turn }) => turn?.getTime())).size).toBe(3_000);
}, 120_000);

it('a fan-out of which one message cannot be written says why, and leaves nothing', async () => {
  const before = await network.database.prisma.outbox.count();
  const drafts = Array.from(
    { length: 2_500 },
    (_, place): Draft => ({
      ...letter(member, 'quillbroken'),
      key: `broken:${String(place).padStart(4, '0')}`,
    }),
  );
  // In the part before the last one: that one fails too, and only because of this.
  const broken = drafts.map((draft, place) =>
    place === 1_500 ? { ...draft, class: 'loud' as Draft['class'] } : draft,
  );
  await expect(put(network, ...broken)).rejects.toThrow('outbox_class_check');
  expect(await network.database.prisma.outbox.count()).toBe(before);
  await put(network, ...drafts);
  expect(await network.database.prisma.outbox.count()).toBe(before + 2_500);
});

it('5,000 people are brought in at once, and two who bring the same list at once bring it once', async () => {
  const rows = Array.from(
    { length: 5_000 },
    (_, n) => `Person ${'abcdefghij'[n % 10]} ${n},p${n}@example.net,Organisation ${n % 400},Leeds,volunteer`,
  );
  const text = `name,email,organisation,area,kinds\n${rows.join('\n')}\n`;
  const bring = async (name: string) => {
    const file = join(folder, name);
    await writeFile(file, text);
    const { database, vault } = network;
    const settings = { join: 'approval' } as const;
    const parts = { features, vault, log: () => {}, testHook: noTestHook, database, settings };
    return importPeople(parts, [file, '--write']);
  };
  const startedAt = performance.now();
  const both = await Promise.all([bring('one.csv'), bring('other.csv')]);
  const seconds = (performance.now() - startedAt) / 1_000;
  const counts = both.map(({ lines }) => Number(/Brought in: (\d+)/.exec(lines.join())?.[1]));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5_000);
  expect(
    await network.database.prisma.invitedPerson.count({ where: { emailHash: { not: null } } }),
  ).toBeGreaterThan(4_999);
  process.stdout.write(`import: 5,000 people, twice at once, in ${seconds.toFixed(1)} s\n`);
}, 60_000);

it('of ten thousand data keys each is made once, and all are turned', async () => {
  const { database } = await freshDatabase();
  const file = join(folder, 'keys');
  const vault = await openVault(database, { file });
  const place = () => ({ member: randomUUID(), table: 'wish', column: 'words', row: randomUUID() });
  const all = Array.from({ length: 10_000 }, () => ({ at: place(), words: 'words' }));
  const sealed = await database.transaction(async (tx) => {
    const seal = await vault.sealer(
      tx,
      all.map(({ at }) => at.member),
    );
    return all.map(({ at, words }) => seal(at, words));
  });
  expect(sealed).toHaveLength(10_000);
  expect((await turnKeys(database, { file }, true)).lines[0]).toContain('10000 data keys');
  const one = all[9_999] as (typeof all)[number];
  expect(await vault.unseal(database.prisma, one.at, sealed[9_999] as Sealed<string>)).toBe('words');
}, 60_000);
