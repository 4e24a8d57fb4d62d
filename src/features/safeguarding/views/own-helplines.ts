import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, paragraph, row, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { confirm, initial } from '../../../chat/words.ts';
import { EMERGENCY, helplineFootnote } from '../../../directory/helplines.ts';
import {
  isStale,
  NATION_NAMES,
  OWN_HOURS_LENGTH,
  OWN_MOST,
  OWN_NAME_LENGTH,
  OWN_NATIONS,
  type OwnNumber,
  ownShown,
} from '../../../directory/own-helplines.ts';
import type { Safety } from '../../../directory/safety.ts';
import { cut } from '../../../text/cut.ts';
import { breakable } from '../../../text/phone.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import * as routes from '../routes/own-helplines.ts';
import { confirmNumber, openSafety } from '../routes/safety.ts';

/** A button's words are short: Slack cuts them at 75. */
const short = (name: string) => cut(name, 24);

/** On the safety page, below the nation's numbers. */
/** What confirming a number takes. */
export const howToRing = `Ring each, and hang up once you hear who it is. Don’t ring ${EMERGENCY} or text Shout to try them: look at their own pages.`;

export function ownRows(safety: Safety, now: Date, timeZone: string): Block[] {
  const { own } = safety;
  const shown = new Set(ownShown(safety));
  const intro =
    own.length === 0
      ? 'None yet. You can add one, such as a local crisis line: members see it below the others.'
      : 'Members see them below the others.';
  return [
    row(
      [bold('Numbers of your own. '), intro],
      ...(own.length < OWN_MOST ? [button(routes.openOwnNumber, 'Add a number', {})] : []),
    ),
    ...own.map((one) => ownRow(safety, one, shown.has(one), now, timeZone)),
  ];
}

function ownRow(
  { nation, checks }: Safety,
  one: OwnNumber,
  isShown: boolean,
  now: Date,
  timeZone: string,
): Block {
  const at = checks.get(one.id)?.at;
  const about = [
    one.hours,
    one.nation && NATION_NAMES[one.nation],
    at && `rung on ${spokenDateAt(at, timeZone)}${isStale(at, now) ? ', please again' : ''}`,
    !isShown && 'not shown, as the network is of another nation',
  ];
  const rung = button(confirmNumber, `I have rung ${one.digits}`, { nation, number: one.id });
  return row(
    [bold(one.digits), `, ${one.name}: ${about.filter(Boolean).join('; ')}`],
    ...(isShown ? [rung] : []),
    button(routes.openOwnNumber, `Change ${short(one.name)}`, { number: one.id }),
    button(routes.askToRemoveNumber, `Take off ${short(one.name)}`, { number: one.id }),
  );
}

export function ownNumberForm(one: OwnNumber | undefined, now: Date): Form {
  return form(routes.saveOwnNumber, one ? { number: one.id } : {}, {
    title: one ? 'Change a number' : 'A number of your own',
    submit: 'Save',
    body: [
      paragraph('Please ring it first, and hang up once you hear who it is.'),
      small(
        'Who reads it: every member, on help. Kept until a coordinator takes it off. I’ll ask you to ring it again every six months, with the others.',
      ),
      small(helplineFootnote),
    ],
    fields: [
      {
        id: 'name' as const,
        type: 'text' as const,
        label: 'Who answers there' as const,
        maxLength: OWN_NAME_LENGTH,
        hint: 'Such as: Leeds crisis line.',
        ...initial(one?.name),
      },
      {
        id: 'number' as const,
        type: 'text' as const,
        label: 'Number' as const,
        maxLength: 40,
        ...initial(one && breakable(one.digits)),
      },
      {
        id: 'hours' as const,
        type: 'text' as const,
        label: 'When they answer' as const,
        optional: true as const,
        maxLength: OWN_HOURS_LENGTH,
        hint: 'Such as: any time. Or: Mon to Fri, 9 to 5.',
        ...initial(one?.hours),
      },
      {
        id: 'nation' as const,
        type: 'select' as const,
        label: 'Whom it’s for' as const,
        options: [
          { value: 'all', label: 'Everybody' },
          ...OWN_NATIONS.map((value) => ({ value, label: NATION_NAMES[value] })),
        ],
        initial: one?.nation ?? 'all',
      },
      {
        id: 'rung' as const,
        type: 'date' as const,
        label: 'When you rang it' as const,
        initial: localDate(now, NETWORK_ZONE),
      },
    ],
  });
}

export const confirmRemoval = (one: OwnNumber): Message =>
  confirm({
    title: `Take off ${short(one.name)}?`,
    says: [paragraph('Members won’t see ', bold(one.digits), ' any more. You can add it again.')],
    yes: button(routes.removeNumber, 'Take it off', { number: one.id }, 'danger'),
    no: button(openSafety, 'Keep it', {}),
  });

export const noRoom = `There’s room for ${OWN_MOST}, so that help stays short. Please take one off first.`;
export const isNational = 'That one is shown already, with the nation’s numbers.';
export const bearsNational =
  'That’s the name of a national line. Please call it something else, in one alphabet, so that nobody takes one for the other.';
export const isOwnAlready = 'That one is among your own already.';
