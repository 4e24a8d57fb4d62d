import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import type { Database } from '../src/store/database.ts';
import { type Network, startNetwork } from './support/network.ts';

const DAY_MS = 86_400_000;
let network: Network;
let database: Database;
let cora: SimulatedPerson;
let coordinator: string;

beforeAll(async () => {
  network = await startNetwork();
  database = network.database;
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  await network.coordinate(cora);
  coordinator = (await database.prisma.member.findFirstOrThrow()).id;
});

/** What the sweep of the day leaves of rows as old as this, in days. */
async function leaves<T>(
  ages: readonly number[],
  write: (at: Date) => Promise<T>,
  left: (row: T) => Promise<number>,
): Promise<number[]> {
  const now = await network.now();
  const rows: T[] = [];
  for (const days of ages) rows.push(await write(new Date(now.getTime() - days * DAY_MS)));
  await database.prisma.meta.deleteMany({ where: { key: { startsWith: 'retention.' } } });
  await network.settle();
  const kept: number[] = [];
  for (const [place, row] of rows.entries()) if ((await left(row)) > 0) kept.push(ages[place] ?? 0);
  return kept;
}

/** Messages age by real time, as they were settled. */
const writeMessage = async (at: Date, about: { shown: boolean; unnamed?: true }) => {
  const real = new Date(Date.now() - ((await network.now()).getTime() - at.getTime()));
  return database.prisma.outbox.create({
    data: {
      key: randomUUID(),
      class: 'quiet',
      state: about.shown ? 'sent' : 'withdrawn',
      feature: 'members',
      originId: 'x',
      dueAt: real,
      enqueuedAt: real,
      settledAt: real,
      destination: about.unnamed ? `unnamed:${randomUUID()}` : `account:${randomUUID()}`,
      ...(about.shown && { refConversation: 'D-1', refId: randomUUID() }),
    },
  });
};
const message = (row: { id: string }) => database.prisma.outbox.count({ where: { id: row.id } });

describe('how long things are kept, as the privacy page says it', () => {
  it('that a message was sent, a year; what was never shown, 30 days; without a name, a day', async () => {
    const ages = [0.9, 1.1, 29, 31, 364, 366];
    expect(await leaves(ages, (at) => writeMessage(at, { shown: true }), message)).toEqual([
      0.9, 1.1, 29, 31, 364,
    ]);
    expect(await leaves(ages, (at) => writeMessage(at, { shown: false }), message)).toEqual([0.9, 1.1, 29]);
    const unnamed = (at: Date) => writeMessage(at, { shown: true, unnamed: true });
    expect(await leaves(ages, unnamed, message)).toEqual([0.9]);
  });

  it('the words of a message until it is sent, and no longer', async () => {
    // A Saturday evening: it waits for the coordinator's hours.
    await network.travelTo('2027-02-06T20:00:00Z', 48);
    await network.teams.person('t-ann', { name: 'Ann Archer' }).say('join');
    await network.settle();
    const [waits] = await database.prisma.outbox.findMany({ where: { state: 'pending' } });
    expect(waits?.payload).toMatchObject({ sealed: expect.any(String) });
    await network.travelTo('2027-02-08T10:00:00Z', 48);
    const sent = await database.prisma.outbox.findUniqueOrThrow({ where: { id: waits?.id ?? '' } });
    expect([sent.state, sent.payload]).toEqual(['sent', null]);
  });

  it('that there was a call, without anybody’s name, two years', async () => {
    const write = (at: Date) =>
      database.prisma.escalation.create({
        data: { state: 'spoken', since: at, openedAt: at, pressedAt: at, closedAt: at },
      });
    const left = ({ id }: { id: string }) => database.prisma.escalation.count({ where: { id } });
    expect(await leaves([1, 729, 731], write, left)).toEqual([1, 729]);
  });

  it('that somebody was forgotten, two years, without a name', async () => {
    const write = async (at: Date) => {
      const gone = { name: 'Somebody who has left', standing: 'left', createdAt: at, erasedAt: at };
      const { id } = await database.prisma.member.create({ data: gone });
      return database.prisma.erasure.create({
        data: { memberId: id, state: 'done', askedAt: at, dueAt: at },
      });
    };
    const left = ({ memberId }: { memberId: string }) =>
      database.prisma.erasure.count({ where: { memberId } });
    expect(await leaves([1, 729, 731], write, left)).toEqual([1, 729]);
  });

  it('somebody who was invited and did not come, half a year', async () => {
    const write = (at: Date) =>
      database.prisma.invitedPerson.create({ data: { name: 'Ivy', codeHash: randomUUID(), invitedAt: at } });
    const left = ({ id }: { id: string }) => database.prisma.invitedPerson.count({ where: { id } });
    expect(await leaves([1, 182, 184], write, left)).toEqual([1, 182]);
  });

  it('who did what, two years; what is between two people, no longer than the thing itself', async () => {
    const write = (days: number) => (at: Date) =>
      database.prisma.audit.create({
        data: {
          at,
          actor: coordinator,
          action: 'role.granted',
          record: 'role:x',
          keepUntil: new Date(at.getTime() + days * DAY_MS),
        },
      });
    const left = ({ id }: { id: bigint }) => database.prisma.audit.count({ where: { id } });
    expect(await leaves([6, 8, 729], write(730), left)).toEqual([6, 8, 729]);
    expect(await leaves([731], write(730), left)).toEqual([]);
    expect(await leaves([6, 8], write(7), left)).toEqual([6]);
  });

  it('a round that came to nothing, a year', async () => {
    const write = (at: Date) =>
      database.prisma.buddyRound.create({ data: { state: 'sent', seed: 1, openedAt: at, sentAt: at } });
    const left = ({ id }: { id: string }) => database.prisma.buddyRound.count({ where: { id } });
    expect(await leaves([1, 364, 366], write, left)).toEqual([1, 364]);
  });

  it('meetings and what their votes decided, two years', async () => {
    const write = (at: Date) =>
      database.prisma.forumEvent.create({
        data: {
          organiserId: coordinator,
          title: 'Forum',
          purpose: 'x',
          audience: 'everyone',
          place: 'x',
          learningMinutes: 60,
          socialMinutes: 30,
          state: 'lapsed',
          createdAt: at,
          askedAt: at,
        },
      });
    const left = ({ id }: { id: string }) => database.prisma.forumEvent.count({ where: { id } });
    expect(await leaves([1, 729, 731], write, left)).toEqual([1, 729]);
  });
});
