import type { Context, Work } from '../../../bot/feature.ts';
import { mayUndo, UNDO_MS } from '../../../bot/undo.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { instantOf } from '../../../time/hours.ts';
import { decide } from '../../planning/rules/fairness.ts';
import { deleteOutcome, readHistory, writeOutcome } from '../../planning/store/history.ts';
import {
  closeCards,
  closePosts,
  closeVotes,
  forgetNeeds,
  placePlanned,
  planReminders,
  reopenVotes,
  showOrganiser,
  tellChannels,
  tellEvent,
} from '../operations.ts';
import { endOf } from '../rules/event.ts';
import type { ForumEvent } from '../store/event.ts';
import * as events from '../store/event.ts';
import { clearAnswers, clearDeclines, deleteInvitations } from '../store/invitation.ts';
import { readEntitled } from '../store/invited.ts';
import { readNeeds } from '../store/needs.ts';
import { unmarkPosted } from '../store/outward.ts';
import { deleteReminders } from '../store/reminder.ts';
import { readStanding, readVotes } from '../store/standing.ts';
import * as confirm from '../views/confirm.ts';
import * as eventViews from '../views/event.ts';
import * as forms from '../views/forms.ts';
import { needsPage } from '../views/private.ts';
import { audit } from './audit.ts';
import { inviteAudience, lastTime, takeBackVote } from './draft.ts';

const countOf = async ({ tx }: Work, event: ForumEvent): Promise<number> =>
  (await readStanding(tx, event)).people;

export async function choose(
  context: Context,
  event: ForumEvent,
  { time }: { time: string },
): Promise<Say | Update> {
  const chosen = event.times.find((one) => one.id === time);
  if (event.state !== 'asking' || !chosen) return update(await showOrganiser(context, event));
  if (chosen.startsAt <= context.now) return say(confirm.timePassed);
  return say(confirm.confirmAnnounce(event, time, chosen.startsAt, await countOf(context, event)));
}

/** Announces a fixed time, or ends a vote: what that means for everybody who answered is written down (D14). */
export async function announce(
  context: Context,
  before: ForumEvent,
  { time }: { time: string },
): Promise<Say | Update> {
  const { tx, now } = context;
  const chosen = before.times.find((one) => one.id === time);
  const ready = before.state === 'asking' || (before.state === 'draft' && before.times.length === 1);
  if (!ready || !chosen) return update(await showOrganiser(context, before));
  if (chosen.startsAt <= now) return say(confirm.timePassed);
  const decision =
    before.state === 'asking'
      ? decide(await readVotes(tx, before), await readHistory(tx, before.audience), time)
      : undefined;
  if (before.state === 'draft') await inviteAudience(context, before);
  const event = await events.stepEvent(tx, before, 'announce', {
    startsAt: chosen.startsAt,
    movedFrom: null,
    announcedAt: now,
    nextAt: endOf(chosen.startsAt, before),
    includesLeftOut: decision?.includesLeftOut ?? false,
  });
  if (!event) return say(confirm.sentBefore);
  if (decision) await writeOutcome(tx, event.id, decision.outcome, now);
  await closeVotes(context, event);
  await tellEvent(context, event);
  await audit(context, 'forum.announced', event.id);
  return update(await showOrganiser(context, event));
}

export async function takeBack(context: Context, event: ForumEvent): Promise<Say | Update> {
  if (event.state === 'asking') return takeBackVote(context, event);
  if (event.state === 'announced') return takeBackAnnouncement(context, event);
  return say(confirm.tooLate);
}

/** One step back: to the vote if there was one, else to the draft. */
async function takeBackAnnouncement(context: Context, before: ForumEvent): Promise<Say | Update> {
  const { tx, now } = context;
  if (!mayUndo(before.announcedAt, now)) return say(confirm.tooLate);
  const voted = before.askedAt !== null;
  const event = await events.stepEvent(tx, before, voted ? 'back-to-vote' : 'take-back', {
    startsAt: null,
    movedFrom: null,
    announcedAt: null,
    includesLeftOut: false,
    sequence: before.sequence + 1,
    nextAt: voted ? lastTime(before) : null,
  });
  if (!event) return say(confirm.tooLate);
  await closeCards(context, before, eventViews.announcedByMistake(event));
  await closePosts(context, before, eventViews.announcedByMistake(event));
  await unmarkPosted(tx, event.id);
  await deleteOutcome(tx, event.id);
  await deleteReminders(tx, event.id);
  await forgetNeeds(context, event);
  await clearAnswers(tx, event.id);
  await placePlanned(context, event);
  if (voted) await reopenVotes(context, event);
  else await deleteInvitations(tx, event.id);
  return update(await showOrganiser(context, event));
}

