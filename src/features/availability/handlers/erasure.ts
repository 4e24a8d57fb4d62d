import type { Work } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { cancelProject } from '../../projects/operations/ending.ts';
import { yoursNow } from '../messages.ts';
import { closeCallOut, closeWithProject, showProgress } from '../operations/call-outs.ts';
import { type CallOut, deleteDraft, lockCallOut, readCallOut } from '../store/call-outs.ts';
import * as store from '../store/erasure.ts';
import { handover } from './handover.ts';

/** What they ran goes to another project manager, for peers have answered it; with nobody left it is called off. */
export async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  for (const id of await store.readRun(tx, member, ['draft', 'open', 'closed'])) {
    const callOut = await lockCallOut(tx, id);
    if (callOut?.state === 'draft') await deleteDraft(tx, callOut);
    else if (callOut && !(await giveAway(work, callOut, member))) await endAlone(work, callOut, member);
  }
  const asked = await store.readAskedBy(tx, member);
  const locked = [];
  for (const id of asked) locked.push(await lockCallOut(tx, id));
  await store.forgetPeer(tx, member);
  for (const callOut of locked) if (callOut) await showProgress(work, callOut);
}

/** Nobody is left to run it: whoever offered their time hears so, and a team does not wait for anybody. */
async function endAlone(work: Work, callOut: CallOut, manager: MemberId): Promise<void> {
  const by = { member: manager, name: callOut.project.manager.name };
  if (callOut.kind !== 'pencil') await closeCallOut(work, callOut);
  await cancelProject(work, callOut.project, by);
  const pencil = callOut.kind === 'pencil' ? await readCallOut(work.tx, callOut.id) : undefined;
  if (pencil) await closeWithProject(work, pencil);
}

/** Whoever stood in has it before anybody else. False: there is no project manager who may have it. */
async function giveAway(work: Work, { id, project }: CallOut, from: MemberId): Promise<boolean> {
  const { tx, now } = work;
  const others = await readRoleHolders(tx, 'project-manager', now);
  for (const to of [...(project.deputy ? [project.deputy.member] : []), ...others]) {
    if (to === from || (await handover.give(work, id, from, to)) !== undefined) continue;
    const callOut = await readCallOut(tx, id);
    if (callOut) tell(work, yoursNow, { callOut }, 'handed over');
    return true;
  }
  return false;
}
