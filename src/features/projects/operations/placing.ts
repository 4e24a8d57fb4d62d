import type { Work } from '../../../bot/feature.ts';
import { show, showAll, tell } from '../../../bot/messages/say.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { localDate } from '../../../time/hours.ts';
import { answered, cameBack, changed, placementCard, projectCard, withdrawn } from '../messages.ts';
import {
  type ConflictAnswer,
  isLive,
  isWithHost,
  nextPlacementState,
  type PlacementState,
  type PlacementStep,
} from '../rules/placement.ts';
import { type ProjectProgress, placesLeft } from '../rules/progress.ts';
import { isOver, nextProjectState, noticeDays, type ProjectStep } from '../rules/project.ts';
import { reopenConflict } from '../store/conflicts.ts';
import { markHostNamed } from '../store/host.ts';
import type { Moved, Placed } from '../store/placements.ts';
import * as placements from '../store/placements.ts';
import { readProjectRun } from '../store/progress.ts';
import { moveProject, type Project } from '../store/projects.ts';

/** The manager’s living card of a locked project; a project that peers are still called for has none. */
export async function showProject(work: Work, project: Project): Promise<Message | undefined> {
  if (project.state === 'calling') return undefined;
  return show(work, projectCard, await readProjectRun(work.tx, project));
}

const step = async (work: Work, project: Project, which: ProjectStep): Promise<Project> => {
  const to = nextProjectState(project.state, which);
  return to ? moveProject(work.tx, project, to) : project;
};

/** Filled, or open again, by how many are confirmed. */
export async function settleProject(work: Work, project: Project): Promise<ProjectProgress> {
  const { progress } = await readProjectRun(work.tx, project);
  const isFull = progress.confirmed >= project.peersWanted;
  await showProject(work, await step(work, project, isFull ? 'fill' : 'reopen'));
  return progress;
}

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

/** Where they stand now, what their card says, and what the project came to by it. */
interface Advanced {
  placed: Placed;
  message: Message;
  progress: ProjectProgress;
}

/** Puts one a step on, and changes their card. `undefined`: they may not take it, for something changed meanwhile. */
export async function advance(
  work: Work,
  placed: Placed,
  which: PlacementStep,
  about: Omit<Moved, 'state'> = {},
): Promise<Advanced | undefined> {
  const [moved] = await moveEach(work, [placed], which, about);
  if (!moved) return undefined;
  const message = show(work, placementCard, moved);
  return { placed: moved, message, progress: await settleProject(work, moved.project) };
}

/** A5, A10: those who are chosen, and they alone, are asked about the host in confidence. The project is locked. */
export async function choose(
  work: Work,
  before: Project,
  placed: readonly Placed[],
): Promise<readonly Placed[]> {
  const { tx, now } = work;
  await markHostNamed(tx, before.id, now);
  const project = { ...(await step(work, before, 'choose')), hostNamedAt: before.hostNamedAt ?? now };
  // Whoever stood somewhere before is asked afresh: their yes of then is none to this.
  const chosen: Placed[] = [];
  for (const one of placed) {
    const isNew = !hasHistory(one);
    const about = { rings: true as const, ...(!isNew && { before: one.placement.state }) };
    chosen.push(...(await moveEach(work, [isNew ? one : await askAfresh(work, one)], 'choose', about)));
  }
  const asked = chosen.map((one) => ({ ...one, project }));
  showAll(work, placementCard, asked);
  await settleProject(work, project);
  return asked;
}

const hasHistory = ({ placement, answer, isAskedAgain }: Placed): boolean =>
  placement.edition > 0 || placement.ruling !== null || answer !== undefined || isAskedAgain;

/** What somebody said about the host is open again, and so is what was decided about it. */
async function askAfresh({ tx, now }: Work, placed: Placed): Promise<Placed> {
  const { projectId, peerId } = placed.placement;
  const isAskedAgain = placed.answer !== undefined || placed.isAskedAgain;
  await reopenConflict(tx, projectId, peerId, now);
  await placements.dropRuling(tx, projectId, peerId);
  return { ...placed, placement: { ...placed.placement, ruling: null }, answer: undefined, isAskedAgain };
}

/** What somebody said about the host is in. The project is locked. */
export async function takeAnswer(work: Work, placed: Placed, answer: ConflictAnswer): Promise<Message> {
  const { tx, now } = work;
  const { projectId, peerId, state, id } = placed.placement;
  await placements.dropRuling(tx, projectId, peerId);
  await placements.markUnreached(tx, id, false);
  const seen: Placed = {
    ...placed,
    placement: { ...placed.placement, ruling: null, unreached: false },
    answer,
    isAskedAgain: false,
  };
  const leaves = answer === 'declined' && isWithHost(state) ? await withdraw(work, seen) : undefined;
  if (leaves) return leaves;
  if (answer !== 'none') tell(work, answered, seen, now.toISOString());
  const which = answer === 'declined' ? 'decline' : state === 'declined' ? 'choose' : undefined;
  const moved = which && (await advance(work, seen, which));
  if (moved) return moved.message;
  await settleProject(work, seen.project);
  return show(work, placementCard, seen);
}

/**
 * A12: somebody who was put forward can’t come. Their project manager hears at once, with how long there is. The project
 * is locked. `undefined`: they were not put forward.
 */
export async function withdraw(work: Work, placed: Placed): Promise<Message | undefined> {
  const { now } = work;
  const { project } = placed;
  const moved = await advance(work, placed, 'withdraw', { before: placed.placement.state, withdrawnAt: now });
  if (!moved) return undefined;
  const notice = noticeDays(project, localDate(now, project.manager.timeZone));
  tell(work, withdrawn, { ...moved.placed, notice, reserve: moved.progress.reserve }, now.toISOString());
  return moved.message;
}

/**
 * Within ten minutes they stand where they stood, as far as that still holds: a place that was filled meanwhile is not
 * theirs, and an answer that said no is asked again. The project is locked.
 */
export async function comeBack(work: Work, placed: Placed, before: PlacementState): Promise<Message> {
  const { tx, now } = work;
  const { project } = placed;
  const { progress } = await readProjectRun(tx, project);
  const state = before === 'confirmed' && placesLeft(project, progress) === 0 ? 'released' : before;
  const asked = placed.answer === 'declined' ? await askAfresh(work, placed) : placed;
  const [back] = await placements.moveAll(tx, [asked], { state });
  if (!back) throw new Error(`Expected the placement ${placed.placement.id}, whose project is locked.`);
  await placements.dropNote(tx, placed.placement.id);
  tell(work, cameBack, back, now.toISOString());
  await settleProject(work, project);
  return show(work, placementCard, back);
}

/**
 * A8: another organisation, area or employment may be a conflict with a host that was none before (A10). Whoever answered
 * for a project that is still ahead is asked again, and its manager is told.
 */
export async function reopenAnswers(work: Work, peer: MemberId): Promise<void> {
  const { tx, now } = work;
  for (const { placement } of await placements.readLive(tx, peer)) {
    const placed = await placements.lockPlacement(tx, placement.id);
    if (!placed || isOver(placed.project.state) || !isLive(placed.placement.state)) continue;
    if (placed.answer === undefined || placed.answer === 'declined') continue;
    const asked = await askAfresh(work, placed);
    const state = placed.placement.state;
    const [again] = await placements.moveAll(tx, [asked], { state, rings: true });
    if (again) show(work, placementCard, again);
    tell(work, changed, asked, now.toISOString());
    await settleProject(work, placed.project);
  }
}
