import type { Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { isLive } from '../rules/placement.ts';
import { dropInterest, readAllPlaced, writeInterest } from '../store/placements.ts';
import { lockProject } from '../store/projects.ts';
import { advance, showProject, withdraw } from './placing.ts';

/** A9: somebody would come, on these days. Its call-out is locked. */
export async function noteInterest(
  work: Work,
  projectId: string,
  peer: MemberId,
  interest: 'yes' | 'maybe',
  days: readonly string[],
): Promise<void> {
  const state = await writeInterest(work.tx, projectId, peer, interest, days);
  const project = state === 'calling' ? undefined : await lockProject(work.tx, projectId);
  if (project) await showProject(work, project);
}

/**
 * Somebody said no to a call-out, early or late. Whoever was put forward leaves the project by that, and its manager
 * hears; whoever was not leaves nothing behind. Its call-out is locked.
 * @returns whether they had been put forward
 */
export async function noteNo(work: Work, projectId: string, peer: MemberId): Promise<boolean> {
  const { tx } = work;
  const project = await lockProject(tx, projectId);
  const placed = (await readAllPlaced(tx, projectId)).find(({ placement }) => placement.peerId === peer);
  if (!project || !placed) return false;
  if (isLive(placed.placement.state) && (await withdraw(work, placed))) return true;
  if (await advance(work, placed, 'let-go')) return false;
  await dropInterest(tx, projectId, peer);
  await showProject(work, project);
  return false;
}
