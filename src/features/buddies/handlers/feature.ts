import type { Binding, Context, Feature, Work } from '../../../bot/feature.ts';
import { HOME_PAGE } from '../../../bot/home.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { onLost } from '../../../bot/messages/undelivered.ts';
import { drawStanding, readStandingCards } from '../../../bot/messages/waiting.ts';
import { on } from '../../../bot/on.ts';
import { mayUse } from '../../../bot/permissions.ts';
import type { Block } from '../../../chat/message.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { calendarPages } from '../../../web/calendar.ts';
import * as messages from '../messages.ts';
import { askToTellDate, markUnreached } from '../operations/unreached.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { CALENDAR, readEntry } from '../store/calendar.ts';
import { exportBuddies } from '../store/erasure.ts';
import { readHeld, readPlanned } from '../store/meetings.ts';
import { readOwnNotes } from '../store/notes.ts';
import { countColleagues, type Pair, readOwnPair, readPairOf } from '../store/pairs.ts';
import { readWish, readWishers } from '../store/people.ts';
import { advancePairs } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import * as views from '../views/home.ts';
import { togetherCard } from '../views/pair.ts';
import * as coordinator from './coordinator.ts';
import { erase, keepsNameless, retention } from './erasure.ts';
import { ownMeeting, ownPair } from './guards.ts';
import * as joining from './joining.ts';
import * as meetings from './meetings.ts';
import * as notes from './notes.ts';
import * as offers from './offers.ts';
import * as pairs from './pair.ts';
import { takeBack } from './rounds.ts';

/** What is said of somebody who has no pair, or one that is only offered. */
async function readRows({ tx, actor }: Context, pair: Pair | undefined): Promise<Block[]> {
  return views.standingRows(pair, actor.member, await readWish(tx, actor.member));
}

async function overview(context: Context): Promise<Say> {
  const { tx, actor, now } = context;
  const pair = await readOwnPair(tx, actor.member);
  const coordinates = mayUse(actor, 'coordinator');
  if (!pair || pair.state === 'offered') {
    const { waiting } = await readStandingCards(context, messages.MESSAGES);
    const drawn = await drawStanding(context, waiting.slice(0, HOME_PAGE));
    const cards = drawn.flatMap(({ card }) => card ?? []);
    const rows = await readRows(context, pair);
    return say(views.overviewPage(views.standingCard(cards, rows), coordinates));
  }
  const held = await readHeld(tx, pair.id);
  const ids = held.map(({ id }) => id);
  const together = {
    pair,
    planned: await readPlanned(tx, pair.id),
    held,
    notes: await readOwnNotes(tx, actor.member, ids),
    now,
  };
  return say(views.overviewPage(togetherCard(together, actor.member), coordinates));
}

/**
 * A message to one of a pair will not arrive. A date is told by whoever set it or called it off, where nothing of it was
 * seen; anything else shows on the coordinators' pages, so that a person can ask.
 */
const unreached = async (work: Work, { record, reader }: Lost): Promise<void> => {
  if (reader !== undefined) await markUnreached(work, record, reader);
};
const lost = [
  onLost(messages.offerCard, unreached),
  onLost(messages.reminderCard, unreached),
  onLost(messages.introduction, unreached),
  onLost(messages.paused, unreached),
  onLost(messages.resumed, unreached),
  onLost(messages.endedCard, unreached),
  onLost(messages.nudgeCard, async (work, { record, reader, outcome }) => {
    // One that came too late is followed by the next one.
    const pair = outcome === 'expired' ? undefined : await readPairOf(work.tx, record);
    if (pair !== undefined && reader !== undefined) await markUnreached(work, pair, reader);
  }),
  onLost(messages.dateCard, async (work, { record, edition, reader, wasSeen }) => {
    if (!wasSeen && reader !== undefined)
      await askToTellDate(work, { meeting: record, sequence: edition, member: reader });
  }),
];

const bindings: readonly Binding[] = [
  on(routes.overview, overview),
  on(routes.openOverview, overview),
  on(routes.join, joining.typeJoin),
  on(routes.openJoin, joining.openJoin),
  on(routes.saveJoin, joining.saveJoin),
  on(routes.leave, joining.leave),
  on(routes.wishAgain, joining.wishAgain),

  on(routes.takeBack, takeBack),
  on(routes.openPairs, coordinator.openPairs),
  on(routes.openSharedNotes, coordinator.openSharedNotes),

  on(routes.accept, ownPair, offers.accept),
  on(routes.decline, ownPair, offers.decline),
  on(routes.undoDecline, ownPair, offers.undoDecline),

  on(routes.openReach, ownPair, pairs.openReach),
  on(routes.openAgreement, ownPair, pairs.openAgreement),
  on(routes.saveAgreement, ownPair, pairs.saveAgreement),
  on(routes.skip, ownPair, pairs.skip),
  on(routes.undoSkip, ownPair, pairs.undoSkip),
  on(routes.pause, ownPair, pairs.pause),
  on(routes.resume, ownPair, pairs.resume),
  on(routes.askForHelp, ownPair, pairs.askForHelp),
  on(routes.noHelp, ownPair, pairs.noHelp),
  on(routes.noVisits, ownPair, pairs.setVisits(true)),
  on(routes.visitsAgain, ownPair, pairs.setVisits(false)),
  on(routes.askToEnd, ownPair, pairs.askToEnd),
  on(routes.end, ownPair, pairs.end),
  on(routes.keepPair, pairs.keepPair),
  on(routes.undoEnd, ownPair, pairs.undoEnd),
  on(routes.openTalk, ownPair, pairs.openTalk),

  on(routes.openDate, ownPair, meetings.openDate),
  on(routes.saveDate, ownPair, meetings.saveDate),
  on(routes.openPlace, ownMeeting, meetings.openPlace),
  on(routes.openCalendar, ownMeeting, meetings.openCalendar),
  on(routes.cancelDate, ownMeeting, meetings.cancelDate),
  on(routes.openMet, ownPair, meetings.openMet),
  on(routes.saveMet, ownPair, meetings.saveMet),
  on(routes.undoMet, ownMeeting, meetings.undoMet),

  on(routes.openNote, ownMeeting, notes.openNote),
  on(routes.saveNote, ownMeeting, notes.saveNote),
  on(routes.openNotes, ownPair, notes.openNotes),
  on(routes.shareNote, ownMeeting, notes.shareNote(true)),
  on(routes.unshareNote, ownMeeting, notes.shareNote(false)),
];

export const buddies: Feature = {
  name: 'buddies',
  permissions,
  messages: messages.MESSAGES,
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
  homeActions: [{ button: views.buddiesButton, for: 'members', rank: 40 }],
  pages: ({ database, vault }) =>
    calendarPages(CALENDAR, (hash) => database.transaction((tx) => readEntry(tx, vault, hash))),
  delivery: { listedAs: 'buddies', lost },
  people: {
    touchedByMerge: ({ tx }, moving, joining) => countColleagues(tx, moving, joining),
    begun: async (tx, what, member) => (what === 'buddies' ? readWishers(tx, member) : []),
  },
};
