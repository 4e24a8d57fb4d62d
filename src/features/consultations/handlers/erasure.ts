import type { Work } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Retention } from '../../../store/retention.ts';
import { yoursNow } from '../messages.ts';
import { refreshRun } from '../operations.ts';
import { ANSWERS_KEPT_DAYS } from '../rules/consultation.ts';
import { deleteNamelessOf } from '../store/answers.ts';
import { deleteDraft, lockConsultation, readConsultation } from '../store/consultations.ts';
import * as store from '../store/erasure.ts';
import { readWriters } from '../store/run.ts';
import { handover } from './handover.ts';

/** What they ran goes to somebody else who may; what they answered goes, with a name or without. */
export async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx, vault } = work;
  for (const { id } of await store.readHeld(tx, member)) {
    const consultation = await lockConsultation(tx, id);
    if (consultation?.state === 'draft') await deleteDraft(tx, id);
    else if (consultation) await giveAway(work, id, member);
  }
  const locked = [];
  for (const id of await store.readOpenTo(tx, member)) locked.push(await lockConsultation(tx, id));
  await deleteNamelessOf(tx, vault, member);
  await store.deleteConsulted(tx, member);
  for (const consultation of locked) if (consultation) await refreshRun(work, consultation);
}

/** A network has a coordinator at any time, who may run it. */
async function giveAway(work: Work, id: string, from: MemberId): Promise<void> {
  const { tx, now } = work;
  const to = (await readWriters(tx, now)).find((one) => one !== from);
  if (to === undefined || (await handover.give(work, id, from, to)) !== undefined) return;
  const consultation = await readConsultation(tx, id);
  if (consultation) tell(work, yoursNow, consultation, 'handed over');
}

export const retention: readonly Retention[] = [
  {
    name: 'consultation-answers',
    keeps: `what people answered when they were asked together, ${ANSWERS_KEPT_DAYS} days after it closed`,
    purge: store.forgetAnswers,
  },
  {
    name: 'consultations',
    keeps: 'what was written to the peer pool, and what came of it, two years after it closed',
    purge: store.forgetConsultations,
  },
];
