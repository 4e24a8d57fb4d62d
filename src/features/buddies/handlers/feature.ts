import { type Binding, type Context, type Feature, on } from '../../../bot/feature.ts';
import type { HomePart } from '../../../bot/page-parts.ts';
import { mayUse } from '../../../bot/router.ts';
import type { Card } from '../../../chat/message.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { calendarPages } from '../../../web/calendar.ts';
import * as routes from '../routes.ts';
import { isCalledOff, type Nudge, sentSince } from '../rules/clock.ts';
import { CALENDAR, readEntry } from '../store/calendar.ts';
import { exportBuddies } from '../store/erasure.ts';
import { readExpectedMessages } from '../store/expected.ts';
import { readClock, readHeld, readPlanned } from '../store/meetings.ts';
import { readOwnNotes } from '../store/notes.ts';
import {
  countColleagues,
  countHelpWanted,
  type Pair,
  readEndedPair,
  readOwnPair,
  sideOf,
} from '../store/pairs.ts';
import { readWish, readWishers } from '../store/people.ts';
import { advancePairs } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { notSent } from '../views/coordinator.ts';
import { helpRow, homePart, overviewPage } from '../views/home.ts';
import { nudgeCard } from '../views/nudges.ts';
import { offerCard } from '../views/offers.ts';
import { togetherCard } from '../views/pair.ts';
import * as coordinator from './coordinator.ts';
import { erase, keepsNameless, retention } from './erasure.ts';
import { handover } from './handover.ts';
import * as joining from './joining.ts';
import * as meetings from './meetings.ts';
import * as notes from './notes.ts';
import * as offers from './offers.ts';
import * as pairs from './pair.ts';
import * as runningPairs from './pairs.ts';
import { undelivered } from './undelivered.ts';

/** So long home says that a date is off, or that a pairing has ended: a message may not have reached them. */
const TOLD_DAYS = 14;

async function home(context: Context): Promise<HomePart> {
  const { tx, actor, now } = context;
  if (!mayUse(actor, 'members')) return { waiting: [], blocks: [] };
  const pair = await readOwnPair(tx, actor.member);
  const card = pair && (await waitingCard(context, pair));
  const since = new Date(now.getTime() - TOLD_DAYS * DAY_MS);
  const part = homePart({
    ...{ pair, member: actor.member, wisher: await readWish(tx, actor.member), waiting: card },
    planned: pair && (await readPlanned(tx, pair.id)),
    isOff: pair !== undefined && isCalledOff(pair, actor.member, since),
    ended: pair ? undefined : await readEndedPair(tx, actor.member, since),
  });
  const seeking = mayUse(actor, 'coordinator') ? await countHelpWanted(tx) : 0;
  return seeking > 0 ? { ...part, blocks: [...part.blocks, helpRow(seeking)] } : part;
}

/** An offer without an answer, or a nudge that nobody has answered. */
async function waitingCard({ tx, actor, now }: Context, pair: Pair): Promise<Card | undefined> {
  const { member } = actor;
  if (pair.state === 'offered')
    return sideOf(pair, member)?.answer === null ? offerCard(pair, member) : undefined;
  const clock = await readClock(tx, pair);
  const last = clock.paused ? undefined : sentSince(clock).at(-1);
  return last && nudgeCard({ pair, member, clock, step: last.kind as Nudge, visits: [], now });
}

async function overview(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const pair = await readOwnPair(tx, actor.member);
  const coordinates = mayUse(actor, 'coordinator');
  if (!pair || pair.state === 'offered') return say(overviewPage(await home(context), coordinates));
  const held = await readHeld(tx, pair.id);
  const ids = held.map(({ id }) => id);
  const together = {
    pair,
    planned: await readPlanned(tx, pair.id),
    held,
    notes: await readOwnNotes(tx, actor.member, ids),
    now,
  };
  return say(overviewPage(togetherCard(together, actor.member), coordinates));
}

