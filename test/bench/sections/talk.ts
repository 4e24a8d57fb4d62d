import { message, paragraph } from '../../../src/chat/message.ts';
import { helplinesOf } from '../../../src/directory/helplines.ts';
import { writeReach } from '../../../src/directory/reach.ts';
import {
  confirmNumber,
  nameSafetyPerson,
  writeOutOfHours,
} from '../../../src/features/safeguarding/store/safety.ts';
import type { Draft } from '../../../src/outbox/enqueue/draft.ts';
import { enqueue } from '../../../src/outbox/enqueue/enqueue.ts';
import { type Database, openDatabase, readNow } from '../../../src/store/database.ts';
import { openVault, type Vault } from '../../../src/store/seal.ts';
import { serverFile, startChild } from '../child.ts';
import { crowdOf, nameOf, workspaceOf } from '../crowd.ts';
import { atEnd } from '../ending.ts';
import { drawTable, fixed, judge, percent } from '../figures.ts';
import { keys } from '../keys.ts';
import { createDatabase } from '../postgres.ts';
import type { Asked } from '../sections.ts';
import type { AlongsideSettings } from '../servers/alongside.ts';
import type { Press, SlackFound, SlackSettings } from '../servers/slack.ts';
import { botToken, signingSecret, startServer } from './slack.ts';

const pressesAlone = 1_000;
const pressesAmongOthers = 100;
const everyMs = 300;
const quiet = 10_000;
/** A Monday morning: everybody is inside their hours. */
const monday = '2027-02-08T09:30:00Z';
/** The aim of the project. */
const mostP99 = 1_000;

/** From a press on "Ask Sam to call me" to the message to that person, while the bot has a lot else to say. */
export async function measureTalk({ isNamed, count }: Asked): Promise<readonly string[]> {
  const presses = count ?? (isNamed ? pressesAlone : pressesAmongOthers);
  const { askers, responders, others } = crowdOf({ presses, quiet });
  const settings: SlackSettings = { signingSecret, botToken, presses, quiet, everyMs };
  const slack = await startChild(serverFile('slack'), { BENCH_SETTINGS: JSON.stringify(settings) });
  const { apiUrl } = await slack.hear<{ apiUrl: string }>('ready');
  const connection = await createDatabase('talk');
  const bot = await startServer('alongside', {
    platforms: { slack: { botToken, signingSecret, appToken: undefined, apiUrl } },
    port: 0,
    connection,
  } satisfies AlongsideSettings);

  const database = await openDatabase(connection, { kind: 'live', log: () => {} });
  atEnd(database.close);
  const vault = await openVault(database, keys);
  const now = await travel(database);
  const idsOf = (users: readonly string[]) => addMembers(database, users, now);
  const asking = await idsOf(askers);
  await agree(database, vault, asking, await idsOf(responders));
  const reading = await idsOf(others);
  await openGate(database, asking[0] ?? '', now);
  // As autovacuum would have done for people who did not all come in this second.
  await database.prisma.$executeRaw`ANALYZE`;

  slack.say({ botUrl: `http://127.0.0.1:${bot.port}/slack/events` });
  await slack.hear('talked', 60_000 + presses * 200);
  await writeToAll(database, vault, reading);
  const before = await bot.child.usage();
  slack.say({ press: true });
  const found = await slack.hear<SlackFound>('found', 60_000 + presses * everyMs);
  const cpuMs = (await bot.child.usage()).cpuMs - before.cpuMs;
  return report(found, cpuMs);
}

function report({ presses, others, busy, refusals }: SlackFound, cpuMs: number): string[] {
  if (refusals.length > 0) throw new Error(`The simulated Slack refused: ${refusals[0]}`);
  const lost = presses.filter(({ arrived }) => arrived === undefined).length;
  if (lost > 0) throw new Error(`${lost} of ${presses.length} responders were never written to.`);
  const [since, last] = [presses[0]?.at ?? 0, others.at(-1) ?? 0];
  const isDrained = others.length === quiet;
  const amid = presses.filter(({ at }) => !isDrained || at < last);
  const after = presses.filter((press) => !amid.includes(press));
  const arrivals = (some: readonly Press[]) => some.map(({ at, arrived = Number.NaN }) => arrived - at);
  const seconds = (last - since) / 1_000;
  return [
    `${presses.length} presses, one every ${everyMs} ms, each on a responder of its own; ${quiet} quiet messages to others were due before the first`,
    ...drawTable([
      ['from the press', 'presses', 'p50 ms', 'p99 ms', 'most ms'],
      toRow(
        'to its answer',
        presses.map(({ answeredIn }) => answeredIn),
      ),
      toRow('to the message to the responder', arrivals(presses)),
      toRow('  while quiet messages waited', arrivals(amid)),
      ...(after.length > 0 ? [toRow('  afterwards', arrivals(after))] : []),
    ]),
    `Quiet messages: ${others.length} in ${seconds.toFixed(0)} s, ${Math.round(others.length / seconds)}/s, ${isDrained ? 'which was all of them' : 'and the rest waited still'}.`,
    `CPU of the bot for all of it: ${(cpuMs / 1_000).toFixed(1)} s. The process that is Slack was ${percent(busy)} busy.`,
    judgeP99('to the message to the responder', arrivals(presses)),
    ...(after.length > 0 ? [judgeP99('the same while quiet messages waited', arrivals(amid))] : []),
  ];
}

