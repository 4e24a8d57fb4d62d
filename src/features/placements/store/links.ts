import type { Tx } from '../../../store/database.ts';

/** Ours: nobody needs more links to one project. With the next one the earlier ones stop working. */
const LINKS_EACH = 20;

export async function writeLink(tx: Tx, placementId: string, tokenHash: string): Promise<void> {
  const made = await tx.placementLink.count({ where: { placementId } });
  if (made >= LINKS_EACH) await tx.placementLink.deleteMany({ where: { placementId } });
  await tx.placementLink.create({ data: { placementId, tokenHash } });
}

export const readLink = async (tx: Tx, tokenHash: string): Promise<string | undefined> =>
  (await tx.placementLink.findUnique({ where: { tokenHash } }))?.placementId;
