import { type Block, paragraph } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';
import { capital } from '../../../text/cut.ts';
import { spokenTime } from '../../../time/spoken.ts';
import { type Parts, partsOf, spanOf } from '../rules/event.ts';
import type { ForumEvent } from '../store/event.ts';

/** Where its organiser is. */
export const zoneOf = (event: ForumEvent): string => event.organiser.timeZone;

/** `Tue 16 March, 12:00`, where the reader is. */
export const spokenWhen = (at: Date, timeZone: string): string =>
  spokenTime(at, 'datetime', timeZone).replace(/^(\w+),/, '$1');
export const spokenClock = (at: Date, timeZone: string): string => spokenTime(at, 'time', timeZone);

export const FOR_WHOM: Record<ForWhom, string> = {
  everyone: 'everyone in the network',
  peers: 'peers only',
  managers: 'managers only',
};
export function partButton(event: ForumEvent, parts: Parts): string {
  if (partsOf(event).length === 1) return 'I’m coming';
  return { both: 'Both parts', learning: 'Learning', social: 'Social' }[parts];
}

/** "90 minutes of learning, then 90 minutes of social time; come to either." */
export function lengthLine(event: ForumEvent): string {
  const { learningMinutes: learning, socialMinutes: social } = event;
  if (learning > 0 && social > 0)
    return `${learning} minutes of learning, then ${social} minutes of social time; come to either.`;
  return learning > 0 ? `${learning} minutes of learning.` : `${social} minutes of social time.`;
}

/** "Learning 12:00 to 13:30, social 13:30 to 15:00." What is left to choose is said to whoever has not chosen. */
export function hoursLine(event: ForumEvent, startsAt: Date, timeZone: string, answered = false): string {
  const hours = (parts: Parts) => {
    const { from, until } = spanOf(startsAt, event, parts);
    return `${spokenClock(from, timeZone)} to ${spokenClock(until, timeZone)}`;
  };
  const offered = partsOf(event);
  if (offered.length === 1) return `${capital(hours(offered[0] ?? 'both'))}.`;
  return `Learning ${hours('learning')}, social ${hours('social')}.${answered ? '' : ' Come to either.'}`;
}

/** What everybody should know before they come, by audience (D4, D6). */
export function audienceLines(event: ForumEvent): Block[] {
  const whom = event.audience === 'everyone' ? '' : `${capital(FOR_WHOM[event.audience])}. `;
  const nobody = `${whom}Nobody gets a list of who came.`;
  if (event.audience !== 'peers') return [paragraph(nobody)];
  return [paragraph(`${nobody} Nothing goes to managers.`)];
}
