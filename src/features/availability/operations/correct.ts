import type { Work } from '../../../bot/feature.ts';
import type { CallOut } from '../store/call-outs.ts';
import { lockFixedPencil } from '../store/pencils.ts';
import { refreshAsked } from './call-outs.ts';

/** A locked call-out says something else now: every card of it does, and nobody's bell rings. To how many it was sent. */
export async function showCorrected(work: Work, callOut: CallOut): Promise<number> {
  const asked = await refreshAsked(work, callOut);
  // Its heads-up says what it is about, too.
  const pencil = callOut.kind === 'call-out' && (await lockFixedPencil(work.tx, callOut.projectId));
  if (pencil) await refreshAsked(work, pencil);
  return asked;
}
