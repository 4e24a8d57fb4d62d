import type { Context } from '../../../bot/feature.ts';
import type { HttpRoute } from '../../../chat/adapter.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { type Database, readNow, type Tx } from '../../../store/database.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { type CalendarEntry, calendarPages, calendarUrl } from '../../../web/calendar.ts';
import { makeToken } from '../../../web/tokens.ts';
import { takeDays } from '../operations/days.ts';
import { isAsked } from '../rules/moved-days.ts';
import { isOver, lastMoment } from '../rules/project.ts';
import { readLink, writeLink } from '../store/links.ts';
import { type Placed, readPlacement } from '../store/placements.ts';
import * as views from '../views/days.ts';
import { overNow } from '../views/placement.ts';

const mayAnswer = (placed: Placed): boolean =>
  placed.placement.daysAsked && isAsked(placed) && !isOver(placed.project.state);

/** A25: all of the days that it has now. */
export async function daysSuit(context: Context, placed: Placed): Promise<Say | Update> {
  if (!mayAnswer(placed)) return say(overNow);
  const days = placed.project.days.map(({ day }) => day);
  return update(await takeDays(context, placed, days));
}

export const openDays = (_context: Context, placed: Placed): OpenForm | Say =>
  mayAnswer(placed) ? open(views.daysForm(placed)) : say(overNow);

export async function saveDays(
  context: Context,
  placed: Placed,
  { values }: { values: { days: readonly string[] } },
): Promise<Say | Update | Invalid> {
  if (!mayAnswer(placed)) return say(overNow);
  // The days may have moved once more since the form was opened.
  const days = placed.project.days.map(({ day }) => day).filter((day) => values.days.includes(day));
  return days.length === 0
    ? invalid({ days: views.chooseDays })
    : update(await takeDays(context, placed, days));
}

// --- the calendar ------------------------------------------------------------------------------------------------------

const CALENDAR_PATH = '/project-calendar';

/** The link is in the page alone: it is in no message that is kept, and the database has only its hash. */
export async function addToCalendar(context: Context, placed: Placed): Promise<OpenForm | Say> {
  const { publicUrl } = context.settings;
  if (placed.placement.state !== 'confirmed' || isOver(placed.project.state)) return say(overNow);
  if (publicUrl === undefined) return open(views.calendarPage(placed, undefined));
  const { token, hash } = makeToken();
  await writeLink(context.tx, placed.placement.id, hash);
  return open(views.calendarPage(placed, calendarUrl(publicUrl, CALENDAR_PATH, token)));
}

/** How long a file of what is over, or called off, can still be fetched. */
const FETCHED_MS = 14 * DAY_MS;

/** A25: one entry for each day, known by its place among them: a day that moved is the same one, one that is gone is cancelled. */
async function findEntries(tx: Tx, tokenHash: string): Promise<readonly CalendarEntry[] | undefined> {
  const { now } = await readNow(tx);
  const id = await readLink(tx, tokenHash);
  const placed = id === undefined ? undefined : await readPlacement(tx, id);
  if (!placed) return undefined;
  const { project, placement } = placed;
  const endedAt = project.endedAt ?? lastMoment(project);
  if (now.getTime() > endedAt.getTime() + FETCHED_MS) return undefined;
  // It never goes down, whoever withdraws and comes back.
  const sequence = Math.floor((now.getTime() - project.createdAt.getTime()) / 1_000) + project.daysMoved;
  const isOff = placement.state !== 'confirmed' && placement.state !== 'completed';
  const days = project.days.map(({ day }) => day);
  return Array.from({ length: Math.max(days.length, project.mostDays) }, (_, index) => {
    const day = days[index];
    const at = new Date(`${day ?? days.at(-1)}T00:00:00Z`);
    return {
      uid: `${placement.id}-${index + 1}@alongside`,
      sequence,
      stamp: now,
      startsAt: at,
      endsAt: new Date(at.getTime() + DAY_MS),
      allDay: true,
      cancelled: isOff || day === undefined,
      title: project.theme,
      place: project.region,
    };
  });
}

export function pages({
  database,
  settings,
}: {
  database: Database;
  settings: { publicUrl?: string };
}): readonly HttpRoute[] {
  if (settings.publicUrl === undefined) return [];
  return calendarPages(CALENDAR_PATH, (hash) => database.transaction((tx) => findEntries(tx, hash)));
}
