import type { Handover, Work } from '../../../bot/feature.ts';
import { refresh, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { consultedCard, runCard } from '../messages.ts';
import { readEverybody, refreshRun } from '../operations.ts';
import { KINDS } from '../rules/consultation.ts';
import { changeOwner, lockConsultation } from '../store/consultations.ts';
import { readHeld } from '../store/erasure.ts';
import { readRunOf } from '../store/run.ts';
import * as views from '../views/handover.ts';

const mayRun = async ({ tx, now }: Work, member: MemberId): Promise<boolean> =>
  (await readRoleHolders(tx, KINDS.digest.runBy, now)).includes(member);

/** People were told that whoever runs it reads their answers, so that they need not be asked again. */
export const handover: Handover = {
  async list(work, from, role) {
    const ranBy = role === KINDS.digest.runBy || role === 'coordinator';
    if (!ranBy || (await mayRun(work, from))) return [];
    return (await readHeld(work.tx, from)).map((one) => ({ id: one.id, words: views.heldWords(one) }));
  },

  async give(work, id, from, to) {
    const { tx, now } = work;
    if (!(await mayRun(work, to))) return views.giveToWriter;
    const before = await lockConsultation(tx, id);
    if (before?.ownerId !== from) return views.notTheirs;
    unlist(work, runCard, [await readRunOf(tx, before, now)]);
    await changeOwner(tx, id, to);
    const consultation = await lockConsultation(tx, id);
    if (!consultation) throw new Error(`Expected the consultation ${id}, which this transaction has locked.`);
    // Their cards name who reads what they answer.
    if (consultation.state === 'open')
      await refresh(
        work,
        consultedCard,
        (await readEverybody(work, consultation)).filter(({ consulted }) => !consulted.away),
      );
    await refreshRun(work, consultation);
    return undefined;
  },
};