const bindings: readonly Binding[] = [
  on(routes.overview, 'members', overview),
  on(routes.openOverview, 'members', overview),
  on(routes.join, 'members', joining.typeJoin),
  on(routes.openJoin, 'members', joining.openJoin),
  on(routes.saveJoin, 'members', joining.saveJoin),
  on(routes.leave, 'members', joining.leave),
  on(routes.wishAgain, 'members', joining.wishAgain),

  on(routes.match, 'coordinator', coordinator.openRound),
  on(routes.openProposals, 'coordinator', coordinator.openProposals),
  on(routes.dropProposals, 'coordinator', coordinator.dropProposals),
  on(routes.askToSend, 'coordinator', coordinator.askToSend),
  on(routes.send, 'coordinator', coordinator.send),
  on(routes.keepRound, 'coordinator', () => update(notSent)),
  on(routes.discard, 'coordinator', coordinator.discard),
  on(routes.takeBack, 'coordinator', coordinator.takeBack),
  on(routes.openPairs, 'coordinator', runningPairs.openPairs),
  on(routes.openSharedNotes, 'coordinator', runningPairs.openSharedNotes),

  on(routes.accept, 'members', offers.accept),
  on(routes.decline, 'members', offers.decline),
  on(routes.undoDecline, 'members', offers.undoDecline),

  on(routes.openReach, 'members', pairs.openReach),
  on(routes.openAgreement, 'members', pairs.openAgreement),
  on(routes.saveAgreement, 'members', pairs.saveAgreement),
  on(routes.skip, 'members', pairs.skip),
  on(routes.undoSkip, 'members', pairs.undoSkip),
  on(routes.pause, 'members', pairs.pause),
  on(routes.resume, 'members', pairs.resume),
  on(routes.askForHelp, 'members', pairs.askForHelp),
  on(routes.noHelp, 'members', pairs.noHelp),
  on(routes.noVisits, 'members', pairs.setVisits(true)),
  on(routes.visitsAgain, 'members', pairs.setVisits(false)),
  on(routes.askToEnd, 'members', pairs.askToEnd),
  on(routes.end, 'members', pairs.end),
  on(routes.keepPair, 'members', pairs.keepPair),
  on(routes.undoEnd, 'members', pairs.undoEnd),
  on(routes.openTalk, 'members', pairs.openTalk),

  on(routes.openDate, 'members', meetings.openDate),
  on(routes.saveDate, 'members', meetings.saveDate),
  on(routes.openPlace, 'members', meetings.openPlace),
  on(routes.openCalendar, 'members', meetings.openCalendar),
  on(routes.cancelDate, 'members', meetings.cancelDate),
  on(routes.openMet, 'members', meetings.openMet),
  on(routes.saveMet, 'members', meetings.saveMet),
  on(routes.undoMet, 'members', meetings.undoMet),

  on(routes.openNote, 'members', notes.openNote),
  on(routes.saveNote, 'members', notes.saveNote),
  on(routes.openNotes, 'members', notes.openNotes),
  on(routes.shareNote, 'members', notes.shareNote(true)),
  on(routes.unshareNote, 'members', notes.shareNote(false)),
];

export const buddies: Feature = {
  name: 'buddies',
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: { 'buddy_person.member_id': 'your wish for a buddy', 'buddy_side.member_id': 'buddies' },
    erase,
    keepsNameless,
    retention,
    export: ({ tx, vault }, member) => exportBuddies(tx, vault, member),
  },
  sweeps: [advancePairs],
  home,
  handover,
  pages: ({ database, vault }) =>
    calendarPages(CALENDAR, (hash) => database.transaction((tx) => readEntry(tx, vault, hash))),
  delivery: { expected: readExpectedMessages, listedAs: 'buddies', undelivered },
  people: {
    touchedByMerge: ({ tx }, moving, joining) => countColleagues(tx, moving, joining),
    begun: async (tx, what, member) => (what === 'buddies' ? readWishers(tx, member) : []),
  },
};
