import type { Work } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { mayReadCard } from '../messages.ts';
import { passWordsOn } from '../store/conflicts.ts';
import { readAllPlaced } from '../store/placements.ts';
import type { Project } from '../store/projects.ts';

/** Whoever told something to somebody else is asked whether the one who runs the project now may read it. */
export async function askWhoMayRead(work: Work, project: Project, before?: string): Promise<void> {
  const { tx } = work;
  const placed = new Map((await readAllPlaced(tx, project.id)).map((one) => [one.placement.peerId, one]));
  for (const { peerId } of await passWordsOn(tx, project.id, project.managerId)) {
    const one = placed.get(peerId);
    if (one) show(work, mayReadCard, { ...one, reader: project.managerId, before, may: null });
  }
}
