import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { type Sealed, toColumn } from '../../../store/seal.ts';
import type { Ruling } from '../rules/placement.ts';
import type { Placed } from './placements.ts';

export async function writeRuling(
  tx: Tx,
  id: string,
  about: {
    ruling: Ruling;
    by: MemberId;
    at: Date;
    reason: Sealed | undefined;
    conditions: Sealed | undefined;
  },
): Promise<void> {
  await tx.placement.update({
    where: { id },
    data: {
      ruling: about.ruling,
      ruledAt: about.at,
      ruledBy: about.by,
      reasonSealed: about.reason ? toColumn(about.reason) : null,
      conditionsSealed: about.conditions ? toColumn(about.conditions) : null,
    },
  });
}

/** A8, A10: another answer is to be ruled on again. */
export async function dropRuling(tx: Tx, projectId: string, peerId: MemberId): Promise<void> {
  await tx.placement.updateMany({
    where: { projectId, peerId },
    data: { ruling: null, ruledAt: null, ruledBy: null, reasonSealed: null, conditionsSealed: null },
  });
}

export async function writeNote(tx: Tx, id: string, words: Sealed, reader: MemberId): Promise<void> {
  await tx.placement.update({ where: { id }, data: { noteSealed: toColumn(words), noteReader: reader } });
}

export async function dropNote(tx: Tx, id: string): Promise<void> {
  await tx.placement.update({ where: { id }, data: { noteSealed: null, noteReader: null } });
}

/** A11: what somebody on a team has been asked, told or has said; it rings where it is to. */
export async function markMoment(
  tx: Tx,
  placed: Placed,
  moment: { stillAskedAt: Date } | { seeYouAt: Date } | { stillComes: true },
): Promise<Placed> {
  const rings = !('stillComes' in moment);
  await tx.placement.update({
    where: { id: placed.placement.id },
    data: { ...moment, ...(rings && { edition: { increment: 1 }, unreached: false }) },
  });
  const edition = placed.placement.edition + (rings ? 1 : 0);
  return { ...placed, placement: { ...placed.placement, ...moment, edition } };
}
