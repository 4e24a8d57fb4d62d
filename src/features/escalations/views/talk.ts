import {
  type Block,
  type Button,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import {
  type HelplineNotes,
  helplineBlocks,
  helplineFootnote,
  type Nation,
} from '../../../directory/helplines.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { allowedUntil } from '../../../time/hours.ts';
import { spokenTime } from '../../../time/spoken.ts';
import { choosePeople } from '../../circle/rules/links.ts';
import * as routes from '../routes.ts';
import { firstNow, inOrder, mayAsk, type Person, someoneUrgent, whenAgain } from '../rules/circle.ts';
import { AT_ONCE } from '../rules/limits.ts';
import { clock, short } from './parts.ts';

/** What the quickest screen of all is drawn from. */
export interface TalkScreen {
  circle: readonly Person[];
  nation: Nation;
  /** When the numbers were rung, and the network's own ones. */
  said?: HelplineNotes;
  /** Whether we know how to reach the asker: if not, the first press asks for it. */
  hasReach: boolean;
  /** The last press, while another one means "now". */
  pressedAt?: Date | undefined;
  now: Date;
  timeZone: string;
  /** Who answers out of hours, in the network's own words. */
  meanwhile?: string | undefined;
}

type Want = 'press' | 'urge' | 'plan';

/** The press itself, or the one short step before it. */
export function pressButton(
  hasReach: boolean,
  want: Want,
  label: string,
  person?: string,
  style?: 'primary' | 'danger',
): Button {
  if (!hasReach) return button(routes.tellReach, label, { want, ...(person && { person }) }, style);
  if (want === 'urge' || person === undefined) return button(routes.urge, label, {}, style);
  return button(want === 'press' ? routes.press : routes.plan, label, { person }, style);
}

export const askLabel = (name: string): string => `Ask ${short(name)} to call me`;
export const NOW = 'I need someone now';
export const askSomeoneButton = button(routes.openTalk, 'Ask someone to call me', {});

/** Buttons that lead to a person, wherever somebody may need one at once. */
export function helpButtons({ circle, hasReach, now }: TalkScreen): Button[] {
  const first = firstNow(circle, now);
  if (first) return [pressButton(hasReach, 'press', askLabel(first.name), first.member, 'primary')];
  if (someoneUrgent(circle, now)) return [pressButton(hasReach, 'urge', NOW, undefined, 'primary')];
  return [];
}

export function talkScreen(standing: TalkScreen): Message {
  const { circle, now, hasReach, nation, said } = standing;
  const first = firstNow(circle, now);
  if (circle.length === 0) return noList(nation, said);
  if (!first) return outOfHours(standing);
  const until = allowedUntil(now, first);
  const free: Block = until
    ? paragraph(`${first.name} is usually free until `, clock(until), '. You don’t have to say why.')
    : paragraph(`${first.name} may be asked now. You don’t have to say why.`);
  const skipped = circle.filter((person) => mayAsk(person, now) !== 'now').map(({ name }) => name);
  return message({
    title: 'Would you like someone to call you?',
    body: [
      ...(skipped.length > 0 ? [paragraph(`${list(skipped)} can’t be messaged now.`)] : []),
      free,
      twiceLine(standing),
      ...helplineBlocks(nation, said),
    ],
    actions: [
      pressButton(hasReach, 'press', askLabel(first.name), first.member, 'primary'),
      button(routes.someoneElse, 'Someone else', {}),
      button(routes.sayMore, 'Say a bit more', {}),
    ],
  });
}

function twiceLine({ circle, now, pressedAt }: TalkScreen): Block {
  const means = `I take it that you need someone now: ${urgentLine(circle, now)}`;
  return pressedAt
    ? small('You asked at ', clock(pressedAt), `. If you press again so soon, ${means}`)
    : small(`If you press twice within half an hour, ${means}`);
}

/** D25, said on the card before it is needed. */
export function urgentLine(circle: readonly Person[], now: Date): string {
  const first = inOrder(circle, null)
    .filter((person) => mayAsk(person, now) !== 'no')
    .slice(0, AT_ONCE);
  const names = list(first.map(({ name }) => name));
  return `I ask ${names}${first.length > 1 ? ' at once' : ''}, and go on asking along your list.`;
}

/** Said before anything is sent. */
export function outOfHours(standing: TalkScreen): Message {
  const { circle, now, hasReach, nation, said, timeZone, meanwhile } = standing;
  const willing = circle.filter((person) => mayAsk(person, now) === 'urgent').map(({ name }) => name);
  const again = whenAgain(circle, now);
  const who =
    willing.length === 0
      ? 'Nobody on your list has agreed to be called now.'
      : 'Nobody on your list is usually free now.';
  const agreed = `${list(willing)} ${willing.length > 1 ? 'have' : 'has'} agreed to be asked at any time, if you need someone now.`;
  return message({
    title: `It’s ${spokenTime(now, 'time', timeZone)}. ${who}`,
    body: [
      paragraph(willing.length > 0 ? `Nothing has been sent. ${agreed}` : 'Nothing has been sent.'),
      paragraph('Please don’t wait for us if you need someone now:'),
      ...helplineBlocks(nation, said),
      ...(meanwhile ? [paragraph(`Out of hours: ${meanwhile}`)] : []),
    ],
    actions: [
      ...(willing.length > 0 ? [pressButton(hasReach, 'urge', NOW, undefined, 'primary')] : []),
      ...(again ? [planButton(standing, again)] : []),
    ],
  });
}

export function planButton(
  { hasReach, timeZone, now }: Pick<TalkScreen, 'hasReach' | 'timeZone' | 'now'>,
  { member, name, at }: { member: string; name: string; at: Date },
  label = `Ask ${short(name)} ${whenLine(at, now, timeZone)}`,
): Button {
  return pressButton(hasReach, 'plan', label, member);
}

/** "at 09:00", or with its day where that is not the next time the clock shows nine. */
export const whenLine = (at: Date, now: Date, timeZone: string): string =>
  at.getTime() - now.getTime() < DAY_MS
    ? `at ${spokenTime(at, 'time', timeZone)}`
    : `on ${spokenTime(at, 'datetime', timeZone)}`;

export const noList = (nation: Nation, said?: HelplineNotes): Message =>
  message({
    title: 'There’s nobody on your list yet',
    body: [
      paragraph('Choose who I may ask, and in which order. It needn’t be your manager, and only you see it.'),
      ...helplineBlocks(nation, said),
    ],
    actions: [choosePeople],
  });

/** D49: switched off until a coordinator has set up who answers for safety, and while nobody is there who does. */
export const gateClosed = (nation: Nation, wasOn: boolean): Message =>
  message({
    title: `I’m sorry: I can’t ask anybody to call you ${wasOn ? 'just now' : 'yet'}`,
    body: [
      paragraph(
        wasOn
          ? 'Calls are switched off in this network for now, so nothing was sent. You can talk to a person now:'
          : 'Calls aren’t switched on in this network yet, so nothing was sent. You can talk to a person now:',
      ),
      ...helplineBlocks(nation),
    ],
  });

/** For guests: the numbers, and nothing that sends them away. */
export const forMembers = (nation: Nation): Message =>
  message({
    title: 'To talk to someone now',
    body: [
      ...helplineBlocks(nation),
      small(
        'Members of this network can also ask people on their own list to call them: type “join” to ask.',
      ),
    ],
  });

export function someoneElse({ circle, hasReach, now }: TalkScreen): Message {
  const rows = inOrder(circle, null).map((person): Block => {
    const may = mayAsk(person, now) === 'now';
    return may
      ? row(person.name, pressButton(hasReach, 'press', askLabel(person.name), person.member))
      : paragraph(`${person.name}: can’t be messaged now.`);
  });
  return message({
    title: 'Whom shall I ask?',
    body: [...rows, small('To change your list, type “list”.'), small(helplineFootnote)],
  });
}

/** For coordinators. */
export function totalsRow(
  name: string,
  { asked, unanswered, needed }: Record<'asked' | 'unanswered' | 'needed', number | undefined>,
): Block {
  const few = (count: number | undefined) => (count === undefined ? 'too few to say' : String(count));
  return small(
    `Calls asked for, ${name}: ${few(asked)}. Nobody answered: ${few(unanswered)}. Got what they needed: ${few(needed)}. Nothing under five is shown, and never who.`,
  );
}

/** The answer to a press elsewhere than on the living card, which comes right after it. */
export const noted = (title: string): Message =>
  message({
    title,
    body: [
      paragraph('Your card below shows how it stands. You can change or stop it there.'),
      small(helplineFootnote),
    ],
  });
