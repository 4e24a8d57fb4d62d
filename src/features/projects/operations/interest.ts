import type { Work } from '../../../bot/feature.ts';
import { UNDO_MS } from '../../../bot/undo.ts';
import type { MemberId } from '../../../chat/message.ts';
import { advance, comeBack, withdraw } from '../../placements/operations/placing.ts';
import { isLive } from '../../placements/rules/placement.ts';
import { isBeforeChoice, isOver } from '../../placements/rules/project.ts';
import { dropInterest, type Interest, writeInterest } from '../../placements/store/interest.ts';
import { readPlacedOn } from '../../placements/store/placements.ts';
import { lockProject } from '../../placements/store/projects.ts';
import { showProject } from './running.ts';

/** A9: somebody would come, on these days. Its call-out is locked. */
export async function noteInterest(work: Work, interest: Interest): Promise<void> {
  const { tx, now } = work;
  const { projectId, peer } = interest;
  const after = await writeInterest(tx, interest, new Date(now.getTime() - UNDO_MS));
  if (!after || isBeforeChoice(after.project)) return;
  const project = await lockProject(tx, projectId);
  const placed = after.state === 'withdrawn' ? await readPlacedOn(tx, projectId, peer) : undefined;
  const before = placed?.placement.before;
  // A yes soon after a withdrawal is the way back from it.
  if (project && placed && before && !isOver(project.state)) await comeBack(work, placed, before);
  else if (project) await showProject(work, project);
}

/** `withdrawn`: they were put forward, and leave by it; `gone`: they had said yes; `off`: they were not counted on. */
export type No = 'withdrawn' | 'gone' | 'off';

/** Somebody said no to a call-out, early or late. Its call-out is locked. */
export async function noteNo(work: Work, projectId: string, peer: MemberId): Promise<No> {
  const project = await lockProject(work.tx, projectId);
  const placed = await readPlacedOn(work.tx, projectId, peer);
  if (!project || !placed) return 'off';
  if (isLive(placed.placement.state) && (await withdraw(work, placed))) return 'withdrawn';
  const wasInterested = placed.placement.state === 'interested';
  // Whoever was never sent a card about it is sent none by their own no.
  const hasCard = !wasInterested || placed.placement.edition > 0;
  if (hasCard && (await advance(work, placed, 'let-go'))) return wasInterested ? 'gone' : 'off';
  await dropInterest(work.tx, projectId, peer);
  await showProject(work, project);
  return wasInterested ? 'gone' : 'off';
}

/** As what somebody is counted on, if at all: put forward, with the host or on the team, or waiting to be chosen. */
export async function readCountedOn(
  { tx }: Pick<Work, 'tx'>,
  projectId: string,
  peer: MemberId,
): Promise<'put-forward' | 'interested' | undefined> {
  const state = (await readPlacedOn(tx, projectId, peer))?.placement.state;
  if (state === undefined) return undefined;
  if (isLive(state)) return 'put-forward';
  return state === 'interested' ? 'interested' : undefined;
}
