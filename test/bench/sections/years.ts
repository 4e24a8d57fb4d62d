import { openDatabase } from '../../../src/store/database.ts';
import { ZONES } from '../../support/zones.ts';
import { atEnd } from '../ending.ts';
import { drawTable, judge } from '../figures.ts';
import { createDatabase } from '../postgres.ts';
import type { Asked } from '../sections.ts';
import { playYears } from '../years.ts';

/** The aims of the project. */
const years = 10;
const mostSeconds = 60;
/** At another time of the day each time; two of a weekly schedule are brought round together, as after some downtime. */
const stepDays = 14;

/** Ten years of weekly and monthly schedules in twelve zones, through engine and database; `years=2` plays two. */
export async function measureYears({ count }: Asked): Promise<readonly string[]> {
  const database = await openDatabase(await createDatabase('years'), { kind: 'test', log: () => {} });
  atEnd(database.close);
  const since = performance.now();
  const played = await playYears(database, { years: count ?? years, zones: ZONES, stepDays });
  const seconds = (performance.now() - since) / 1_000;
  const { expected, found, twice, early, ticks } = played;
  const isWhole = found === expected && twice === 0 && early === 0;
  return [
    `${count ?? years} years, ${ZONES.length} zones, one weekly and one monthly schedule in each; ${ticks} ticks`,
    ...drawTable([
      ['expected', 'came round', 'twice or never due', 'early', 's'],
      [expected, found, twice, early].map(String).concat(seconds.toFixed(1)),
    ]),
    judge('every occurrence exactly once, none early', isWhole ? 'so it was' : 'it was not', isWhole),
    judge(`within ${mostSeconds} s`, `${seconds.toFixed(1)} s`, seconds <= mostSeconds),
  ];
}
