import type { z } from 'zod';
import type { Context, Occurrence, Work } from '../../../bot/feature.ts';
import { refresh, showAll } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import { type Update, update } from '../../../chat/reply.ts';
import { numbersToRing, oldestCheck } from '../../../directory/own-helplines.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { lockSafety, readSafety, type Safety } from '../../../directory/safety.ts';
import { arrangeHalfYearly } from '../../../engine/schedules.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import { readLatestOccurrence, type ScheduleKey } from '../../../store/schedules.ts';
import { localDate } from '../../../time/hours.ts';
import { halfYearAfter } from '../../../time/recurrence.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import { numbersCard } from '../messages.ts';
import type * as routes from '../routes/safety.ts';
import { leftToRing } from '../rules/review.ts';
import { ringNumber } from '../store/own-helplines.ts';
import * as views from '../views/review.ts';
import { listSetUp } from './set-up.ts';

const NUMBERS: ScheduleKey = { feature: 'safeguarding', kind: 'numbers', subject: 'network' };

/** The numbers are rung again half a year after the oldest was confirmed, all of them together. */
export async function arrangeNumbers(tx: Tx, safety: Safety, now: Date): Promise<void> {
  const at = oldestCheck(safety);
  const oldest = at && localDate(at, NETWORK_ZONE);
  // Asked for already: the others are still to come.
  if (!oldest || halfYearAfter(oldest) <= localDate(now, NETWORK_ZONE)) return;
  await arrangeHalfYearly(tx, NUMBERS, oldest, NETWORK_ZONE);
}

/** What coordinators were asked to ring again shows what is left of it. The gate is locked. */
export async function refreshNumbers(work: Work, safety: Safety): Promise<void> {
  const asked = await readLatestOccurrence(work.tx, NUMBERS);
  if (!asked) return;
  const isDone = leftToRing(numbersToRing(safety), safety.checks, asked.on).length === 0;
  const coordinators = await readRoleHolders(work.tx, 'coordinator', work.now);
  const toRing = { safety, asked: asked.on, coordinators };
  // Whoever was not shown what there was to ring need not read that it is done.
  if (isDone) showAll(work, numbersCard, [toRing], { only: 'seen' });
  else await refresh(work, numbersCard, [toRing]);
}

type Check = z.output<typeof routes.ringAgain.input>;

/** One number, confirmed on the card that asked for it. */
export async function confirmAgain(context: Context, { nation, number }: Check): Promise<Update> {
  const { tx, actor, now } = context;
  const before = await lockSafety(tx, now);
  const asked = (await readLatestOccurrence(tx, NUMBERS))?.on ?? localDate(now, NETWORK_ZONE);
  const isKnown = before.nation === nation && numbersToRing(before).some(({ id }) => id === number);
  if (!isKnown) return update(message(views.numbersCard(before, asked)));
  await ringNumber(tx, before, number, actor.member, now);
  const record = `number:${nation}:${number}`;
  await recordAudit(tx, { at: now, actor: actor.member, action: 'number.confirmed', record });
  const after = await readSafety(tx, now);
  await arrangeNumbers(tx, after, now);
  await refreshNumbers(context, after);
  await listSetUp(context);
  return update(message(views.numbersCard(after, asked)));
}

/** Half a year is over: coordinators are asked to ring what is left. */
export async function askToRing(work: Work, { localDate: on }: Occurrence): Promise<void> {
  const safety = await lockSafety(work.tx, work.now);
  if (leftToRing(numbersToRing(safety), safety.checks, on).length === 0) return;
  const coordinators = await readRoleHolders(work.tx, 'coordinator', work.now);
  showAll(work, numbersCard, [{ safety, asked: on, coordinators }]);
}
