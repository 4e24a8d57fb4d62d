import type { Sweep } from '../../bot/feature.ts';
import * as operations from './operations.ts';
import { lockConsultation, lockConsultationOf } from './store/consultations.ts';
import { readAsked, readConsulted } from './store/consulted.ts';
import { dueMoved, dueQuiet, dueReminders, dueToClose } from './store/due.ts';

/** Half-way, once, where its writer asked for it. Everybody's hours are heeded when it goes out. */
export const remind: Sweep = {
  name: 'consultations.remind',
  due: dueReminders,
  async advance(work, id) {
    const consultation = await lockConsultation(work.tx, id);
    if (consultation?.state === 'open') await operations.remind(work, consultation);
  },
};

export const closeOnTime: Sweep = {
  name: 'consultations.close',
  due: dueToClose,
  async advance(work, id) {
    const consultation = await lockConsultation(work.tx, id);
    const closed = consultation && (await operations.closeConsultation(work, consultation));
    if (closed) await operations.refreshRun(work, closed);
  },
};

/** Whoever left the pool is asked nothing more; whoever comes back finds it again. */
export const followMoves: Sweep = {
  name: 'consultations.follow-moves',
  due: dueMoved,
  async advance(work, id) {
    const { tx } = work;
    const one = await readConsulted(tx, id);
    if (!one || !(await lockConsultationOf(tx, id, one.memberId))) return;
    const asked = (await readAsked(tx, [id], one.memberId)).get(id);
    if (asked) await operations.followMove(work, asked);
  },
};

/** A27, regular: nothing has been written for a quarter. */
export const suggest: Sweep = {
  name: 'consultations.suggest',
  due: dueQuiet,
  async advance(work, id) {
    const consultation = await lockConsultation(work.tx, id);
    if (consultation) await operations.suggestWriting(work, consultation);
  },
};
