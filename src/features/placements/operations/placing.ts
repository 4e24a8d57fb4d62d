import type { Work } from '../../../bot/feature.ts';
import { close, refresh, show, showAll } from '../../../bot/messages/say.ts';
import type { PlacementNews } from '../../../bot/placement-news.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { placementCard } from '../messages.ts';
import {
  type ConflictAnswer,
  isLive,
  isWithHost,
  nextPlacementState,
  type PlacementState,
  type PlacementStep,
} from '../rules/placement.ts';
import { isOver } from '../rules/project.ts';
import { reopenConflict } from '../store/conflicts.ts';
import { dropNote, dropRuling } from '../store/marks.ts';
import type { Moved, Placed } from '../store/placements.ts';
import * as placements from '../store/placements.ts';
import type { Project } from '../store/projects.ts';
import { takenBack } from '../views/placement.ts';

/** Whoever runs this project, which is locked, sees how it counts now, and hears what is to be heard of one of its people. */
export async function sayMoved(work: Work, project: string, news?: PlacementNews): Promise<void> {
  for (const { placements: hooks } of work.features) await hooks?.moved?.(work, project, news);
}
const newsOf = ({ placement }: Placed, what: PlacementNews['what']): PlacementNews => ({
  placement: placement.id,
  what,
});

/** Their own cards, as they stand now. */
export const showPlaced = (work: Work, placed: readonly Placed[]): void =>
  showAll(work, placementCard, placed);
/** The same where they were seen: nothing is sent by it. */
export const refreshPlaced = (work: Work, placed: readonly Placed[]): Promise<void> =>
  refresh(work, placementCard, placed);

/** These of a locked project, as far as each may take this step. */
export async function moveEach(
  work: Work,
  placed: readonly Placed[],
  which: PlacementStep,
  about: Omit<Moved, 'state'> = {},
): Promise<Placed[]> {
  const byState = new Map<PlacementState, Placed[]>();
  for (const one of placed) {
    const to = nextPlacementState(one.placement.state, which);
    if (to) byState.set(to, [...(byState.get(to) ?? []), one]);
  }
  const moved: Placed[] = [];
  for (const [state, some] of byState)
    moved.push(...(await placements.moveAll(work.tx, some, { state, ...about })));
  return moved;
}

/**
 * Puts one a step on, changes their card and says so. `undefined`: they may not take it, for something changed meanwhile.
 */
export async function advance(
  work: Work,
  placed: Placed,
  which: PlacementStep,
  about: Omit<Moved, 'state'> = {},
  what?: PlacementNews['what'],
): Promise<Message | undefined> {
  const [moved] = await moveEach(work, [placed], which, about);
  if (!moved) return undefined;
  const message = show(work, placementCard, moved);
  await sayMoved(work, moved.project.id, what && newsOf(moved, what));
  return message;
}

/** A5, A10: these are asked about the host in confidence. Whoever stood somewhere before is asked afresh: their yes of then is none to this. */
export async function putForward(work: Work, project: Project, placed: readonly Placed[]): Promise<Placed[]> {
  const chosen: Placed[] = [];
  for (const one of placed) {
    const isNew = !hasHistory(one);
    // `offered` is where whoever said yes to an offer comes from.
    const { state } = one.placement;
    const before = state === 'offered' ? 'reserve' : state;
    const about = { rings: true as const, ...(!isNew && { before }) };
    chosen.push(...(await moveEach(work, [isNew ? one : await askAfresh(work, one)], 'choose', about)));
  }
  const asked = chosen.map((one) => ({ ...one, project }));
  showPlaced(work, asked);
  return asked;
}

const hasHistory = ({ placement, answer, isAskedAgain }: Placed): boolean =>
  placement.edition > 0 || placement.ruling !== null || answer !== undefined || isAskedAgain;

/** What somebody said about the host is open again, and so is what was decided about it. */
async function askAfresh({ tx, now }: Work, placed: Placed): Promise<Placed> {
  const { projectId, peerId } = placed.placement;
  const isAskedAgain = placed.answer !== undefined || placed.isAskedAgain;
  await reopenConflict(tx, projectId, peerId, now);
  await dropRuling(tx, projectId, peerId);
  return { ...placed, placement: { ...placed.placement, ruling: null }, answer: undefined, isAskedAgain };
}

