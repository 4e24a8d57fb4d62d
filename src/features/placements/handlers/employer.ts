import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
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
import { localDate } from '../../../time/hours.ts';
import { placementCard } from '../messages.ts';
import { sayMoved } from '../operations/placing.ts';
import { isLive } from '../rules/placement.ts';
import { isOver, lastDay } from '../rules/project.ts';
import { writePermission } from '../store/permissions.ts';
import { type Placed, readPlacement } from '../store/placements.ts';
import * as views from '../views/employer.ts';
import { overNow } from '../views/placement.ts';

const isAsked = ({ placement, project }: Placed): boolean =>
  isLive(placement.state) && !isOver(project.state);

export const openRequest = (_context: Context, placed: Placed): OpenForm | Say =>
  isAsked(placed) ? open(views.requestPage(placed)) : say(overNow);

export const openAgreed = ({ now, actor }: Context, placed: Placed): OpenForm | Say =>
  isAsked(placed) ? open(views.agreedForm(placed, localDate(now, actor.timeZone))) : say(overNow);

interface Typed {
  by: string;
  on: string;
  scope: 'project' | 'any';
  until?: string | undefined;
}

/** A1: who agreed, when, and for which days. */
export async function agreed(
  context: Context,
  placed: Placed,
  { values }: { values: Typed },
): Promise<Say | Update | Invalid> {
  if (!isAsked(placed)) return say(overNow);
  const { tx, vault, actor, now } = context;
  const { by, on, scope, until } = values;
  if (on > localDate(now, actor.timeZone)) return invalid({ on: views.notAhead });
  if (scope === 'any' && until === undefined) return invalid({ until: views.sayUntil });
  if (scope === 'any' && until !== undefined && until < lastDay(placed.project))
    return invalid({ until: views.tooShort });
  const days = placed.project.days.map(({ day }) => day);
  await writePermission(tx, vault, {
    member: actor.member,
    by,
    on,
    for: scope === 'any' && until ? { until } : { project: placed.project.id, days },
  });
  await sayMoved(context, placed.project.id);
  const seen = (await readPlacement(tx, placed.placement.id)) ?? placed;
  return update(show(context, placementCard, seen));
}
