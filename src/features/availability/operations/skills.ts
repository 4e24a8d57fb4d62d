import type { Work } from '../../../bot/feature.ts';
import { type Skills, skillByWords, writtenSkills } from '../../../directory/skills.ts';
import { readCallOut } from '../store/call-outs.ts';
import { readUnsent, writeSkills } from '../store/skills.ts';
import { showDraft } from './call-outs.ts';

/** Briefs that nobody was sent, and whom they go to, have their skills as they are called now, and so have their cards. */
export async function relistDrafts(work: Work, all: Skills): Promise<void> {
  for (const before of await readUnsent(work.tx)) {
    const skills = before.skills && writtenSkills(all, [], before.skills);
    const whomSkills = [...new Set(before.whomSkills.map((one) => skillByWords(all, one)?.words ?? one))];
    if (skills === before.skills && whomSkills.join() === before.whomSkills.join()) continue;
    await writeSkills(work.tx, before, { skills, whomSkills });
    const draft = await readCallOut(work.tx, before.id);
    if (draft && before.managerId) await showDraft(work, draft, before.managerId);
  }
}