/** What somebody said about the host is in. The project is locked. */
export async function takeAnswer(work: Work, placed: Placed, answer: ConflictAnswer): Promise<Message> {
  const { tx } = work;
  const { projectId, peerId, state, id } = placed.placement;
  await dropRuling(tx, projectId, peerId);
  await placements.markUnreached(tx, id, false);
  const seen: Placed = {
    ...placed,
    placement: { ...placed.placement, ruling: null, unreached: false },
    answer,
    isAskedAgain: false,
  };
  const leaves = answer === 'declined' && isWithHost(state) ? await withdraw(work, seen) : undefined;
  if (leaves) return leaves;
  const heard = answer === 'none' ? undefined : 'answered';
  const which = answer === 'declined' ? 'decline' : state === 'declined' ? 'choose' : undefined;
  const moved = which && (await advance(work, seen, which, {}, heard));
  if (moved) return moved;
  await sayMoved(work, projectId, heard && newsOf(seen, heard));
  return show(work, placementCard, seen);
}

/**
 * A12: somebody who was put forward can’t come. Whoever runs the project hears at once, with how long there is. The project
 * is locked. `undefined`: they were not put forward.
 */
export const withdraw = (work: Work, placed: Placed): Promise<Message | undefined> => {
  const about = { before: placed.placement.state, withdrawnAt: work.now };
  return advance(work, placed, 'withdraw', about, 'withdrawn');
};

/**
 * Within ten minutes they stand where they stood, as far as that still holds: a place that was filled meanwhile is not
 * theirs, nor one on a day on which they have joined another team, and an answer that said no is asked again. The project
 * is locked.
 */
export async function comeBack(work: Work, placed: Placed, before: PlacementState): Promise<Message> {
  const { tx } = work;
  const { project } = placed;
  const isTaken = before === 'confirmed' && (await isPlaceTaken(work, placed));
  const asked = placed.answer === 'declined' ? await askAfresh(work, placed) : placed;
  const [back] = await placements.moveAll(tx, [asked], { state: isTaken ? 'released' : before });
  if (!back) throw new Error(`Expected the placement ${placed.placement.id}, whose project is locked.`);
  await dropNote(tx, placed.placement.id);
  await sayMoved(work, project.id, newsOf(back, 'came-back'));
  return show(work, placementCard, back);
}

/** By somebody else, or their days by another project: then whoever runs this one is to say so (A11). */
async function isPlaceTaken({ tx }: Work, { project, placement: { peerId } }: Placed): Promise<boolean> {
  await placements.lockPeer(tx, peerId);
  if ((await placements.readClashes(tx, project.id, [peerId])).size > 0) return true;
  return (await placements.countConfirmed(tx, project)) >= project.peersWanted;
}

/** Sent by mistake: their cards say that nothing is needed, and they are off the project, which is locked. */
export async function takeBackPlaced(work: Work, placed: readonly Placed[]): Promise<void> {
  await close(work, placementCard, placed, takenBack);
  await moveEach(work, placed, 'cancel');
}

/**
 * A8: another organisation, area or employment may be a conflict with a host that was none before (A10). Whoever answered
 * for a project that is still ahead is asked again, and its manager is told.
 */
export async function reopenAnswers(work: Work, peer: MemberId): Promise<void> {
  const { tx } = work;
  for (const { placement } of await placements.readLive(tx, peer)) {
    const placed = await placements.lockPlacement(tx, placement.id);
    if (!placed || isOver(placed.project.state) || !isLive(placed.placement.state)) continue;
    if (placed.answer === undefined || placed.answer === 'declined') continue;
    const asked = await askAfresh(work, placed);
    const state = placed.placement.state;
    const [again] = await placements.moveAll(tx, [asked], { state, rings: true });
    if (again) show(work, placementCard, again);
    await sayMoved(work, placed.project.id, newsOf(asked, 'changed'));
  }
}
