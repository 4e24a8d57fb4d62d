import { type CardKind, messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { DAY_MS } from '../../time/durations.ts';
import { placementButton } from './rules/links.ts';
import { asksStill } from './rules/moments.ts';
import { isAsked } from './rules/moved-days.ts';
import { isLive, type PlacementState } from './rules/placement.ts';
import { isOver, lastMoment } from './rules/project.ts';
import { whenAndWhere } from './rules/words.ts';
import * as expected from './store/expected.ts';
import { type Placed, readPlacements } from './store/placements.ts';
import { readToAllow, type ToAllow, toAllowId } from './store/to-allow.ts';
import * as mayRead from './views/may-read.ts';
import * as peer from './views/placement.ts';

const SAID_MS = 14 * DAY_MS;
const SAID_AT_END: readonly PlacementState[] = ['cancelled', 'completed'];

const { card } = messagesOf('placements');

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
    if (placement.daysAsked && isAsked({ placement })) return { rank: RANK.invitation, until };
    if (state === 'thanked') return { rank: RANK.invitation, until };
    if (state === 'offered') return { rank: RANK.invitation, until: placement.offerUntil ?? until };
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
          open: placementButton(placement.id),
        }
      : undefined,
  read: readOwn,
  personal: true,
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
    // Once it is over nobody decides about what was told.
    may === null && project.managerId === reader && !isOver(project.state)
      ? { rank: RANK.confidence, until: lastMoment(project) }
      : undefined,
  read: ({ tx }, _records, reader) => readToAllow(tx, reader),
  personal: true,
  expected: expected.readExpectedToAllow,
  lost: 'home',
  slot: ({ record }) => `availability:may-read:${record}`,
});

export const MESSAGES = [placementCard, mayReadCard];
