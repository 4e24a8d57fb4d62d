import type { Sweep } from '../bot/feature.ts';
import type { Tx } from '../store/database.ts';
import {
  bringRound,
  dueSchedules,
  lockSchedule,
  type ScheduleKey,
  writeSchedule,
} from '../store/schedules.ts';
import { dueDates, firstDate, halfYearAfter, instantOn, type Rule } from '../time/recurrence.ts';

/**
 * Lets something come round for a feature, from a local date on: its `occurs` is called once for each date. Asked again
 * for the same subject it replaces what was arranged.
 */
export async function arrange(
  tx: Tx,
  schedule: ScheduleKey & Rule & { catchUp: 'every' | 'latest'; from: string },
): Promise<void> {
  const { from, ...rest } = schedule;
  const nextOn = firstDate(rest, from);
  await writeSchedule(tx, { ...rest, nextOn, nextAt: instantOn(rest, nextOn) });
}

/** Brings round what is due. What a feature does in it and that it happened are one transaction: both, or neither. */
export const schedules: Sweep = {
  name: 'schedules.occur',
  due: dueSchedules,
  async advance(work, id) {
    const { tx, now, features } = work;
    const schedule = await lockSchedule(tx, id);
    if (!schedule) return;
    const { due, nextOn } = dueDates(schedule, now);
    // Before the feature is called: it may arrange something else.
    const next = { on: nextOn, at: instantOn(schedule, nextOn) };
    const fresh = await bringRound(tx, id, due, now, next);
    const { kind, subject } = schedule;
    const owner = features.find(({ name }) => name === schedule.feature);
    if (!owner?.occurs)
      work.log({ level: 'warn', event: 'schedule.nobody', feature: schedule.feature, kind });
    for (const localDate of fresh) await owner?.occurs?.(work, { kind, subject, localDate });
  },
};

/** Every half year from this day on, in the morning; one that was missed is asked about once. */
export async function arrangeHalfYearly(
  tx: Tx,
  which: ScheduleKey,
  day: string,
  timeZone: string,
): Promise<void> {
  const rule = { every: 'month', interval: 6, day: Number(day.slice(-2)), time: '10:00', timeZone } as const;
  await arrange(tx, { ...which, ...rule, catchUp: 'latest', from: halfYearAfter(day) });
}
