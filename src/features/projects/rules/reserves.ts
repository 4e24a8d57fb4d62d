import type { Calendar } from '../../../time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../../time/durations.ts';
import { addAllowedTime } from '../../../time/hours.ts';
import { isLive, type PlacementState, type Ruling } from '../../placements/rules/placement.ts';

/** All that is looked at of somebody who may be asked to step in. */
export interface InReserve {
  placement: {
    peerId: string;
    state: PlacementState;
    ruling: Ruling | null;
    days: readonly string[];
    offerUntil: Date | null;
  };
  isReleasable: boolean;
}

const isCleared = ({ placement: { ruling } }: InReserve): boolean =>
  ruling === 'clear' || ruling === 'conditions';

/**
 * A13: who is asked to step in next: in reserve, free on all days and not confirmed elsewhere on one of them (`busy`), and not
 * asked before. Whoever is cleared about the host and permitted comes first; who was not asked yet about the host, or their
 * employer, is asked as soon as they say yes, and nothing goes to the host before that (A21).
 */
export function nextReserve<R extends InReserve>(
  all: readonly R[],
  project: { days: readonly { day: string }[] },
  busy: ReadonlySet<string>,
): R | undefined {
  const able = all.filter(
    ({ placement }) =>
      placement.state === 'reserve' &&
      placement.offerUntil === null &&
      placement.ruling !== 'excluded' &&
      project.days.every(({ day }) => placement.days.includes(day)) &&
      !busy.has(placement.peerId),
  );
  const ready = (one: R): number => Number(isCleared(one)) * 2 + Number(one.isReleasable);
  return able.reduce<R | undefined>(
    (best, one) => (best === undefined || ready(one) > ready(best) ? one : best),
    undefined,
  );
}

/** Whether a place is open for which nobody is on the way, and nobody is being asked. */
export const isShort = (all: readonly InReserve[], { peersWanted }: { peersWanted: number }): boolean =>
  all.filter(({ placement: { state } }) => isLive(state) || state === 'offered').length < peersWanted;

const AMPLE_DAYS = 7;
/** Ours [default]: a working day of theirs to say whether they can; three hours of it in the last week before. */
const WINDOW_MINUTES = 9 * 60;
const SHORT_WINDOW_MINUTES = 3 * 60;

/** Until when a place is kept for whoever is asked. Who looks for themselves alone has a day. */
export const keptUntil = (now: Date, noticeDays: number, hours: Calendar | undefined): Date => {
  const minutes = noticeDays > AMPLE_DAYS ? WINDOW_MINUTES : SHORT_WINDOW_MINUTES;
  const plain = new Date(
    now.getTime() + (noticeDays > AMPLE_DAYS ? DAY_MS : SHORT_WINDOW_MINUTES * (HOUR_MS / 60)),
  );
  return (hours && addAllowedTime(now, minutes, hours)) ?? plain;
};
