import type { Context, Work } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import { showAll } from '../../../bot/messages/say.ts';
import { readFirst } from '../../../bot/read-first.ts';
import { type MemberId, message } from '../../../chat/message.ts';
import { type Say, say } from '../../../chat/reply.ts';
import * as people from '../../../directory/people.ts';
import { readCalendars } from '../../../directory/people.ts';
import { isFromOutside } from '../../../directory/workspaces.ts';
import type { Calendar } from '../../../time/calendar.ts';
import { nextAllowed } from '../../../time/hours.ts';
import { askingCard } from '../messages.ts';
import * as links from '../rules/links.ts';
import { nextStanding } from '../rules/standing.ts';
import { readAsker } from '../store/asking.ts';
import * as store from '../store/joining.ts';
import * as views from '../views/joining.ts';
import { readCoordinators } from './coordinators.ts';
import { askAboutName } from './namesakes.ts';

export async function askToJoin(context: Context): Promise<Say> {
  const { tx, actor, now, settings } = context;
  const person = await people.lockPerson(tx, actor.member);
  if (!person || person.standing === 'member') return say(views.alreadyMember);
  const to = nextStanding(person.standing, 'ask');
  if (!to) return say(views.askedBefore);
  const first = await readFirst(context, 'join', links.askButton);
  if (first) return say(first);
  if (settings.join === 'open' && !(await isFromOutside(tx, actor))) {
    await store.moveStanding(tx, person.id, person.standing, 'member', now);
    await welcomeMember(context, person.id);
    return say(welcome);
  }
  await store.moveStanding(tx, person.id, person.standing, to, now);
  const coordinators = await readCoordinators(context);
  const asker = await readAsker(tx, person.id);
  if (asker) showAll(context, askingCard, [{ asker, coordinators }]);
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

/** They are a member from now on, whichever way they came: their name is looked at, and what waits for them is on home. */
export async function welcomeMember(work: Work, member: MemberId): Promise<void> {
  await askAboutName(work, member);
  await listAllFor(work, member);
}

/** Whom a list expects needs no coordinator's answer: their cards say so. */
export async function closeAsking(work: Work, member: MemberId): Promise<void> {
  const asker = await readAsker(work.tx, member);
  const coordinators = await readCoordinators(work);
  if (asker)
    showAll(work, askingCard, [{ asker, coordinators }], { as: views.admittedCard(asker, 'your list') });
}

/** What whoever joins by another way reads. */
export const welcome = message(views.welcome);
export const { alreadyMember } = views;
