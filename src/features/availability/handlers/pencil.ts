import type { Context } from '../../../bot/feature.ts';
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
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { type DayFields, daysIn } from '../../placements/rules/days.ts';
import { readPool } from '../../pool/store/callable.ts';
import { readCaller } from '../operations/call-outs.ts';
import { fixDates } from '../operations/pencil.ts';
import { asFields, checkBrief, mayFix } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import { readProgress } from '../store/progress.ts';
import { fixForm } from '../views/fix.ts';
import * as views from '../views/pencil-run.ts';

export const openFix = (_context: Context, pencil: CallOut): OpenForm | Say =>
  mayFix(pencil) ? open(fixForm(pencil)) : say(views.cannotBeFixed);

type Typed = DayFields & { replyBy?: string | undefined };

export async function previewFix(
  context: Context,
  pencil: CallOut,
  { values }: { values: Typed },
): Promise<Say | Invalid> {
  const { tx, now, actor } = context;
  if (!mayFix(pencil)) return say(views.cannotBeFixed);
  const errors = checkBrief(values, localDate(now, actor.timeZone));
  if (Object.keys(errors).length > 0) return invalid(errors);
  const pool = await readPool(tx, await readCaller(context, pencil.project), now);
  if (pool.length === 0) return say(views.nobodyToAsk);
  const { tally } = await readProgress(tx, pencil);
  const [days, replyBy] = [daysIn(values), values.replyBy ?? ''];
  const project = { ...pencil.project, days: days.map((day) => ({ projectId: pencil.projectId, day })) };
  const callOut: CallOut = { ...pencil, kind: 'call-out', openedAt: now, replyBy, project };
  return say(views.confirmFix(callOut, { days, replyBy, pool: pool.length, keen: tally.keen }));
}

/** Pressed twice it is sent once: the pencil, which is locked, has its dates by then. */
export async function fix(
  context: Context,
  pencil: CallOut,
  { days, replyBy }: { days: readonly string[]; replyBy: string },
): Promise<Say | Update> {
  const { tx, now, actor } = context;
  if (!mayFix(pencil)) return say(views.cannotBeFixed);
  const errors = checkBrief({ ...asFields(days), replyBy }, localDate(now, actor.timeZone));
  if (Object.keys(errors).length > 0) return update(views.daysHavePassed);
  const pool = await readPool(tx, await readCaller(context, pencil.project), now);
  if (pool.length === 0) return update(views.nobodyToAsk);
  const shown = await fixDates(context, pencil, { days, replyBy }, actor.member);
  if (!shown) return say(views.cannotBeFixed);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'pencil.fixed',
    record: `project:${pencil.projectId}`,
  });
  return update(shown);
}
