import type { Context } from '../../../bot/feature.ts';
import { readFirst } from '../../../bot/read-first.ts';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import * as people from '../../../directory/people.ts';
import { readCalendars } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { isFromOutside } from '../../../directory/workspaces.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import type { Calendar } from '../../../time/calendar.ts';
import { nextAllowed } from '../../../time/hours.ts';
import * as links from '../rules/links.ts';
import { nextStanding } from '../rules/standing.ts';
import * as store from '../store/joining.ts';
import * as views from '../views/joining.ts';
import { askAboutName } from './namesakes.ts';

export async function askToJoin(context: Context): Promise<Say> {
  const { tx, actor, now, settings, enqueue } = context;
  const person = await people.lockPerson(tx, actor.member);
  if (!person || person.standing === 'member') return say(views.alreadyMember);
  const to = nextStanding(person.standing, 'ask');
  if (!to) return say(views.askedBefore);
  const first = await readFirst(context, 'join', links.askButton);
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

/** When the first of them may be messaged. */
function whenHeard(calendars: readonly Calendar[], now: Date): views.Heard {
  if (calendars.length === 0) return 'nobody';
  const moments = calendars.flatMap((calendar) => nextAllowed(now, calendar) ?? []);
  const first = moments.reduce<Date | undefined>((a, b) => (a && a < b ? a : b), undefined);
  if (!first) return 'looking';
  return first > now ? first : 'now';
}

/** Whom a list expects needs no coordinator's answer: their cards say so. */
export async function closeAsking({ tx, now, enqueue }: Context, person: people.Person): Promise<void> {
  for (const coordinator of await readRoleHolders(tx, 'coordinator', now))
    enqueue(draftFor(coordinator, person.id, views.admittedCard(person, 'your list')));
}

/** One living card for each coordinator and each asker. It names them, and a lock screen does not. */
export function draftFor(coordinator: MemberId, asker: MemberId, words: Card | Message): Draft {
  const slot = `members:asking:${asker}:${coordinator}`;
  return {
    to: { member: coordinator },
    message: discreet(words),
    slot,
    class: 'quiet',
    origin: { feature: 'members', id: asker },
  };
}

/** What whoever joins by another way reads. */
export const { alreadyMember, welcome } = views;
