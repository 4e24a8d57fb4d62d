import type { Tx } from '../../../store/database.ts';
import type { InBrief } from '../rules.ts';
import { type CallOut, readCallOut } from './call-outs.ts';

/** What a sent call-out says now, as far as it is put right in place. */
export const inBrief = ({ project }: CallOut): InBrief => ({
  theme: project.theme,
  councilKind: project.councilKind,
  region: project.region,
  placeKind: project.placeKind,
  skills: project.skills ?? '',
  sector: project.sector ?? '',
  politicalGroup: project.politicalGroup ?? '',
  peers: String(project.peersWanted),
});

/** Of a locked call-out. */
export async function correctCallOut(
  tx: Tx,
  { id, projectId }: CallOut,
  { peers, skills, sector, politicalGroup, ...words }: InBrief,
  now: Date,
): Promise<CallOut> {
  await tx.project.update({
    where: { id: projectId },
    data: {
      ...words,
      skills: skills || null,
      sector: sector || null,
      politicalGroup: politicalGroup || null,
      peersWanted: Number(peers),
    },
  });
  await tx.callOut.update({ where: { id }, data: { correctedAt: now } });
  const corrected = await readCallOut(tx, id);
  if (!corrected) throw new Error(`Expected the call-out ${id}, which this transaction has locked.`);
  return corrected;
}
