import { Temporal } from 'temporal-polyfill';
import type { PlacementState } from './placement.ts';
import { firstDay } from './project.ts';

/** A11 [default]: a question a fortnight before the first day, and "see you" three days before. */
export const STILL_DAYS = 14;
export const SEE_YOU_DAYS = 3;

export type Moment = 'ask-still' | 'see-you';

/**
 * What is due for somebody on a team. `today`: a date where the manager is. Whoever is confirmed within the last days
 * before is not asked what they have just said.
 */
export function momentDue(
  placement: { state: PlacementState; stillAskedAt: Date | null; seeYouAt: Date | null },
  project: { days: readonly { day: string }[] },
  today: string,
): Moment | undefined {
  if (placement.state !== 'confirmed') return undefined;
  const ahead = Temporal.PlainDate.from(today).until(firstDay(project)).total('days');
  if (ahead < 0) return undefined;
  if (ahead <= SEE_YOU_DAYS) return placement.seeYouAt === null ? 'see-you' : undefined;
  return ahead <= STILL_DAYS && placement.stillAskedAt === null ? 'ask-still' : undefined;
}

/** Asked whether they still come, and no answer yet. */
export const asksStill = (placement: {
  state: PlacementState;
  stillAskedAt: Date | null;
  stillComes: boolean;
}): boolean => placement.state === 'confirmed' && placement.stillAskedAt !== null && !placement.stillComes;
