import { type CardKind, messagesOf, nameOf, type Reader } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { DAY_MS } from '../../time/durations.ts';
import { asSeenBy, isDeputy, runnersOf, runs } from './rules/deputy.ts';
import { asksStill } from './rules/moments.ts';
import { isLive, type PlacementState } from './rules/placement.ts';
import { placesLeft } from './rules/progress.ts';
import { isOver, lastMoment } from './rules/project.ts';
import { whenAndWhere } from './rules/words.ts';
import * as expected from './store/expected.ts';
import { type Placed, readPlacements } from './store/placements.ts';
import { type ProjectRun, readProjectRuns } from './store/progress.ts';
import type { Project } from './store/projects.ts';
import { readToAllow, type ToAllow, toAllowId } from './store/to-allow.ts';
import * as deputy from './views/deputy.ts';
import * as manager from './views/manager.ts';
import * as mayRead from './views/may-read.ts';
import * as news from './views/news.ts';
import * as peer from './views/placement.ts';

const SAID_MS = 14 * DAY_MS;
const SAID_AT_END: readonly PlacementState[] = ['cancelled', 'completed'];

const { card, news: newsOf } = messagesOf('projects');

const toPeer = ({ placement }: Placed) => [{ member: placement.peerId }];
const aboutPlacement = ({ placement }: Placed): string => placement.id;
const readOwn: CardKind<Placed>['read'] = async ({ tx }, ids, reader) =>
  new Map((await readPlacements(tx, ids, reader)).map((one) => [one.placement.id, one]));

/** A peer’s one living card on a project; what is to ring is its next edition. */
export const placementCard = card<Placed>('placement', {
  record: aboutPlacement,
  to: toPeer,
  preview: 'vague',
  draw: (placed, { now }) => peer.placementCard(placed, now),
  edition: { of: ({ placement }) => placement.edition, moved: () => peer.movedOn },
  waits: ({ placement, project, answer }, _reader, now) => {
    const { state } = placement;
    // How it ended is said for a fortnight to whoever looks for themselves.
    const ended = project.endedAt && new Date(project.endedAt.getTime() + SAID_MS);
    if (isOver(project.state))
      return ended && ended > now && SAID_AT_END.includes(state)
        ? { rank: RANK.news, until: ended }
        : undefined;
    const until = lastMoment(project);
    if (state === 'thanked') return { rank: RANK.invitation, until };
    if (asksStill(placement)) return { rank: RANK.invitation, until };
    if (isLive(state) && answer === undefined) return { rank: RANK.confidence, until };
    return state === 'released' || (state === 'chosen' && placement.ruling === 'conditions')
      ? { rank: RANK.news, until }
      : undefined;
  },
  comes: ({ placement, project }) =>
    placement.state === 'confirmed' && !isOver(project.state)
      ? {
          at: lastMoment(project),
          line: `You’re on the team: ${whenAndWhere(project)}.`,
          open: peer.placementButton(placement.id),
        }
      : undefined,
  read: readOwn,
  expected: expected.readExpectedPlacements,
  lost: 'handled',
  slot: ({ record, edition }) =>
    edition === 0 ? `availability:host:${record}` : `projects:placement:${record}:${edition}`,
});

/** Asked of whoever told something to the one before, when somebody else runs the project. */
export const mayReadCard = card<ToAllow>('may-read', {
  record: ({ placement, reader }) => toAllowId(placement.id, reader),
  to: toPeer,
  preview: 'vague',
  draw: (toAllow) =>
    toAllow.may === null
      ? mayRead.mayReadConflict(toAllow)
      : mayRead.mayReadConflictAnswered(toAllow, toAllow.may),
  waits: ({ project, reader, may }) =>
    may === null && project.managerId === reader ? { rank: RANK.confidence } : undefined,
  read: ({ tx }, _records, reader) => readToAllow(tx, reader),
  expected: expected.readExpectedToAllow,
  lost: 'home',
  slot: ({ record }) => `availability:may-read:${record}`,
});

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
  expected: expected.readExpectedProjects,
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

export type Withdrawn = Placed & { notice: number; reserve: number };
/** A12: whoever is lost to the project rings at once. */
export const withdrawn = newsOf<Withdrawn>('withdrawn', {
  record: aboutPlacement,
  to: toRunners,
  preview: 'vague',
  draw: (one) => news.withdrawnCard(one, one.notice, one.reserve),
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

export const over = newsOf<ProjectRun>('over', {
  record: aboutProject,
  to: toRunners,
  preview: 'title',
  draw: (run, { reader }) =>
    isForDeputy(run, reader) ? deputy.endedCard(run.project) : news.endedCard(run, run.progress.confirmed),
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
  placementCard,
  mayReadCard,
  projectCard,
  answered,
  changed,
  withdrawn,
  toRing,
  cameBack,
  toDelete,
  over,
  calledOff,
];
