import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { message } from '../../src/chat/message.ts';
import { arrange } from '../../src/engine/schedules.ts';
import type { Draft } from '../../src/outbox/enqueue/draft.ts';
import { enqueue } from '../../src/outbox/enqueue/enqueue.ts';
import { type SimulatedSlack, startSlack } from '../../src/playground/slack/server.ts';
import { type Database, readNow } from '../../src/store/database.ts';
import { openVault, type Vault } from '../../src/store/seal.ts';
import { type Bot, startBot, urlOf } from '../support/bot.ts';
import { freshDatabase } from '../support/database.ts';

const PEERS = 20;
const SKEWS_MS = [7 * 60_000, -4 * 60_000] as const;
const slackAccount = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 'secret' };

let database: Database;
let slack: SimulatedSlack;
let bots: Bot[] = [];
let folder: string;
let vault: Vault;
let members: string[];

/** Everything in that process believes that it is so much later. */
const skewed = (ms: number): string => {
  const script = `const Real = Date; globalThis.Date = class Date extends Real {
    constructor(...given) { if (given.length > 0) super(...given); else super(Real.now() + ${ms}); }
    static now() { return Real.now() + ${ms}; } };`;
  return `--import=data:text/javascript;base64,${Buffer.from(script).toString('base64')}`;
};

beforeAll(async () => {
  const fresh = await freshDatabase('live');
  database = fresh.database;
  slack = await startSlack({
    signingSecret: slackAccount.SLACK_SIGNING_SECRET,
    botToken: slackAccount.SLACK_BOT_TOKEN,
    workspace: 'T',
  });
  folder = await mkdtemp(join(tmpdir(), 'alongside-skew-'));
  await setWorldClock('2027-02-01T08:00:00Z');
  members = await createMembers();
  const key = randomBytes(32);
  vault = await openVault(database, [{ id: 'k1', key }]);
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: urlOf(fresh.connection),
    DATA_DIR: folder,
    ...slackAccount,
    SLACK_API_URL: slack.apiUrl,
    PORT: '0',
    HOST: '127.0.0.1',
    ALONGSIDE_KEYS: `k1:${key.toString('base64')}`,
  };
  bots = await Promise.all(SKEWS_MS.map((ms) => startBot({ ...env, NODE_OPTIONS: skewed(ms) })));
});

afterAll(async () => {
  for (const { process: child } of bots) child.kill('SIGKILL');
  await slack?.stop();
  await rm(folder, { recursive: true, force: true });
});

it('processes whose clocks are seven minutes fast and four slow send nothing early and nothing twice', async () => {
  const shiftMs = await setWorldClock('2027-02-01T08:59:57Z');
  const real = (moment: string) => Date.parse(moment) - shiftMs;
  const { now } = await readNow(database.prisma);
  const nine = new Date('2027-02-01T09:00:00Z');
  const soon = new Date('2027-02-01T08:59:59Z');
  await database.transaction(async (tx) => {
    const held = members.map((member) => letter(member, `In hours ${member}`, 'quiet'));
    const due = members.map((member) => letter(member, `On time ${member}`, 'urgent', soon));
    await enqueue(tx, vault, [...held, ...due], now);
    const [subject = ''] = members;
    await tx.profile.create({ data: { memberId: subject, updatedAt: now } });
    const rule = { every: 'month', interval: 6, day: 1, time: '09:00', timeZone: 'Europe/London' } as const;
    const about = { feature: 'members', kind: 'profile', subject, from: '2027-02-01' };
    await arrange(tx, { ...rule, ...about, catchUp: 'latest' });
  });
  const arrived = (words: string) =>
    slack.ledger.filter(({ kind, text }) => kind === 'message' && text.includes(words));
  const all = () => ['On time', 'In hours', 'Is this still right?'].map((words) => arrived(words).length);
  await expect.poll(all, { interval: 200, timeout: 50_000 }).toEqual([PEERS, PEERS, 1]);
  const [onTime = [], inHours = [], asked = []] = ['On time', 'In hours', 'still right'].map((words) =>
    arrived(words).map(({ at }) => at.getTime()),
  );
  expect(Math.min(...onTime), 'not before it is due').toBeGreaterThanOrEqual(real(soon.toISOString()));
  expect(Math.min(...inHours, ...asked), 'not before nine').toBeGreaterThanOrEqual(real(nine.toISOString()));
  for (const member of members) expect(arrived(member)).toHaveLength(2);
  expect(await database.prisma.occurrence.count()).toBe(1);
  // One of them may have been quicker every time: both speak of what they are asked.
  for (const { url } of bots) await fetch(`${url}/slack/events`, { method: 'POST', body: 'unsigned' });
  for (const bot of bots) await expect.poll(() => bot.said()).toContain('"at":');
  for (const [index, ms] of SKEWS_MS.entries()) expectSkew(bots[index]?.said() ?? '', ms);
}, 90_000);

/** Its own log says that its clock is wrong: otherwise this would prove nothing. */
function expectSkew(said: string, ms: number): void {
  const times = [...said.matchAll(/"at":"([^"]+)"/g)].map(([, at = '']) => Date.parse(at) - ms);
  expect(times.length).toBeGreaterThan(0);
  for (const at of times) expect(Math.abs(at - Date.now())).toBeLessThan(80_000);
}

async function setWorldClock(moment: string): Promise<number> {
  const shiftMs = Date.parse(moment) - Date.now();
  await database.prisma.clock.updateMany({ data: { shiftMs } });
  return shiftMs;
}

const letter = (member: string, title: string, urgency: Draft['class'], notBefore?: Date): Draft => ({
  to: { member },
  message: message({ title, body: [] }),
  class: urgency,
  key: title,
  origin: { feature: 'members', id: member },
  ...(notBefore && { notBefore }),
});

async function createMembers(): Promise<string[]> {
  const at = new Date('2027-01-04T09:00:00Z');
  const people = Array.from({ length: PEERS }, (_, index) => ({ id: randomUUID(), user: `U${index}` }));
  const { prisma } = database;
  await prisma.member.createMany({
    data: people.map(({ id, user }) => ({ id, name: user, standing: 'member', createdAt: at, joinedAt: at })),
  });
  const account = { platform: 'slack', workspace: 'T', lastSeenAt: at };
  await prisma.account.createMany({
    data: people.map(({ id, user }) => ({ ...account, memberId: id, externalUser: user })),
  });
  for (const { user } of people) slack.person(user);
  return people.map(({ id }) => id);
}
