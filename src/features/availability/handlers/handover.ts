import type { Handover, Work } from '../../../bot/feature.ts';
import { unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { readHolders } from '../../../directory/seats.ts';
import { localDate } from '../../../time/hours.ts';
import { DEPUTY } from '../../placements/rules/deputy.ts';
import { giveProject } from '../../projects/operations/handover.ts';
import { callOutCard } from '../messages.ts';
import { readProgressOf, showDraft, showProgress } from '../operations/call-outs.ts';
import { lockCallOut, readCallOut } from '../store/call-outs.ts';
import { isInvited, readHeld } from '../store/handover.ts';
import * as views from '../views/handover.ts';

/** Whoever holds one of these runs projects, and hands them over when the last of them ends. */
const RUN_BY: readonly Role[] = ['project-manager', 'coordinator'];
const runsProjects = async ({ tx, now }: Pick<Work, 'tx' | 'now'>, member: MemberId): Promise<boolean> =>
  (await readRoleHolders(tx, 'project-manager', now)).includes(member);

export const handover: Handover = {
  async list({ tx, now }, from, role) {
    if (!RUN_BY.includes(role) || (await runsProjects({ tx, now }, from))) return [];
    const held = await readHeld(tx, from, localDate(now, 'Europe/London'));
    const deputies = await readHolders(
      tx,
      DEPUTY,
      held.map(({ projectId }) => projectId),
    );
    return held.map((one) => ({
      id: one.id,
      words: views.heldWords(one),
      deputy: deputies.get(one.projectId),
    }));
  },

  async give(work, id, from, to) {
    const { tx } = work;
    if (!(await runsProjects(work, to))) return views.giveToManager;
    const before = await lockCallOut(tx, id);
    if (before?.project.managerId !== from) return views.notTheirs;
    if (await isInvited(tx, id, to)) return views.isAsked;
    await giveProject(work, before.projectId, to);
    const callOut = await readCallOut(tx, id);
    if (!callOut) throw new Error(`Expected the call-out ${id}, which this transaction has locked.`);
    const run = await readProgressOf(work, before);
    unlist(work, callOutCard, [run]);
    await (callOut.state === 'draft' ? showDraft(work, callOut, to) : showProgress(work, callOut));
    return undefined;
  },
};
