import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type Alongside, startAlongside } from '../../src/app.ts';
import type { Feature } from '../../src/bot/feature.ts';
import type { Rates } from '../../src/bot/rate-limit.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import { issueSetupCode } from '../../src/directory/setup-code.ts';
import { features as ours } from '../../src/features/index.ts';
import { moveStanding } from '../../src/features/members/store/joining.ts';
import type { LogLine } from '../../src/log.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Database, moveClock, openDatabase, readNow } from '../../src/store/database.ts';
import type { Keyring } from '../../src/store/keyring.ts';
import { openVault, type Vault } from '../../src/store/seal.ts';
import { afterwards } from './afterwards.ts';
import { lentDatabase } from './lent-database.ts';
import { type PaperPlatform, paperPlatform } from './paper.ts';
import { startProxy } from './proxy.ts';

export interface Network {
  vault: Vault;
  bot: Alongside;
  database: Database;
  connection: pg.PoolConfig;
  keys: Keyring;
  adapters: readonly Adapter[];
  slack: PaperPlatform;
  teams: PaperPlatform;
  /** Every log line so far. */
  logs: readonly LogLine[];
  now(): Promise<Date>;
  /** Moves the world's clock to a moment (`2027-03-01T10:00:00Z`), sweeping at each step of `stepHours` in which something is due. */
  travelTo(moment: string, stepHours?: number): Promise<void>;
  /** Runs what is due now: sweeps, then messages, until nothing is left. */
  settle(): Promise<void>;
  /** The auditor looks, once, whether or not it does so of itself here. */
  audit(): Promise<void>;
  /** With `breakable`: the line to the database. */
  line: { cut(): void; mend(): Promise<void> } | undefined;
  /** Makes the person the network's coordinator, with the setup code. */
  coordinate(person: SimulatedPerson): Promise<void>;
  /** The person says in their profile what they are, and the coordinator confirms it. */
  confirm(coordinator: SimulatedPerson, person: SimulatedPerson, ...kinds: string[]): Promise<void>;
  /** Makes them members without a word to anybody, for tests that are about something else than joining. */
  enrol(...people: readonly SimulatedPerson[]): Promise<void>;
  /** These ask to join and the coordinator admits them. */
  admit(coordinator: SimulatedPerson, ...people: readonly SimulatedPerson[]): Promise<void>;
  /** These answer what every member is asked, for tests that are about something else that stands on home. */
  answerUsual(...people: readonly SimulatedPerson[]): Promise<void>;
}

/** A Monday morning in working hours. */
const START = '2027-02-01T10:00:00Z';

/** How long a traveller leaves the tidying up, when nothing else is due: it costs a day as much as a message. */
const UNTIDY_MS = 7 * 24 * 3_600_000;

const NEVER = new Date('2999-01-01T00:00:00Z');

/** The real bot on a database of its own, with Slack and Teams on paper. Nothing moves by itself: call `settle`. */
export async function startNetwork(
  about: {
    join?: 'approval' | 'open';
    publicUrl?: string;
    networkName?: string;
    keptPages?: string;
    breakable?: true;
    audited?: true;
    rates?: Rates;
    /** Beside ours. */
    features?: readonly Feature[];
  } = {},
): Promise<Network> {
  const fresh = await lentDatabase();
  const proxy = about.breakable && (await startProxy(fresh.connection));
  const database = proxy
    ? await openDatabase(proxy.connection, { kind: 'test', log: () => {} })
    : fresh.database;
  const keys = [{ id: 'k1', key: randomBytes(32) }];
  const vault = await openVault(database, keys);
  const slack = paperPlatform('slack', 'T-PAPER');
  const teams = paperPlatform('teams', 'tenant-paper');
  const adapters = [slack.adapter, teams.adapter];
  const logs: LogLine[] = [];
  const bot = await startAlongside({
    host: '127.0.0.1',
    port: 0,
    join: about.join ?? 'approval',
    publicUrl: about.publicUrl,
    networkName: about.networkName,
    keptPages: about.keptPages,
    rates: about.rates,
    database,
    vault,
    adapters,
    log: (line) => void logs.push(line),
    background: false,
    ...(about.features && { features: [...ours, ...about.features] }),
  });
  afterwards(async () => {
    await bot.stop();
    if (!proxy) return;
    await database.close();
    await proxy.stop();
  });
  const now = async () => (await readNow(database.prisma)).now;
  const settle = async () => {
    await bot.engine.tick();
    await bot.dispatcher.idle();
  };
  const audit = async () => {
    const look = (nextAt: Date) => database.prisma.auditor.updateMany({ data: { nextAt } });
    await look(new Date(0));
    await settle();
    await look(NEVER);
  };
  const travelTo = async (moment: string, stepHours = 1) => {
    const target = Date.parse(moment);
    const stepMs = stepHours * 3_600_000;
    for (;;) {
      const from = (await now()).getTime();
      if (from >= target) return;
      // Steps in which nothing is due are taken as one.
      const until = Math.min(target, from + Math.max(UNTIDY_MS, stepMs));
      const due = (await bot.nextDue(new Date(until)))?.at.getTime() ?? until;
      const steps = Math.max(1, Math.ceil((due - from) / stepMs));
      await moveClock(database, Math.min(target - from, steps * stepMs));
      await settle();
    }
  };
  await moveClock(database, Date.parse(START) - Date.now());
  // It looks every 5 minutes: a test that lets months pass would wait for that more than for anything else.
  if (!about.audited) await database.prisma.auditor.updateMany({ data: { nextAt: NEVER } });
  return {
    vault,
    bot,
    database,
    connection: fresh.connection,
    keys,
    adapters,
    slack,
    teams,
    logs,
    now,
    travelTo,
    settle,
    audit,
    line: proxy,
    async coordinate(person) {
      const code = await database.transaction(async (tx) => issueSetupCode(tx, await now()));
      await person.say(`setup ${code}`);
      await settle();
    },
    async confirm(coordinator, person, ...kinds) {
      await person.command('profile');
      await person.fill({ 'Your role here: tick all that fit': kinds });
      await person.submit();
      await settle();
      if (person !== coordinator) await coordinator.press(`Confirm ${person.name.split(' ')[0]}`);
      await settle();
    },
    async enrol(...people) {
      for (const person of people) await person.install();
      const users = people.map(({ user }) => user);
      const at = await now();
      await database.transaction(async (tx) => {
        for (const { memberId } of await tx.account.findMany({ where: { externalUser: { in: users } } }))
          await moveStanding(tx, memberId, 'guest', 'member', at);
      });
    },
    async admit(coordinator, ...people) {
      for (const person of people) await person.say('join');
      await settle();
      for (const { name } of people) await coordinator.press(`Admit ${name.split(' ')[0]}`);
      await settle();
    },
    async answerUsual(...people) {
      for (const person of people) {
        await person.say('hours');
        await person.press('Work hours');
        await person.say('settings');
        await person.press('Being asked');
        await person.fill({ 'May you be asked?': 'Not me' });
        await person.submit();
        person.dismiss();
      }
      await settle();
    },
  };
}
