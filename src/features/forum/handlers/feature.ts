import { type Binding, type Context, type Feature, on, type Work } from '../../../bot/feature.ts';
import type { HomePart } from '../../../bot/page-parts.ts';
import { mayUse } from '../../../bot/router.ts';
import type { Card } from '../../../chat/message.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { readProfile } from '../../../directory/profile.ts';
import * as routes from '../routes.ts';
import { AUDIENCES, belongsTo, visibilityOf } from '../rules/audience.ts';
import { aheadOf } from '../rules/waiting.ts';
import { exportEvents } from '../store/erasure.ts';
import { lockEvent, readCancelledFor, readEvent, readOpenEvents, readOwnEvents } from '../store/event.ts';
import { readExpectedMessages } from '../store/expected.ts';
import * as invitations from '../store/invitation.ts';
import { readChannels } from '../store/outward.ts';
import { readReadersToAllow } from '../store/private.ts';
import { readStanding } from '../store/standing.ts';
import { advanceEvents, forgetFeedback, remind } from '../sweep.ts';
import { AUDIT_LABELS } from '../views/audit-labels.ts';
import { kept } from '../views/confirm.ts';
import * as eventViews from '../views/event.ts';
import { comingLine, homePart, overviewPage } from '../views/home.ts';
import { isReminderKey, readPostKey } from '../views/messages.ts';
import { organiserCard } from '../views/organiser.ts';
import { mayReadNeeds } from '../views/private.ts';
import * as voteViews from '../views/vote.ts';
import * as agenda from './agenda.ts';
import * as draft from './draft.ts';
import { erase, retention } from './erasure.ts';
import { mayOrganise } from './gate.ts';
import { handover } from './handover.ts';
import * as member from './member.ts';
import * as own from './private.ts';
import * as running from './running.ts';
import { showOrganiser } from './tell.ts';

interface Shown {
  card: Card;
  answered: boolean;
  /** One line for somebody who comes, or waits for a place. */
  row?: string;
}

/** What is asked or announced for this person, and whether they have answered. What is not for them is not in it. */
async function readCards({ tx, actor, now, once }: Context): Promise<Shown[]> {
  const profile = await once('profile', () => readProfile(tx, actor.member));
  const events = await readOpenEvents(
    tx,
    AUDIENCES.filter((audience) => belongsTo(audience, profile)),
    now,
  );
  const mine = await invitations.readOwnInvitations(
    tx,
    actor.member,
    events.map(({ id }) => id),
  );
  const cards: Shown[] = [];
  for (const event of events) {
    const invitation = mine.get(event.id) ?? nobodyYet(actor, event.id);
    const visibility = visibilityOf(event.audience, profile, invitation.participantKind);
    if (visibility === 'ask') cards.push({ card: voteViews.participantKindCard(event), answered: false });
    if (visibility !== 'in') continue;
    if (event.state === 'asking') {
      const answered = invitation.voted !== null;
      cards.push({
        card: answered ? voteViews.votedCard(event, invitation) : voteViews.voteCard(event, invitation),
        answered,
      });
    } else {
      const ahead = aheadOf(await invitations.readInvitations(tx, event.id), invitation.id);
      cards.push({
        card: eventViews.eventCard(event, invitation, ahead),
        answered: invitation.parts !== null,
        ...(invitation.seat !== null && { row: comingLine(event, invitation) }),
      });
    }
  }
  return cards;
}

/** Somebody who joined after it went out: their first press invites them. */
const nobodyYet = (
  { member: memberId, timeZone }: Context['actor'],
  eventId: string,
): invitations.Invitation => ({
  ...{
    id: '',
    eventId,
    memberId,
    timeZone,
    participantKind: null,
    voted: null,
    parts: null,
    seat: null,
    queue: null,
  },
  ...{ undelivered: false, ticks: [] },
});

/** What this organiser has under way, as far as they may still see it. */
async function readOwnCards({ tx, actor, now, once }: Context): Promise<{ card: Card; waits: boolean }[]> {
  if (!mayOrganise(actor)) return [];
  const profile = await once('profile', () => readProfile(tx, actor.member));
  const events = (await readOwnEvents(tx, actor.member)).filter(({ audience }) =>
    belongsTo(audience, profile),
  );
  const cards: { card: Card; waits: boolean }[] = [];
  for (const event of events) {
    const card = organiserCard(event, await readStanding(tx, event), now);
    cards.push({ card, waits: event.state !== 'announced' });
  }
  return cards;
}

async function home(context: Context): Promise<HomePart> {
  if (!mayUse(context.actor, 'members')) return { waiting: [], blocks: [] };
  const cards = await readCards(context);
  const asked = cards.filter(({ answered }) => !answered);
  const own = (await readOwnCards(context)).filter(({ waits }) => waits);
  const coming = cards.flatMap(({ row }) => row ?? []);
  const rows = [...coming.slice(0, 3), ...(await readCancelled(context))];
  // Only who comes has said what they need.
  const readers = coming.length > 0 ? await readReaders(context) : [];
  return homePart([...asked, ...own].map(({ card }) => card).concat(readers), rows);
}

