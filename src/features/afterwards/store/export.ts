import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { Vault } from '../../../store/seal.ts';
import { readLookBack, readOwnAssessments } from './assessments.ts';
import { readWhy } from './claim-words.ts';
import { readFollowUpsOf } from './follow-ups.ts';

/** What follows projects for one person, for their own eyes: what they told without a name is nobody’s. */
export async function exportAfterwards(tx: Tx, vault: Vault, now: Date, member: MemberId): Promise<Json> {
  const projects: Json[] = [];
  for (const one of await readFollowUpsOf(tx, now, member))
    projects.push({
      project: one.theme,
      'told how it went': one.gaveFeedback,
      expenses: one.claim,
      'why to send them again': (await readWhy(tx, vault, one)) ?? null,
    });
  const written: Json[] = [];
  for (const one of await readOwnAssessments(tx, member)) {
    const words = await readLookBack(tx, vault, one);
    written.push({
      project: one.theme,
      'what went well': words?.well ?? null,
      'what I would do differently': words?.differently ?? null,
      'what would help me': words?.help ?? null,
      'others may read it': one.mayRead,
    });
  }
  return { 'after projects': projects, 'looking back': written };
}
