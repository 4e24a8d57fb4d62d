import { homeButton } from '../../../bot/home.ts';
import type { Coming } from '../../../bot/messages/declare.ts';
import { field } from '../../../chat/field.ts';
import type { Form, Option } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { either, list } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Responder } from '../../../directory/responder.ts';
import type { SafetySeat } from '../../../directory/safety-gate.ts';
import { type Calendar, type Division, isOnBreak } from '../../../time/calendar.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { cityOf, nameOf } from '../../../time/zones.ts';
import * as routes from '../routes.ts';
import type { HoursProblem } from '../rules/hours.ts';
import { hoursButtons, otherHours } from '../rules/links.ts';
import type { Hours } from '../store.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DIVISION_NAMES: Record<Division, string> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
  none: 'None: they’re days like any other',
};

/** "Monday to Friday", "Monday, Tuesday and Thursday". */
function spokenDays(days: readonly number[]): string {
  const names = days.map((day) => DAYS[day - 1] ?? '');
  const isRow = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
  if (days.length === 7) return 'every day';
  return isRow && days.length > 2 ? `${names[0]} to ${names.at(-1)}` : list(names);
}

function spokenHolidays(division: Division): string {
  if (division === 'none') return '';
  const whose = division === 'england-and-wales' ? '' : ` of ${DIVISION_NAMES[division]}`;
  return `, not on bank holidays${whose}`;
}

function spokenTimes({ from, to }: NonNullable<Calendar['ownHours']>): string {
  if (from === to) return from === '00:00' ? 'all day' : `from ${from}, for a day and a night`;
  return to < from && to !== '00:00' ? `${from} to ${to} the next morning` : `${from} to ${to}`;
}

/** When somebody may be messaged, as a phrase. */
export function spokenHours(calendar: Calendar): string {
  const { contactHours, workingDays: days, division, ownHours } = calendar;
  const rest = spokenHolidays(division);
  switch (contactHours) {
    case 'never':
      return 'only when you look; I won’t message you first';
    case 'evenings': {
      if (days.join() !== '1,2,3,4,5' || division === 'none')
        return `18:00 to 21:00 on your working days (${spokenDays(days)}${rest}), and 09:00 to 21:00 on all others`;
      return 'weekday evenings 18:00 to 21:00, and 09:00 to 21:00 at weekends and on bank holidays';
    }
    case 'own':
      if (ownHours) return `${spokenDays(days)}, ${spokenTimes(ownHours)}${rest}`;
      break;
    default:
  }
  return `${spokenDays(days)}, 09:00 to 18:00${rest}`;
}

const ownButton = button(routes.openOwnHours, 'Hours, days and time zone', {});
const breakButton = button(routes.openBreak, 'Take a break', {});
const anotherDay = button(routes.openBreak, 'Another day', {});
export const backButton = button(routes.endBreak, 'I’m back', {}, 'primary');
export const hoursButton = button(routes.openHours, 'Hours, days and breaks', {});

export const hoursRow = (calendar: Calendar): Block =>
  row(
    [bold('When I may message you: '), spokenHours(calendar), '.'],
    ...otherHours(calendar.contactHours),
    hoursButton,
  );

const ASKED = 'When may I message you?';
export const whenCard: Card = { title: ASKED, body: [], actions: hoursButtons };

/** On home, while it lasts. */
export function breakEnds({ pausedUntil, timeZone }: Calendar): Coming | undefined {
  if (pausedUntil === null) return undefined;
  const day = spokenDateAt(pausedUntil, timeZone);
  return {
    at: pausedUntil,
    line: `You’re on a break: back on ${day}. Nothing new is asked of you.`,
    open: backButton,
  };
}
export const breakCard = (calendar: Calendar): Card => ({
  title: breakEnds(calendar)?.line ?? '',
  body: [],
  actions: [backButton, anotherDay],
});

/** On the page about hours. */
const breakRow = (calendar: Calendar, now: Date): Block[] =>
  isOnBreak(calendar, now) ? [row(breakEnds(calendar)?.line ?? '', backButton, anotherDay)] : [];

/** D50 D51: what holds, and what still arrives, in plain words. */
export function hoursPage(hours: Hours, responder: Responder, now: Date, seat?: SafetySeat): Message {
  const isAway = isOnBreak(hours, now);
  const breakOffer = row(
    `A break, for as long as you like, up to a year. Nobody asks why, and ${seat ? 'as you look after safety only the coordinators are told' : 'nobody is told'}.`,
    breakButton,
  );
  return message({
    title: ASKED,
    body: [
      ...breakRow(hours, now),
      row(['Now: ', bold(spokenHours(hours)), '.'], ...otherHours(hours.contactHours)),
      row(zoneLine(hours), ownButton),
      ...(isAway ? [] : [breakOffer]),
      { type: 'divider' },
      ...stillArrives(hours, responder, isAway),
      small(helplineFootnote),
    ],
    actions: [homeButton],
  });
}

