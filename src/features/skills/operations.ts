import type { Work } from '../../bot/feature.ts';
import { readSkills } from '../../directory/skills.ts';
import { relistDrafts } from '../availability/operations/skills.ts';
import { renameInCommon } from '../buddies/store/people.ts';
import { relistProfiles } from './store.ts';

/**
 * What people have is called as it stands in the vocabulary now: in profiles, in briefs that nobody was sent, and between
 * two who are not introduced yet. What has been read stays as it was read.
 */
export async function relist(work: Work, renamed?: { from: string; to: string }): Promise<void> {
  const all = await readSkills(work.tx);
  await relistProfiles(work.tx, all);
  await relistDrafts(work, all);
  if (renamed) await renameInCommon(work.tx, renamed.from, renamed.to);
}
