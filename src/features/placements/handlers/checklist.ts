import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
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
import { acknowledgeKinds } from '../../policies/operations.ts';
import { placementCard } from '../messages.ts';
import { ALL_CHECKS } from '../routes.ts';
import { type Check, checklistOf, packToCome, TEAM_DOCUMENTS } from '../rules/checklist.ts';
import { isOver, lastDay } from '../rules/project.ts';
import { readNeeds, sealNeeds, writeTicks } from '../store/checklist.ts';
import { type Placed, readPlacement } from '../store/placements.ts';
import { readTeamMessages } from '../store/team-messages.ts';
import * as views from '../views/checklist.ts';
import { overNow } from '../views/placement.ts';

const isOnTeam = ({ placement, project }: Placed): boolean =>
  placement.state === 'confirmed' && !isOver(project.state);

export async function openChecklist({ tx, vault, actor }: Context, placed: Placed): Promise<OpenForm | Say> {
  if (!isOnTeam(placed)) return say(overNow);
  const needs = await readNeeds(tx, vault, placed.placement, actor.member);
  const messages = await readTeamMessages(tx, placed.project.id);
  return open(views.checklistForm(placed, needs, messages, actor.timeZone));
}

interface Typed {
  done: readonly (Check | typeof ALL_CHECKS)[];
  insuredUntil?: string | undefined;
  needs?: string | undefined;
}

/** Ticked by whoever it belongs to; what is unticked again is open again. */
export async function tick(
  context: Context,
  placed: Placed,
  { state, values }: { state: { reader?: MemberId | undefined }; values: Typed },
): Promise<Say | Update | Invalid> {
  if (!isOnTeam(placed)) return say(overNow);
  const { tx, vault, actor, now } = context;
  const { placement, project } = placed;
  const { insuredUntil, needs } = values;
  const done = values.done.includes(ALL_CHECKS) ? checklistOf(placed).map(({ check }) => check) : values.done;
  if (done.includes('pack') && packToCome(placed).length > 0)
    return invalid({ done: views.notAllThere(placed) });
  if (insuredUntil !== undefined && insuredUntil < lastDay(project))
    return invalid({ insuredUntil: views.endsTooEarly });
  const reader = state.reader ?? project.managerId;
  const ticked = {
    undertaken: done.includes('confidentiality'),
    packRead: done.includes('pack'),
    briefed: done.includes('briefing'),
    insuredUntil: insuredUntil ?? null,
    needs: needs ? { sealed: await sealNeeds(tx, vault, placement, needs), reader } : undefined,
  };
  await writeTicks(tx, placed, ticked, now);
  const read = TEAM_DOCUMENTS.filter((kind) => done.includes(kind));
  await acknowledgeKinds(context, read, actor.member);
  const seen = (await readPlacement(tx, placement.id)) ?? placed;
  return update(show(context, placementCard, seen));
}
