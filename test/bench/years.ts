import type { Feature } from '../../src/bot/feature.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { arrange } from '../../src/engine/schedules.ts';
import { type Database, moveClock, readNow } from '../../src/store/database.ts';
import type { Vault } from '../../src/store/seal.ts';
import { noTestHook } from '../../src/store/steps.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One of them is left out or doubled somewhere when clocks change; one is at midnight. */
const WEEKLY = ['09:00', '01:30', '02:15'];
const MONTHLY = ['00:00', '01:30', '10:00'];

export interface YearsFound {
  expected: number;
  found: number;
  /** Came round more than once. */
  twice: number;
  /** Came round before the wall's clock there showed its day and time. */
  early: number;
  ticks: number;
}

/**
 * Plays years of weekly and monthly schedules in many zones through the engine and the database, some days at a time, and
 * compares what came round with what a wall calendar says. The clock of the database is moved, never the process's.
 */
export async function playYears(
  database: Database,
  { years, zones, stepDays }: { years: number; zones: readonly string[]; stepDays: number },
): Promise<YearsFound> {
  const seen = new Map<string, number>();
  let early = 0;
  const feature: Feature = {
    name: 'years',
    bindings: [],
    async occurs({ now }, { kind, subject, localDate }) {
      const [timeZone = '', time = ''] = subject.split(' ');
      const key = `${kind} ${subject} ${localDate}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (wallAt(now, timeZone) < `${localDate} ${time}`) early += 1;
    },
  };
  const { now } = await readNow(database.prisma);
  const start = Math.floor(now.getTime() / DAY_MS + 2) * DAY_MS;
  const from = dayOf(start);
  const until = dayOf(start + years * 365.25 * DAY_MS);
  const expected = new Set<string>();
  await database.transaction(async (tx) => {
    for (const [index, timeZone] of zones.entries()) {
      const about = { timeZone, interval: 1, feature: feature.name, catchUp: 'every', from } as const;
      const weekly = { every: 'week', day: (index % 7) + 1, time: WEEKLY[index % 3] ?? '' } as const;
      const monthly = { every: 'month', day: 31 - (index % 4), time: MONTHLY[index % 3] ?? '' } as const;
      for (const rule of [weekly, monthly]) {
        const subject = `${timeZone} ${rule.time}`;
        await arrange(tx, { ...about, ...rule, kind: rule.every, subject });
        for (const day of wallDates(rule, from, until)) expected.add(`${rule.every} ${subject} ${day}`);
      }
    }
  });
  const ticks = await turn(database, feature, start + years * 365.25 * DAY_MS, stepDays);
  const found = [...seen.keys()].filter((key) => expected.has(key)).length;
  const beyond = [...seen.keys()].filter((key) => !expected.has(key) && key.slice(-10) < until).length;
  const twice = [...seen.values()].filter((times) => times > 1).length + beyond;
  return { expected: expected.size, found, twice, early, ticks };
}

/** Ticks step by step, at all times of the day, until every zone is past the last day. */
async function turn(database: Database, feature: Feature, endMs: number, stepDays: number): Promise<number> {
  const engine = createEngine({
    database,
    features: [feature],
    vault: undefined as unknown as Vault,
    settings: { join: 'open' },
    testHook: noTestHook,
    log: () => {},
    wake: () => {},
  });
  let ticks = 0;
  for (let now = (await readNow(database.prisma)).now.getTime(); now < endMs + DAY_MS; ticks += 1) {
    now = (await moveClock(database, stepDays * DAY_MS + ((ticks % 7) - 3) * HOUR_MS)).getTime();
    await engine.tick();
  }
  await engine.stop();
  return ticks;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The dates of a rule by counting days, without the code under test. */
function wallDates(rule: { every: 'week' | 'month'; day: number }, from: string, until: string): string[] {
  const dates: string[] = [];
  for (let ms = Date.parse(from); dayOf(ms) < until; ms += DAY_MS) {
    const date = new Date(ms);
    const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    const isIt =
      rule.every === 'week'
        ? (date.getUTCDay() || 7) === rule.day
        : date.getUTCDate() === Math.min(rule.day, lastDay);
    if (isIt) dates.push(dayOf(ms));
  }
  return dates;
}

const walls = new Map<string, Intl.DateTimeFormat>();
function wallAt(now: Date, timeZone: string): string {
  const known =
    walls.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  walls.set(timeZone, known);
  return known.format(now);
}