function judgeP99(name: string, took: readonly number[]): string {
  const p99 = at(took, 0.99);
  return judge(`${name}, p99 at most ${mostP99 / 1_000} s`, `${(p99 / 1_000).toFixed(2)} s`, p99 <= mostP99);
}

function toRow(name: string, took: readonly number[]): string[] {
  return [name, String(took.length), ...[0.5, 0.99, 1].map((share) => fixed(at(took, share)))];
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

// --- what there is before the first press --------------------------------------------------------------------------

/** The clock of a live network is moved by nobody but the bench. @returns what it shows now */
async function travel({ prisma, transaction }: Database): Promise<Date> {
  const shift = new Date(monday).getTime() - Date.now();
  await prisma.$executeRaw`UPDATE clock SET shift_ms = ${Math.round(shift)}::bigint`;
  return (await transaction(readNow)).now;
}

const insertAtOnce = 1_000;

async function addMembers({ prisma }: Database, users: readonly string[], now: Date): Promise<string[]> {
  const rows = users.map((user) => ({ id: crypto.randomUUID(), user }));
  // No more than Prisma puts into one statement.
  for (let from = 0; from < rows.length; from += insertAtOnce) {
    const some = rows.slice(from, from + insertAtOnce);
    await prisma.member.createMany({
      data: some.map(({ id, user }) => ({
        id,
        name: nameOf(user),
        standing: 'member',
        createdAt: now,
        joinedAt: now,
      })),
    });
    await prisma.account.createMany({
      data: some.map(({ id, user }) => ({
        memberId: id,
        platform: 'slack',
        workspace: workspaceOf(user),
        externalUser: user,
        lastSeenAt: now,
      })),
    });
  }
  return rows.map(({ id }) => id);
}

/** Everybody's list begins with a responder of their own, and goes on with two who are others' first. */
async function agree(
  { prisma, transaction }: Database,
  vault: Vault,
  askers: readonly string[],
  responders: readonly string[],
): Promise<void> {
  await prisma.responder.createMany({
    data: responders.map((memberId) => ({ memberId, answer: 'yes' })),
  });
  await prisma.listPerson.createMany({
    data: askers.flatMap((ownerId, i) =>
      [...new Set([0, 1, 2].map((ahead) => responders[(i + ahead) % responders.length] ?? ''))].map(
        (memberId, place) => ({ ownerId, memberId, place: place + 1 }),
      ),
    ),
  });
  for (const asker of askers) {
    const reach = { number: '07700 900123', way: 'call', safe: 'yes', note: null } as const;
    await transaction((tx) => writeReach(tx, vault, asker, reach));
  }
}

async function openGate({ transaction }: Database, by: string, now: Date): Promise<void> {
  await transaction(async (tx) => {
    await nameSafetyPerson(tx, 'lead', { name: 'Lea Lead', number: '020 7946 0001' });
    await nameSafetyPerson(tx, 'deputy', { name: 'Dee Deputy', number: '020 7946 0002' });
    await writeOutOfHours(tx, 'nobody');
    for (const { id } of helplinesOf('england')) await confirmNumber(tx, 'england', id, by, now);
  });
}

async function writeToAll(
  { transaction }: Database,
  vault: Vault,
  members: readonly string[],
): Promise<void> {
  const drafts = members.map(
    (member): Draft => ({
      to: { member },
      key: `bench:${member}`,
      class: 'quiet',
      origin: { feature: 'bench', id: member },
      message: message({
        title: 'A call-out',
        body: [paragraph('Peers are looked for. Do you have a day?')],
      }),
    }),
  );
  await transaction(async (tx) => enqueue(tx, vault, drafts, (await readNow(tx)).now));
}
