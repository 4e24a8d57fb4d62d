import { messagesOf, nameOf, type Reader } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { asSeenBy, isDeputy, runnersOf, runs } from '../placements/rules/deputy.ts';
import { isOver } from '../placements/rules/project.ts';
import type { Placed } from '../placements/store/placements.ts';
import type { Project } from '../placements/store/projects.ts';
import { placesLeft } from './rules/progress.ts';
import { readExpectedProjects } from './store/expected.ts';
import { type ProjectRun, readProjectRuns } from './store/progress.ts';
import { someDaysCard } from './views/days.ts';
import * as deputy from './views/deputy.ts';
import * as manager from './views/manager.ts';
import * as news from './views/news.ts';
import { notReadyCard } from './views/preparation.ts';
import { writtenCard } from './views/writing.ts';

const { card, news: newsOf } = messagesOf('projects');

const aboutPlacement = ({ placement }: Placed): string => placement.id;
const toRunners = ({ project }: { project: Project }) => runnersOf(project);
const isForDeputy = ({ project }: { project: Project }, reader: Reader): boolean =>
  'member' in reader && isDeputy(project, reader.member);
const aboutProject = ({ project }: { project: Project }): string => project.id;

/** The one living card of whoever runs a project, once somebody was chosen. */
export const projectCard = card<ProjectRun>('project', {
  record: aboutProject,
  to: toRunners,
  preview: 'title',
  draw: (run, { reader }) => asSeenBy(manager.projectCard(run), run.project, nameOf(reader)),
  waits: ({ project, progress }, reader) =>
    runs(project, reader) &&
    !isOver(project.state) &&
    (progress.toRule > 0 || placesLeft(project, progress) > 0)
      ? { rank: RANK.running }
      : undefined,
  comes: (run, reader) =>
    isOver(run.project.state) || !runs(run.project, reader) ? undefined : manager.coming(run),
  read: ({ tx, now }, projects, reader) => readProjectRuns(tx, projects, reader, now),
  expected: readExpectedProjects,
  lost: 'home',
});

/** A10: somebody told something about the host, or would rather not. */
export const answered = newsOf<Placed>('answered', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'vague',
  draw: (placed, { reader }) =>
    isForDeputy(placed, reader) && placed.answer === 'told'
      ? deputy.toldCard(placed)
      : news.answeredCard(placed),
  lost: 'home',
});

/** A8: the project manager is told that something changed, and not what: that is the peer’s to say. */
export const changed = newsOf<Placed>('changed', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'title',
  draw: news.changedCard,
  lost: 'home',
});

export type Withdrawn = Placed & { notice: number; reserve: number; offered: number };
/** A12: whoever is lost to the project rings at once. */
export const withdrawn = newsOf<Withdrawn>('withdrawn', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'vague',
  draw: (one) => news.withdrawnCard(one, one.notice, one),
  lost: 'home',
});

/** A11: nobody withdraws by saying nothing, and nobody should stand at the door and wait either. */
export const toRing = newsOf<Placed>('to-ring', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'vague',
  draw: news.toRingCard,
  lost: 'home',
});

/** A13: somebody in reserve has said yes. */
export const steppedIn = newsOf<Placed>('stepped-in', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'vague',
  draw: news.steppedInCard,
  lost: 'home',
});

/** A25: not all of the new days suit somebody who was put forward. */
export const someDays = newsOf<Placed>('some-days', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'vague',
  draw: someDaysCard,
  lost: 'home',
});

/** A19, A22, A24: a week before, what isn’t ready. */
export const notReady = newsOf<{ project: Project; team: readonly Placed[] }>('not-ready', {
  record: aboutProject,
  to: toRunners,
  preview: 'vague',
  draw: ({ project, team }) => notReadyCard(project, team),
  lost: 'home',
});

/** A13: everybody in reserve was asked, or cannot be. */
export const nobodyLeft = newsOf<{ project: Project }>('nobody-left', {
  record: aboutProject,
  to: toRunners,
  preview: 'title',
  draw: news.nobodyLeftCard,
  lost: 'home',
});

/** They came back within ten minutes. */
export const cameBack = newsOf<Placed>('came-back', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'vague',
  draw: news.backCard,
  lost: 'home',
});

/** UK GDPR Art. 17, 19: whoever received somebody’s details is asked to delete them. */
export const toDelete = newsOf<{ project: Project }>('to-delete', {
  record: aboutProject,
  to: toRunners,
  preview: 'vague',
  draw: news.forgottenCard,
  lost: 'home',
});

/** What whoever runs a project writes to its people. */
export const teamWords = newsOf<Placed & { by: string; words: string }>('words', {
  record: aboutPlacement,
  to: ({ placement }) => [{ member: placement.peerId }],
  preview: 'vague',
  draw: (placed) => writtenCard(placed, placed),
  lost: 'handled',
});

export const over = newsOf<ProjectRun & { isOutside: boolean }>('over', {
  record: aboutProject,
  to: toRunners,
  preview: 'title',
  draw: (run, { reader }) =>
    isForDeputy(run, reader)
      ? deputy.endedCard(run.project)
      : news.endedCard(run, run.progress.confirmed, run.isOutside),
  lost: 'nothing',
});

/** A25: one of those who run it has called it off; the other hears. */
export const calledOff = newsOf<{ project: Project; by: string }>('called-off', {
  record: aboutProject,
  to: toRunners,
  preview: 'title',
  draw: deputy.calledOffCard,
  lost: 'home',
});

export const MESSAGES = [
  projectCard,
  answered,
  changed,
  withdrawn,
  toRing,
  steppedIn,
  someDays,
  notReady,
  nobodyLeft,
  cameBack,
  toDelete,
  teamWords,
  over,
  calledOff,
];
