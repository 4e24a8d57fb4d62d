import type { Handover, Work } from '../../../bot/feature.ts';
import { show, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Role } from '../../../directory/actor.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { localDate } from '../../../time/hours.ts';
import { callOutCard, mayReadCard } from '../messages.ts';
import { askedBy, readProgressOf, showDraft, showProgress } from '../operations.ts';
import { type CallOut, lockCallOut, readCallOut } from '../store/call-outs.ts';
import { passWordsOn } from '../store/conflicts.ts';
import { changeManager, isInvited, readHeld } from '../store/handover.ts';
import { readHost, sealHost } from '../store/host.ts';
import { readInvitations } from '../store/invitations.ts';
import * as views from '../views/handover.ts';

/** What was told to the one before stays shut until its writer says yes to the new one. */
async function askWhoMayRead(work: Work, callOut: CallOut, before: string): Promise<void> {
  const { tx } = work;
  const { managerId } = callOut.project;
  const invitations = new Map((await readInvitations(tx, callOut.id)).map((one) => [one.peerId, one]));
  for (const { peerId } of await passWordsOn(tx, callOut.projectId, managerId)) {
    const invitation = invitations.get(peerId);
    if (!invitation) continue;
    show(work, mayReadCard, { ...askedBy(callOut, invitation), reader: managerId, before, may: null });
  }
}

/** Whoever holds one of these runs projects, and hands them over when the last of them ends. */
const RUN_BY: readonly Role[] = ['project-manager', 'coordinator'];
const runsProjects = async ({ tx, now }: Pick<Work, 'tx' | 'now'>, member: MemberId): Promise<boolean> =>
  (await readRoleHolders(tx, 'project-manager', now)).includes(member);

export const handover: Handover = {
  async list({ tx, now }, from, role) {
    if (!RUN_BY.includes(role) || (await runsProjects({ tx, now }, from))) return [];
    const held = await readHeld(tx, from, localDate(now, 'Europe/London'));
    return held.map((one) => ({ id: one.id, words: views.heldWords(one) }));
  },

  async give(work, id, from, to) {
    const { tx, now, vault } = work;
    if (!(await runsProjects({ tx, now }, to))) return views.giveToManager;
    const before = await lockCallOut(tx, id);
    if (before?.project.managerId !== from) return views.notTheirs;
    if (await isInvited(tx, id, to)) return views.isAsked;
    const host = (await readHost(tx, vault, before)) ?? views.hostLost;
    await changeManager(tx, before, to, await sealHost(tx, vault, before.projectId, to, host));
    const callOut = await readCallOut(tx, id);
    if (!callOut) throw new Error(`Expected the call-out ${id}, which this transaction has locked.`);
    await askWhoMayRead(work, callOut, before.project.manager.name);
    const run = await readProgressOf(work, before);
    unlist(work, callOutCard, [run]);
    await (callOut.state === 'draft' ? showDraft(work, callOut, to) : showProgress(work, callOut));
    return undefined;
  },
};
