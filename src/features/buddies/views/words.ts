import { button } from '../../../chat/route.ts';
import { callingName, callingNameAlone } from '../../../text/name.ts';
import { DAY_MS } from '../../../time/durations.ts';
import * as routes from '../routes.ts';
import { thingsInCommon } from '../rules/interests.ts';
import type { Mode } from '../rules/pair.ts';
import { buddyOf, type Pair } from '../store/pairs.ts';

export const openBuddies = button(routes.openOverview, 'Open buddies', {});
export const leaveButton = button(routes.leave, 'Leave buddies', {});
export const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What their buddy is called on this person's screens; nobody reads a surname before both have said yes. */
export const buddyName = (pair: Pair, member: string): string =>
  (pair.introducedAt ? callingName : callingNameAlone)(buddyOf(pair, member));

/** One sentence why, to the two. */
export function whyYou(pair: Pair): string {
  const common = thingsInCommon(pair);
  const apart = pair.farApart ? 'you’re in different areas' : 'you’re not in the same organisation';
  if (common) return `You both chose ${common}, and ${apart}.`;
  return `Y${apart.substring(1)}, so what you say stays away from your own team.`;
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** `four weeks`: whole weeks between two moments. Beyond ten nobody is helped by a number. */
export function weeksBetween(from: Date, to: Date): string {
  const weeks = Math.floor((to.getTime() - from.getTime()) / (7 * DAY_MS));
  if (weeks < 1) return 'less than a week';
  if (weeks > 10) return 'a good while';
  return weeks === 1 ? 'a week' : `${NUMBERS[weeks]} weeks`;
}

export const WAY: Record<Mode, string> = { face: 'in person', phone: 'by phone' };
export const MODES = [
  { value: 'face', label: 'In person, one to two hours' },
  { value: 'phone', label: 'By phone, up to an hour' },
];