const zoneLine = ({ zoneChosen, timeZone }: Hours): string =>
  `I go by ${cityOf(timeZone)} time, as ${zoneChosen ? 'you chose' : 'this app says'}.`;
function stillArrives({ contactHours }: Calendar, responder: Responder, isAway: boolean): Block[] {
  const { agreed, outOfHours, monthlyCap } = responder;
  const most = monthlyCap === null ? '' : `, ${monthlyCap} a month at the most`;
  const urgent = isAway
    ? 'While you’re on a break nobody asks you for a call, not even when it’s urgent. If you had taken one on before, what’s urgent about it still arrives.'
    : agreed && outOfHours
      ? `${contactHours === 'never' ? 'I write first only about' : 'At other times: only'} calls that are urgent, because you agreed to be asked then${most}.`
      : contactHours === 'never'
        ? 'I never write first.'
        : 'At other times: nothing. You haven’t agreed to be asked anything urgent then.';
  const waiting =
    contactHours === 'never'
      ? 'What waits is all under “home”, whenever you look.'
      : 'What waits meanwhile arrives afterwards.';
  return [paragraph(urgent), paragraph(waiting, ' What you ask for yourself is still answered.')];
}

const HOURS: readonly Option[] = [
  { value: 'work', label: 'Work hours, 09:00 to 18:00' },
  { value: 'evenings', label: 'Evenings and weekends' },
  { value: 'own', label: 'My own hours, as below' },
  { value: 'never', label: 'Only when I look' },
];

export function hoursForm({
  contactHours,
  ownHours,
  workingDays,
  division,
  zoneChosen,
  timeZone,
}: Hours): Form {
  return form(
    routes.saveHours,
    {},
    {
      title: ASKED,
      submit: 'Save',
      body: [
        small(
          'Nobody else sees this page: whoever asks for a call, or asks a question, may read when you’re usually free. Kept until you change it or leave.',
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.select('hours', 'Which hours?', {
          options: HOURS,
          initial: contactHours === 'unasked' ? 'work' : contactHours,
        }),
        field.time('from', 'My own hours: from', {
          optional: true,
          ...(ownHours && { initial: ownHours.from }),
        }),
        field.time('to', 'My own hours: to', {
          optional: true,
          ...(ownHours && { initial: ownHours.to }),
          hint: 'This can be after midnight. The same time in both means all day.',
        }),
        field.multiselect('days', 'Your working days', {
          options: DAYS.map((label, index) => ({ value: String(index + 1), label })),
          initial: workingDays.map(String),
          hint: 'If your hours run past midnight, tick the day they start.',
        }),
        field.select('division', 'Which bank holidays are days off?', {
          initial: division,
          options: Object.entries(DIVISION_NAMES).map(([value, label]) => ({ value, label })),
          hint: 'Until you choose, I go by your area, or your network’s nation.',
        }),
        field.text('zone', 'Time zone', {
          optional: true,
          maxLength: 60,
          ...(zoneChosen && { initial: nameOf(timeZone) }),
          hint: 'Leave it empty to use the time zone of this app, or type the nearest big city, such as London.',
        }),
      ],
    },
  );
}

const PROBLEMS: Record<Extract<HoursProblem, string>, string> = {
  missing: 'Please give a time, such as 08:30, or choose other hours above.',
  short: 'Please leave me an hour at least. Or choose “Only when I look” above.',
  'no-days': 'Please choose one day at least. Or choose “Only when I look” above.',
  'unknown-zone':
    'I don’t know that place. Please type the nearest big city, such as London, or a zone, such as Europe/London. Or leave this empty.',
};

export const hoursProblems = (problems: Readonly<Record<string, HoursProblem>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [
      field,
      typeof problem === 'string' ? PROBLEMS[problem] : whichZone(problem.zones),
    ]),
  );

const whichZone = (zones: readonly string[]): string =>
  `There’s more than one. Did you mean ${either(zones.map((zone) => `${cityOf(zone)} (${nameOf(zone)})`))}? Please type the one in brackets.`;

export const hoursChosen = (calendar: Calendar): Message =>
  message({
    title: 'Thank you, I’ll keep to that',
    body: [paragraph(`When I may message you: ${spokenHours(calendar)}.`)],
    actions: [...otherHours(calendar.contactHours), hoursButton, homeButton],
  });
