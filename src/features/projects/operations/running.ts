import type { Work } from '../../../bot/feature.ts';
import { show, tell } from '../../../bot/messages/say.ts';
import type { PlacementNews } from '../../../bot/placement-news.ts';
import type { Message } from '../../../chat/message.ts';
import { localDate } from '../../../time/hours.ts';
import { putForward } from '../../placements/operations/placing.ts';
import {
  isBeforeChoice,
  isOver,
  nextProjectState,
  noticeDays,
  type ProjectStep,
} from '../../placements/rules/project.ts';
import { markHostNamed } from '../../placements/store/host.ts';
import { hasReserve, type Placed, readPlacement } from '../../placements/store/placements.ts';
import { moveProject, type Project, readProject } from '../../placements/store/projects.ts';
import * as messages from '../messages.ts';
import type { ProjectProgress } from '../rules/progress.ts';
import { readProjectRun } from '../store/progress.ts';
import { beginSeeking, seekReserve } from './reserves.ts';

/** The manager’s living card of a locked project; a project that peers are still called for has none. */
export async function showProject(work: Work, project: Project): Promise<Message | undefined> {
  if (isBeforeChoice(project.state)) return undefined;
  return show(work, messages.projectCard, await readProjectRun(work.tx, project));
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

/** A5, A10: those who are chosen, and they alone, are asked about the host in confidence. The project is locked. */
export async function choose(work: Work, before: Project, placed: readonly Placed[]): Promise<void> {
  const { tx, now } = work;
  await markHostNamed(tx, before.id, now);
  const project = { ...(await step(work, before, 'choose')), hostNamedAt: before.hostNamedAt ?? now };
  await putForward(work, project, placed);
  await settleProject(work, project);
}

/** People moved on a project that is locked: how it counts now, and what whoever runs it is to hear. */
export async function noteMoved(work: Work, id: string, news?: PlacementNews): Promise<void> {
  const project = await readProject(work.tx, id);
  if (!project) return;
  if (news?.what === 'forgotten') tell(work, messages.toDelete, { project }, work.now.toISOString());
  const placed = news && (await readPlacement(work.tx, news.placement));
  const leaves = news?.what === 'withdrawn' || news?.what === 'forgotten';
  const sought = isOver(project.state)
    ? undefined
    : leaves && !project.seeking && (await hasReserve(work.tx, id))
      ? await beginSeeking(work, project)
      : await seekReserve(work, project);
  const progress = sought && (await settleProject(work, sought));
  if (placed && progress) tellOf(work, placed, news.what, progress);
}

function tellOf(
  work: Work,
  placed: Placed,
  what: PlacementNews['what'],
  { reserve, offered }: ProjectProgress,
): void {
  const at = work.now.toISOString();
  const { project } = placed;
  switch (what) {
    case 'answered':
      return void tell(work, messages.answered, placed, at);
    case 'changed':
      return void tell(work, messages.changed, placed, at);
    case 'withdrawn': {
      // A12: what it means for the host follows from how long there is, and from who could step in.
      const notice = noticeDays(project, localDate(work.now, project.manager.timeZone));
      return void tell(work, messages.withdrawn, { ...placed, notice, reserve, offered }, at);
    }
    case 'came-back':
      return void tell(work, messages.cameBack, placed, at);
    case 'some-days':
      return void tell(work, messages.someDays, placed, at);
    case 'stepped-in':
      return void tell(work, messages.steppedIn, placed, at);
    case 'silent':
      return void tell(work, messages.toRing, placed, 'see-you');
    case 'forgotten':
      return;
  }
}