// --- moving and cancelling ---------------------------------------------------------------------------------------------

export const startMove = (_context: Context, event: ForumEvent): OpenForm | Say =>
  event.state === 'announced' ? open(forms.moveForm(event)) : say(confirm.sentBefore);

export async function saveMove(
  context: Context,
  event: ForumEvent,
  { values }: { values: { date: string; time: string; place: string } },
): Promise<Say | Invalid> {
  if (event.state !== 'announced') return say(confirm.sentBefore);
  const startsAt = instantOf(values.date, values.time, event.organiser.timeZone);
  if (startsAt <= context.now) return invalid({ date: 'Please choose a time that is still to come.' });
  if (startsAt.getTime() === event.startsAt?.getTime() && values.place === event.place)
    return invalid({}, confirm.nothingMoved);
  return say(confirm.confirmMove(event, startsAt, values.place, await countOf(context, event)));
}

export async function move(
  context: Context,
  before: ForumEvent,
  input: { startsAt: string; place: string },
): Promise<Say | Update> {
  const startsAt = new Date(input.startsAt);
  const same = startsAt.getTime() === before.startsAt?.getTime() && input.place === before.place;
  if (before.state !== 'announced' || same) return update(await showOrganiser(context, before));
  if (startsAt <= context.now) return say(confirm.timePassed);
  const sameTime = startsAt.getTime() === before.startsAt?.getTime();
  const event = await events.changeEvent(context.tx, before, {
    startsAt,
    place: input.place,
    movedFrom: before.startsAt,
    sequence: before.sequence + 1,
    nextAt: endOf(startsAt, before),
    includesLeftOut: sameTime && before.includesLeftOut,
  });
  if (!sameTime) await clearDeclines(context.tx, event.id);
  await tellChange(context, before, event);
  await audit(context, 'forum.moved', event.id);
  return update(await showOrganiser(context, event));
}

/** A new card for everybody, and for the channels; reminders follow the new time. */
async function tellChange(context: Context, before: ForumEvent, event: ForumEvent): Promise<void> {
  await deleteReminders(context.tx, event.id);
  if (event.state === 'announced') {
    const entitled = await readEntitled(context.tx, event);
    await planReminders(
      context,
      event,
      entitled.map(({ invitation }) => invitation),
    );
  }
  await closeCards(context, before, eventViews.supersededCard(event));
  await tellEvent(context, event);
  await tellChannels(context, before, event);
}

export async function askToCancel(context: Context, event: ForumEvent): Promise<Say | Update> {
  if (event.state !== 'asking' && event.state !== 'announced')
    return update(await showOrganiser(context, event));
  return say(confirm.confirmCancel(event, await countOf(context, event)));
}

export async function cancel(context: Context, before: ForumEvent): Promise<Say | Update> {
  const { tx, now } = context;
  const event = await events.stepEvent(tx, before, 'cancel', {
    cancelledAt: now,
    sequence: before.sequence + 1,
    nextAt: new Date(now.getTime() + UNDO_MS),
  });
  if (!event) return update(await showOrganiser(context, before));
  if (before.state === 'announced') await tellChange(context, before, event);
  else {
    await closeVotes(context, event);
    await placePlanned(context, event);
  }
  await audit(context, 'forum.cancelled', event.id);
  return update(await showOrganiser(context, event));
}

export async function restore(context: Context, before: ForumEvent): Promise<Say | Update> {
  const { tx, now } = context;
  const { startsAt, cancelledAt } = before;
  if (!startsAt || startsAt <= now || !mayUndo(cancelledAt, now)) return say(confirm.tooLate);
  const event = await events.stepEvent(tx, before, 'restore', {
    cancelledAt: null,
    sequence: before.sequence + 1,
    nextAt: endOf(startsAt, before),
  });
  if (!event) return say(confirm.tooLate);
  await tellChange(context, before, event);
  await audit(context, 'forum.restored', event.id);
  return update(await showOrganiser(context, event));
}

// --- access needs ------------------------------------------------------------------------------------------------------

/** Read by this organiser alone, and that they were opened is written down. */
export async function showNeeds(context: Context, event: ForumEvent): Promise<OpenForm> {
  const needs = await readNeeds(context.tx, context.vault, event.id, context.actor.member);
  await audit(
    context,
    'forum.needs-read',
    event.id,
    needs.open.map(({ member }) => member),
  );
  return open(needsPage(needs));
}
