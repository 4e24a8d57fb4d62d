import type pg from 'pg';
import { startAlongside } from '../../src/app.ts';
import type { Platform } from '../../src/chat/inbound.ts';
import { writeProfile } from '../../src/directory/profile.ts';
import { issueSetupCode } from '../../src/directory/setup-code.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import { enterPool } from '../../src/features/pool/store/callable.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Database, openDatabase, readNow } from '../../src/store/database.ts';
import { openVault } from '../../src/store/seal.ts';
import { paperPlatform } from '../support/paper.ts';
import { keys } from './keys.ts';

export interface Members {
  platform: Platform;
  workspace: string;
  users: readonly string[];
}

export const memberName = (user: string): string => `Sam ${user}`;

/** What stands on the home of each of them. */
export const onHome = ['Could you help with a peer challenge?', 'When should we meet?', 'Summer gathering'];

/**
 * A network in which a call-out and a question of when to meet wait for each of them, and a meeting is coming up. It is
 * made by the bot on a platform of paper, and everything was sent before the bot that is measured begins.
 */
export async function makeNetwork(connection: pg.PoolConfig, about: Members): Promise<void> {
  const log = () => {};
  const database = await openDatabase(connection, { kind: 'live', log });
  const paper = paperPlatform(about.platform, about.workspace);
  const bot = await startAlongside({
    host: '127.0.0.1',
    port: 0,
    join: 'open',
    background: false,
    log,
    database,
    vault: await openVault(database, keys),
    adapters: [paper.adapter],
  });
  const settle: Settle = async () => {
    await bot.engine.tick();
    await bot.dispatcher.idle();
  };
  try {
    const person = (user: string) => paper.person(user, { name: memberName(user) });
    const members = about.users.map(person);
    const coordinator = person('UCOORDINATOR');
    await coordinator.say(`setup ${await codeOf(database)}`);
    for (const member of members) await member.command('join');
    await bePeers(database);
    for (const member of members) await answerFirstQuestions(member);
    await settle();
    await callOut(coordinator, settle);
    await announce(coordinator, members, settle);
    await gather(coordinator, 'Spring gathering', settle);
    await expectOnHome(members);
    await database.prisma.$executeRaw`ANALYZE`;
  } finally {
    await bot.stop();
    await database.close();
  }
}

/** Lets everything be sent that is due. */
type Settle = () => Promise<void>;

const codeOf = ({ transaction }: Database): Promise<string | undefined> =>
  transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now));

async function bePeers({ prisma, transaction }: Database): Promise<void> {
  const words = { organisation: null, area: null, kinds: ['volunteer' as const], skills: [], topics: [] };
  for (const { id } of await prisma.member.findMany())
    await transaction(async (tx) => {
      const { now } = await readNow(tx);
      await writeProfile(tx, id, words, now);
      await confirmSaid(tx, id);
      await enterPool(tx, id, now);
    });
}

async function answerFirstQuestions(member: SimulatedPerson): Promise<void> {
  for (const label of ['Work hours', 'Not me']) {
    await member.openHome();
    await member.press(label);
  }
}

const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

async function callOut(coordinator: SimulatedPerson, settle: Settle): Promise<void> {
  await coordinator.command('availability new');
  await coordinator.fill({
    'What is it about?': 'Housing services',
    'Kind of council': 'district council',
    Region: 'the East',
    Where: 'on site',
    'First day': inDays(40),
    'How many peers?': '2',
    'Reply by': inDays(14),
    'The host, in confidence': 'Secretshire District Council',
  });
  await coordinator.submit();
  await settle();
  await pressWhatBegins(coordinator, 'Send to ');
  await settle();
}

/** Asks everybody when to meet. */
async function gather(coordinator: SimulatedPerson, title: string, settle: Settle): Promise<void> {
  await coordinator.command('forum new');
  await coordinator.fill({
    'What shall it be called?': title,
    'What is it for?': 'To talk about lone working',
    'What will people take away?': 'Three ways to stay safe',
    'For whom?': 'Peers only',
    'Place or link': 'Southside Community Centre',
  });
  await coordinator.submit();
  await coordinator.fill({
    'First day': inDays(40),
    'First time': '12:00',
    'Second day': inDays(42),
    'Second time': '18:30',
  });
  await coordinator.submit();
  await settle();
  await pressWhatBegins(coordinator, 'Ask ');
  await settle();
}

/** A meeting to which all of them come. */
async function announce(
  coordinator: SimulatedPerson,
  members: readonly SimulatedPerson[],
  settle: Settle,
): Promise<void> {
  await gather(coordinator, 'Summer gathering', settle);
  await coordinator.openHome();
  await pressWhatBegins(coordinator, 'Choose ', / \d/);
  await pressWhatBegins(coordinator, 'Announce to ');
  await settle();
  for (const member of members) {
    await member.openHome();
    await member.press('Both parts');
  }
  await settle();
}

/** The newest button whose label begins so, and has this in it. */
async function pressWhatBegins(person: SimulatedPerson, words: string, and = /./): Promise<void> {
  const labels = person.seen.flatMap(({ buttons }) => buttons);
  const label = labels.findLast((one) => one.startsWith(words) && and.test(one));
  if (label === undefined) throw new Error(`${person.name} sees no button "${words} ..."`);
  await person.press(label);
}

async function expectOnHome(members: readonly SimulatedPerson[]): Promise<void> {
  for (const member of members) {
    await member.openHome();
    const text = member.seen.at(-1)?.text ?? '';
    const missing = onHome.find((words) => !text.includes(words));
    if (missing !== undefined)
      throw new Error(`The home of ${member.name} should say "${missing}":\n${text}`);
  }
}