/** Whether whoever organises a meeting now may read what this person told the one before. */
async function readReaders({ tx, actor }: Context): Promise<Card[]> {
  const cards: Card[] = [];
  for (const { eventId, before } of await readReadersToAllow(tx, actor.member)) {
    const event = await readEvent(tx, eventId);
    if (event) cards.push(mayReadNeeds(event, before));
  }
  return cards;
}

/** What somebody said they would come to, and which is off: a message may not have reached them. */
async function readCancelled({ tx, actor, now, once }: Context): Promise<string[]> {
  const profile = await once('profile', () => readProfile(tx, actor.member));
  const lines: string[] = [];
  for (const event of await readCancelledFor(tx, actor.member, now)) {
    const invitation = await invitations.readInvitation(tx, event.id, actor.member);
    if (invitation && visibilityOf(event.audience, profile, invitation.participantKind) === 'in')
      lines.push(eventViews.cancelledLine(event, invitation));
  }
  return lines;
}

async function showOverview(context: Context): Promise<Say> {
  const { tx, actor } = context;
  const page = overviewPage({
    own: (await readOwnCards(context)).map(({ card }) => card),
    open: (await readCards(context)).map(({ card }) => card),
    organises: mayOrganise(actor),
    channels: mayOrganise(actor) ? await readChannels(tx, actor.member) : [],
  });
  return say(page);
}

/** The organiser sees how many could not be reached; a channel that could not be is named to them. */
async function undelivered(work: Work, id: string, key: string, outcome: string): Promise<void> {
  const posted = readPostKey(key);
  if (posted) return agenda.postFailed(work, posted, key);
  if (outcome === 'expired' && isReminderKey(key)) return;
  const invitation = await invitations.readInvitationById(work.tx, id);
  const event = invitation && (await lockEvent(work.tx, invitation.eventId));
  if (!event) return;
  await invitations.markUndelivered(work.tx, invitation.id);
  await showOrganiser(work, event);
}

const bindings: readonly Binding[] = [
  on(routes.overview, 'members', showOverview),
  on(routes.openOverview, 'members', showOverview),
  on(routes.startEvent, 'members', draft.startEvent),
  on(routes.openNew, 'members', draft.startEvent),
  on(routes.here, 'members', agenda.knowChannel),
  on(routes.saveWhat, 'members', draft.saveWhat),
  on(routes.saveWhen, 'members', draft.saveWhen),
  on(routes.changeWhat, 'members', draft.changeWhat),
  on(routes.changeWhen, 'members', draft.changeWhen),
  on(routes.discard, 'members', draft.discard),
  on(routes.ask, 'members', draft.ask),
  on(routes.choose, 'members', running.choose),
  on(routes.announce, 'members', running.announce),
  on(routes.keep, 'members', () => update(kept)),
  on(routes.takeBack, 'members', running.takeBack),
  on(routes.startMove, 'members', running.startMove),
  on(routes.saveMove, 'members', running.saveMove),
  on(routes.move, 'members', running.move),
  on(routes.askToCancel, 'members', running.askToCancel),
  on(routes.cancel, 'members', running.cancel),
  on(routes.restore, 'members', running.restore),
  on(routes.readNeeds, 'members', running.showNeeds),
  on(routes.changeAgenda, 'members', agenda.changeAgenda),
  on(routes.saveAgenda, 'members', agenda.saveAgenda),
  on(routes.askToPost, 'members', agenda.askToPost),
  on(routes.post, 'members', agenda.post),
  on(routes.forgetChannel, 'members', agenda.forgetChannel),
  on(routes.chooseParticipantKind, 'members', member.chooseParticipantKind),
  on(routes.chooseTimes, 'members', member.chooseTimes),
  on(routes.saveTimes, 'members', member.saveTimes),
  on(routes.noneWork, 'members', member.noneWork),
  on(routes.saveUsual, 'members', member.saveUsual),
  on(routes.notToday, 'members', member.notToday),
  on(routes.answer, 'members', member.answer),
  on(routes.reconsider, 'members', member.reconsider),
  on(routes.seeAgenda, 'members', member.seeAgenda),
  on(routes.noteForEmployer, 'members', member.noteForEmployer),
  on(routes.addToCalendar, 'members', own.addToCalendar),
  on(routes.tellNeeds, 'members', own.tellNeeds),
  on(routes.saveNeeds, 'members', own.saveNeeds),
  on(routes.letRead, 'members', own.letRead),
  on(routes.giveFeedback, 'members', own.giveFeedback),
  on(routes.saveFeedback, 'members', own.saveFeedback),
];

export const forum: Feature = {
  name: 'forum',
  bindings,
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: {
      'forum_invitation.member_id': 'meetings',
      'forum_event.organiser_id': 'meetings',
      'forum_usual.member_id': 'times that suit you',
    },
    erase,
    retention,
    export: ({ tx, vault }, member) => exportEvents(tx, vault, member),
  },
  sweeps: [remind, advanceEvents, forgetFeedback],
  home,
  handover,
  pages: own.pages,
  delivery: { expected: readExpectedMessages, listedAs: 'meetings', undelivered },
};
