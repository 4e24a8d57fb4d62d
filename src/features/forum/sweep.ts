import type { Sweep, Work } from '../../bot/feature.ts';
import { showAll, tell } from '../../bot/messages/say.ts';
import { deleteTakenUp } from '../planning/store/feedback.ts';
import { deleteOutcome } from '../planning/store/history.ts';
import { feedbackCard, reminder } from './messages.ts';
import { closeVotes, endCards, forgetNeeds, placePlanned, showOrganiser, unlistCards } from './operations.ts';
import { CALENDAR_MS, endOf, FEEDBACK_MS, spanOf } from './rules/event.ts';
import type { ForumEvent } from './store/event.ts';
import * as events from './store/event.ts';
import { deleteInvitations } from './store/invitation.ts';
import { readEntitled } from './store/invited.ts';
import { deleteReminders, dueReminders, readReminder, takeReminder } from './store/reminder.ts';

/** The day before and an hour before, to whoever has a place and may still see the event. */
export const remind: Sweep = {
  name: 'forum.remind',
  due: dueReminders,
  async advance(work, id) {
    const { tx, now } = work;
    const found = await readReminder(tx, id);
    const event = found && (await events.lockEvent(tx, found.eventId));
    if (!event || !(await takeReminder(tx, id)) || event.state !== 'announced') return;
    const entitled = await readEntitled(tx, event);
    const invitation = entitled.find((one) => one.invitation.id === found.invitationId)?.invitation;
    if (invitation?.seat !== 'held' || !event.startsAt) return;
    if (spanOf(event.startsAt, event, invitation.parts).from <= now) return;
    const { kind } = found;
    tell(work, reminder, { event, invitation, kind }, `${event.sequence}:${kind}`);
  },
};

/** What goes on by itself: a vote lapses, an event ends, and what is kept of people goes. */
export const advanceEvents: Sweep = {
  name: 'forum.go-on',
  due: events.dueEvents,
  async advance(work, id) {
    const event = await events.lockEvent(work.tx, id);
    if (!event?.nextAt || event.nextAt > work.now) return;
    if (event.state === 'asking') await lapse(work, event);
    else if (event.state === 'announced') await end(work, event);
    else await forget(work, event);
  },
};

async function lapse(work: Work, asked: ForumEvent): Promise<void> {
  const event = await events.stepEvent(work.tx, asked, 'lapse', { nextAt: null });
  if (!event) return;
  await closeVotes(work, event);
  await placePlanned(work, event);
  await deleteInvitations(work.tx, event.id);
  await showOrganiser(work, event);
}

/** Access needs go at once, and what it took up of people’s words; those who came are asked what next (D12). */
async function end(work: Work, before: ForumEvent): Promise<void> {
  const { tx, now } = work;
  const event = await events.stepEvent(tx, before, 'end', { nextAt: new Date(now.getTime() + FEEDBACK_MS) });
  if (!event) return;
  await forgetNeeds(work, event);
  await deleteTakenUp(tx, event.id);
  await deleteReminders(tx, event.id);
  await endCards(work, event);
  const came = (await readEntitled(tx, event)).filter(({ invitation }) => invitation.seat === 'held');
  showAll(
    work,
    feedbackCard,
    came.map(({ invitation }) => ({ event, invitation, hasWritten: false })),
  );
  await showOrganiser(work, event);
}

/**
 * Who was invited and who came goes two weeks after the end. Of a cancelled event the needs go, and what its vote
 * decided counts no more, as soon as it cannot be undone; the rest when the calendar file has been out long enough.
 */
async function forget(work: Work, event: ForumEvent): Promise<void> {
  const { tx, now } = work;
  const over = event.startsAt && new Date(endOf(event.startsAt, event).getTime() + CALENDAR_MS);
  if (event.state === 'cancelled' && over && over > now) {
    await forgetNeeds(work, event);
    await deleteOutcome(tx, event.id);
    await events.changeEvent(tx, event, { nextAt: over });
    return;
  }
  await unlistCards(work, event);
  await deleteInvitations(tx, event.id);
  await events.changeEvent(tx, event, { nextAt: null });
}
