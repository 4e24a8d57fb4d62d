import type { Context, Waiting } from '../../../bot/feature.ts';
import { readFirst } from '../../../bot/read-first.ts';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { type Say, say, update } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { readCalendars } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import * as setup from '../../../directory/setup-code.ts';
import { judgeSetup } from '../../../directory/setup-code.ts';
import { isFromOutside } from '../../../directory/workspaces.ts';
import type { Draft } from '../../../outbox/outbox.ts';
import { recordAudit } from '../../../store/audit.ts';
import { readSetupTry } from '../../../text/codes.ts';
import type { Calendar } from '../../../time/calendar.ts';
import { nextAllowed } from '../../../time/hours.ts';
import { nextStanding } from '../rules.ts';
import * as store from '../store.ts';
import * as views from '../views/joining.ts';
import { askAboutName } from './namesakes.ts';

export async function setUp(context: Context, typed: string): Promise<Say> {
  const { tx, actor, now, conversation } = context;
  const code = await setup.readSetupCode(tx);
  const verdict = judgeSetup(code, setup.hashCode(readSetupTry(typed)), conversation.kind === 'direct');
  switch (verdict) {
    case 'none':
      return say(views.setupDone);
    case 'voided':
      await setup.voidSetupCode(tx);
      return say(views.setupVoided);
    case 'wrong':
      await setup.countSetupTry(tx, (code?.tries ?? 0) + 1);
      return say(views.setupWrong);
    case 'accepted':
      await setup.voidSetupCode(tx);
      await setup.makeCoordinator(tx, actor.member, now);
      return say(views.setupAccepted(actor));
  }
}

export async function askToJoin(context: Context): Promise<Say> {
  const { tx, actor, now, settings, enqueue } = context;
  const person = await store.lockPerson(tx, actor.member);
  if (!person || person.standing === 'member') return say(views.alreadyMember);
  const to = nextStanding(person.standing, 'ask');
  if (!to) return say(views.askedBefore);
  const first = await readFirst(context, 'join', views.askButton);
  if (first) return say(first);
  if (settings.join === 'open' && !(await isFromOutside(tx, actor))) {
    await store.moveStanding(tx, person.id, person.standing, 'member', now);
    await askAboutName(context, person.id);
    return say(views.welcome);
  }
  await store.moveStanding(tx, person.id, person.standing, to, now);
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  for (const asker of await store.withShown(tx, [person]))
    for (const coordinator of coordinators)
      enqueue(draftFor(coordinator, person.id, views.askingCard(asker)));
  const heard = whenHeard([...(await readCalendars(tx, coordinators)).values()], now);
  return say(views.asked(heard, now, actor.timeZone));
}

/** On a coordinator's home. */
export const askingWaiting = ({ tx, once }: Context, asking: readonly store.Person[]): Waiting[] =>
  asking.map((_, index) => async () => {
    const shown = await once('asking', () => store.withShown(tx, asking));
    return shown[index] && views.askingCard(shown[index]);
  });

/** When the first of them may be messaged. */
function whenHeard(calendars: readonly Calendar[], now: Date): views.Heard {
  if (calendars.length === 0) return 'nobody';
  const moments = calendars.flatMap((calendar) => nextAllowed(now, calendar) ?? []);
  const first = moments.reduce<Date | undefined>((a, b) => (a && a < b ? a : b), undefined);
  if (!first) return 'looking';
  return first > now ? first : 'now';
}

/** Whom a list expects needs no coordinator's answer: their cards say so. */
export async function closeAsking({ tx, now, enqueue }: Context, person: store.Person): Promise<void> {
  for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
    enqueue(draftFor(coordinator, person.id, views.admittedCard(person, 'your list')));
}

/** One living card for each coordinator and each asker. It names them, and a lock screen does not. */
function draftFor(coordinator: MemberId, asker: MemberId, words: Card | Message): Draft {
  const slot = `members:asking:${asker}:${coordinator}`;
  return {
    to: { member: coordinator },
    message: discreet(words),
    slot,
    class: 'quiet',
    origin: { feature: 'members', id: asker },
  };
}

export const answerAsker =
  (step: 'admit' | 'decline') => async (context: Context, input: { member: string }) => {
    const { tx, actor, now, enqueue } = context;
    const person = await store.lockPerson(tx, input.member);
    if (!person) return update(views.askerGone);
    const to = nextStanding(person.standing, step);
    if (!to) return update(views.answeredBefore(person));
    await store.moveStanding(tx, person.id, person.standing, to, now);
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      action: `member.${step}`,
      record: `member:${person.id}`,
    });
    if (step === 'admit') await askAboutName(context, person.id);
    const card = step === 'admit' ? views.admittedCard : views.declinedCard;
    for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
      enqueue(
        draftFor(coordinator, person.id, card(person, coordinator === actor.member ? 'you' : actor.name)),
      );
    enqueue({
      to: { member: person.id },
      message: step === 'admit' ? views.welcome : views.notAdmitted,
      key: `members:${step}:${person.id}:${now.getTime()}`,
      class: 'quiet',
      origin: { feature: 'members', id: person.id },
    });
    return update(discreet(card(person, 'you')));
  };
