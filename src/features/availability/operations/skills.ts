import type { Work } from '../../../bot/feature.ts';
import { type Skills, writtenSkills } from '../../../directory/skills.ts';
import { readCallOut } from '../store/call-outs.ts';
import { readUnsent, writeSkills } from '../store/skills.ts';
import { showDraft } from './call-outs.ts';

/** Briefs that nobody was sent have their skills as they are called now, and so have their cards. */
export async function relistDrafts(work: Work, all: Skills): Promise<void> {
  for (const { id, projectId, managerId, skills } of await readUnsent(work.tx)) {
    const now = writtenSkills(all, [], skills);
    if (now === skills) continue;
    await writeSkills(work.tx, projectId, now);
    const draft = await readCallOut(work.tx, id);
    if (draft && managerId) await showDraft(work, draft, managerId);
  }
}
