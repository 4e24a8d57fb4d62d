import { randomUUID } from 'node:crypto';
import { startAlongside } from '../../../src/app.ts';
import { issueSetupCode } from '../../../src/directory/setup-code.ts';
import type { SimulatedPerson } from '../../../src/playground/simulated.ts';
import { type Database, moveClock, openDatabase, readNow } from '../../../src/store/database.ts';
import { openVault } from '../../../src/store/seal.ts';
import { paperPlatform } from '../../support/paper.ts';
import { atEnd } from '../ending.ts';
import { drawTable, judge, medianOf } from '../figures.ts';
import { keys } from '../keys.ts';
import { createDatabase } from '../postgres.ts';

const asked = 10_000;
const interested = 20_000;
const rounds = 5;
/** The aims of the project, in ms. */
const most = { callOut: 2_000, shortlist: 300 };

/** One project of very many people: one press calls all of them out, and one press lists whoever said yes. */
export async function measureProjects(): Promise<readonly string[]> {
  const callOut = await measureCallOut();
  const shortlist = await measureShortlist();
  const row = (name: string, found: Found) => [name, found.press.toFixed(0), found.rows.toFixed(0)];
  return [
    `A press until it was answered, beside its rows alone in PostgreSQL; every commit durable; median of ${rounds}`,
    ...drawTable([
      ['ms', 'the press', 'its rows alone'],
      row(`${asked} people called out, each with a card on their home`, callOut),
      row(`the best of ${interested} who said yes, with reasons`, shortlist),
    ]),
    judge(
      `a call-out to ${asked} in ${most.callOut} ms`,
      `${callOut.press.toFixed(0)} ms`,
      callOut.press <= most.callOut,
    ),
    judge(
      `a list of ${interested} in ${most.shortlist} ms`,
      `${shortlist.press.toFixed(0)} ms`,
      shortlist.press <= most.shortlist,
    ),
  ];
}

interface Found {
  press: number;
  rows: number;
}

async function measureCallOut(): Promise<Found> {
  const { database, manager, settle } = await startNetwork('call_out', asked);
  const presses: number[] = [];
  const rows: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    rows.push(await timed(() => insertAsMany(database)));
    await writeBrief(manager, settle);
    presses.push(await timed(() => send(manager, asked)));
    await settle();
    await database.prisma.$executeRaw`ANALYZE`;
  }
  const count = await database.prisma.outbox.count({
    where: { kind: 'availability:invitation', state: 'sent' },
  });
  if (count !== rounds * asked) throw new Error(`${count} invitations arrived.`);
  return { press: medianOf(presses), rows: medianOf(rows) };
}

async function measureShortlist(): Promise<Found> {
  const { database, manager, settle } = await startNetwork('shortlist', interested);
  await writeBrief(manager, settle);
  await send(manager, interested);
  await sayYes(database);
  await manager.press('Close now');
  await settle();
  const presses: number[] = [];
  const rows: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    rows.push(await timed(() => database.prisma.placement.findMany({ include: { peer: true } })));
    presses.push(await timed(() => manager.press('Choose people')));
    const text = manager.form?.text ?? '';
    if (!text.includes(`the first 50 of ${interested}`)) throw new Error(`That is no list:\n${text}`);
    manager.dismiss();
  }
  return { press: medianOf(presses), rows: medianOf(rows) };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await act();
  return performance.now() - since;
}

const send = (manager: SimulatedPerson, count: number) => manager.press(`Send to ${count} people`);

/** A manager, and so many peers in the pool, on a platform of paper and on a Monday. */
async function startNetwork(name: string, count: number) {
  const log = () => {};
  const database = await openDatabase(await createDatabase(`projects_${name}`), { kind: 'playground', log });
  atEnd(() => database.close());
  await moveClock(database, Date.parse('2027-02-01T10:00:00Z') - Date.now());
  const vault = await openVault(database, keys);
  const paper = paperPlatform('slack', 'TBENCH');
  const bot = await startAlongside({
    host: '127.0.0.1',
    port: 0,
    join: 'open',
    background: false,
    log,
    database,
    vault,
    adapters: [paper.adapter],
  });
  atEnd(() => bot.stop());
  const manager = paper.person('UMANAGER', { name: 'Priya Manager' });
  const code = await database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now));
  await manager.say(`setup ${code}`);
  const ids = Array.from({ length: count }, () => randomUUID());
  await makePeers(database, ids);
  // Somebody who has been written to has a key.
  await database.transaction((tx) => vault.sealer(tx, ids));
  await database.prisma.$executeRaw`ANALYZE`;
  return { database, manager, settle: () => bot.dispatcher.idle() };
}

const skills = ['Scrutiny', 'Housing finance', 'Digital', 'Adult social care', 'Planning', 'Elections'];

async function makePeers({ prisma, transaction }: Database, ids: readonly string[]): Promise<void> {
  const { now } = await transaction(readNow);
  const about = { platform: 'slack', workspace: 'TBENCH', lastSeenAt: now };
  await prisma.member.createMany({
    data: ids.map((id, i) => ({ id, name: `Sam ${i}`, standing: 'member', createdAt: now, joinedAt: now })),
  });
  await prisma.account.createMany({
    data: ids.map((memberId, i) => ({ memberId, externalUser: `U${i}`, ...about })),
  });
  await prisma.profile.createMany({
    data: ids.map((memberId, i) => ({
      memberId,
      kinds: ['volunteer'],
      confirmed: ['peer'],
      skills: [0, 1, 3].map((step) => skills[(i + step) % skills.length] ?? ''),
      updatedAt: now,
    })),
  });
  await prisma.poolPeer.createMany({ data: ids.map((memberId) => ({ memberId, joinedAt: now })) });
}

async function writeBrief(manager: SimulatedPerson, settle: () => Promise<unknown>): Promise<void> {
  await manager.command('availability new');
  await manager.fill({
    'What is it about?': 'Housing services',
    'Kind of council': 'district council',
    Region: 'the East',
    Where: 'on site',
    'Other skills and experience, in your own words': 'Scrutiny, housing finance',
    'First day': '2027-03-16',
    'Second day': '2027-03-17',
    'How many peers?': '2',
    'Reply by': '2027-02-12',
    'The host, in confidence': 'Secretshire District Council',
  });
  await manager.submit();
  await settle();
}

/** As if all of them had pressed it. */
async function sayYes({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`UPDATE invitation SET reply = 'yes'`;
  await prisma.$executeRaw`
    INSERT INTO placement (id, project_id, peer_id, state, interest, days)
      SELECT gen_random_uuid(), c.project_id, i.peer_id, 'interested', 'yes', '{2027-03-16,2027-03-17}'
      FROM invitation i JOIN call_out c ON c.id = i.call_out_id`;
  await prisma.$executeRaw`ANALYZE`;
}

/** Rows of the size of an invitation, its message and its card. */
async function insertAsMany({ prisma }: Database): Promise<void> {
  await prisma.$executeRaw`CREATE TABLE IF NOT EXISTS bare (id uuid PRIMARY KEY, words text)`;
  await prisma.$executeRaw`
    INSERT INTO bare SELECT gen_random_uuid(), repeat('word', s.length) FROM (VALUES (20), (500), (30)) s (length),
      generate_series(1, ${asked}::int)`;
}
