import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { Draft } from '../src/outbox/enqueue/draft.ts';
import { enqueue } from '../src/outbox/enqueue/enqueue.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { shredDataKey } from '../src/store/data-keys.ts';
import { type Network, startNetwork } from './support/network.ts';
import { readWaiting } from './support/waiting.ts';

let network: Network;
let ann: SimulatedPerson;
let member: string;

const letter = (to: string, text: string): Draft => ({
  to: { member: to },
  ...{ message: { text }, key: randomUUID(), class: 'urgent' },
  origin: { feature: 'none', id: 'x' },
});
const put = async (...drafts: Draft[]) => {
  const now = await network.now();
  await network.database.transaction((tx) => enqueue(tx, network.vault, drafts, now));
};
const rows = () =>
  network.database.prisma.outbox.findMany({ where: { feature: 'none' }, orderBy: { seq: 'desc' } });

beforeAll(async () => {
  network = await startNetwork();
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  await ann.say('hello');
  member = (await network.database.prisma.member.findFirstOrThrow()).id;
});

it('a message waits sealed, arrives in plain words, and nothing is kept of it', async () => {
  await put(letter(member, 'quillwaiting'));
  expect(JSON.stringify((await rows())[0]?.payload)).not.toContain('quill');
  expect(JSON.stringify(await readWaiting(network))).toContain('quillwaiting');
  await network.settle();
  expect(ann.chat.join('\n')).toContain('quillwaiting');
  expect((await rows())[0]).toMatchObject({ state: 'sent', payload: null });
});

it('a message whose reader’s key was shredded is withdrawn: nobody can read it any more', async () => {
  await put(letter(member, 'quillshredded'));
  await network.database.transaction((tx) => shredDataKey(tx, member));
  expect(await readWaiting(network)).toEqual([]);
  await network.settle();
  expect((await rows())[0]).toMatchObject({ state: 'withdrawn', payload: null });
  expect(ann.chat.join('\n')).not.toContain('quillshredded');
});

it('a message that waits from before messages were sealed is sent as it is', async () => {
  await put(letter(member, 'to be replaced'));
  const [row] = await rows();
  await network.database.prisma.outbox.update({
    where: { id: row?.id ?? '' },
    data: { payload: { text: 'from the version before' } },
  });
  await network.settle();
  expect(ann.chat.join('\n')).toContain('from the version before');
});

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
    await put(...ids.map((id) => letter(id, text)));
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
  await expect(put(...broken)).rejects.toThrow('outbox_class_check');
  expect(await network.database.prisma.outbox.count()).toBe(before);
  await put(...drafts);
  expect(await network.database.prisma.outbox.count()).toBe(before + 2_500);
});
