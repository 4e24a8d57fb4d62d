import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { confirm, initial, itTeam, list, people, plain } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { cut } from '../../../text/cut.ts';
import * as routes from '../routes.ts';
import { WHOM, type Whom } from '../rules/whom.ts';
import type { Named } from '../store/figures.ts';
import type { Found } from '../store/people.ts';

const WHOM_LABELS: Record<Whom, string> = {
  never: 'Whoever hasn’t been asked in twelve months',
  skill: 'Whoever has a skill',
  area: 'Whoever is in an area',
  name: 'By name',
};

/** A meeting that somebody may invite to, with its day where they are. */
export interface Meeting {
  id: string;
  title: string;
  day: string;
}
/** Platforms cut what is to be chosen after so many letters. */
const OPTION_LENGTH = 75;

/** A17: to what, and among whom. */
export function inviteForm(
  meetings: readonly Meeting[],
  before: { event?: string | undefined; whom?: Whom | undefined; words?: string | undefined },
): Form {
  return form(
    routes.findPeople,
    {},
    {
      title: 'Invite some to a meeting',
      submit: 'Next',
      body: [
        paragraph(
          'For people whom a meeting might interest. You choose who next, and see it before it goes.',
        ),
        small('It’s not expected of anybody. You aren’t told who comes, nor who’d rather not.'),
      ],
      fields: [
        field.select('event', 'Which meeting?', {
          options: meetings.map(({ id, title, day }) => ({
            value: id,
            label: `${cut(title, OPTION_LENGTH - day.length - 2)}, ${day}`,
          })),
          ...initial(meetings.find(({ id }) => id === before.event)?.id ?? onlyOf(meetings)),
        }),
        field.select('whom', 'Among whom?', {
          options: WHOM.map((value) => ({ value, label: WHOM_LABELS[value] })),
          initial: before.whom ?? 'never',
        }),
        field.text('words', 'Which skill, area or name?', {
          optional: true,
          maxLength: 80,
          ...initial(before.words),
          hint: `A part of it is enough. Only you read it: people are looked up by it, and it isn’t kept. ${itTeam} ${helplineFootnote}`,
        }),
      ],
    },
  );
}
const onlyOf = (meetings: readonly Meeting[]) => (meetings.length === 1 ? meetings[0]?.id : undefined);

export const noMeetings: Message = message({
  title: 'There’s no meeting to invite to just now',
  body: [
    paragraph(
      'Once a meeting is announced that you can see yourself, you can invite people to it from here.',
    ),
  ],
});
export const meetingGone = plain(
  'That meeting isn’t open any more',
  'Nothing was sent. Open “The pool” to choose another one.',
);
export const meetingGoneInForm = 'That meeting isn’t open any more. Please choose another one.';
export const sayWhich = 'Please type which skill or area, such as Finance.';

/** As many are offered at once; a part of a name finds the others. */
export const OPTIONS_SHOWN = 50;

/** Who isn't there, and why, in numbers. */
function leftOut({ notFor, invited }: Pick<Found, 'notFor' | 'invited'>): string[] {
  const says = (count: number, one: string, more: string) =>
    count === 0 ? [] : [`${people(count)} ${count === 1 ? one : more}`];
  return [
    ...says(invited, 'has been invited to it already.', 'have been invited to it already.'),
    ...says(
      notFor,
      'isn’t listed: the meeting isn’t for them, or they’d first have to say in which role they come.',
      'aren’t listed: the meeting isn’t for them, or they’d first have to say in which role they come.',
    ),
  ];
}

export function chooseForm(
  looked: routes.Looked,
  { title, day }: Meeting,
  found: Found,
  chosen: readonly Named[],
): Form {
  const others = found.listed.filter(({ member }) => !chosen.some((one) => one.member === member));
  const shown = [...chosen, ...others].slice(0, OPTIONS_SHOWN);
  return form(routes.previewInviting, looked, {
    title: 'Whom shall I invite?',
    submit: 'Preview',
    private: true,
    body: [
      paragraph(bold(title), `, ${day}.`),
      ...(found.total > OPTIONS_SHOWN
        ? [
            small(
              `The first ${OPTIONS_SHOWN} of ${found.total} by name: go back and type a part of a name for others.`,
            ),
          ]
        : []),
      ...leftOut(found).map((line) => small(line)),
      small(`At most ${routes.MOST_INVITED} at once.`),
    ],
    fields: [
      field.multiselect('peers', 'People', {
        options: shown.map(({ member, name }) => ({ value: member, label: cut(name, OPTION_LENGTH) })),
        ...(chosen.length > 0 && { initial: chosen.map(({ member }) => member) }),
      }),
    ],
  });
}

export const nobodyFound = (found: Found): string =>
  ['There’s nobody to choose there.', ...leftOut(found)].join(' ');
export const chooseSomebody = 'Please choose at least one person.';
export const chooseFewer = `Please choose at most ${routes.MOST_INVITED} people at once.`;

/** The second screen of a fan-out. */
export function confirmInviting(
  looked: routes.Looked,
  { title, day }: Meeting,
  { listed, ...others }: Found,
): Message {
  const peers = listed.map(({ member }) => member);
  const out: Block[] = leftOut(others).map((line) => small(line));
  return confirm({
    title: `This goes to ${people(listed.length)}`,
    says: [
      `${list(listed.map(({ name }) => name))}: each reads that you thought “${title}”, ${day}, might interest them.`,
      ...out,
      small('Each gets it once, when they can be messaged. You aren’t told what anybody makes of it.'),
    ],
    yes: button(routes.invite, 'Send', { event: looked.event, peers }, 'primary'),
    no: button(routes.chooseAgain, 'Change', { ...looked, peers }),
  });
}

export const sent = (count: number, { title }: Meeting, event: string, at: Date): Message =>
  message({
    title: `Sent to ${people(count)}`,
    body: [paragraph(`“${title}” might interest them. You aren’t told who comes.`)],
    actions: [button(routes.takeBack, 'That was a mistake', { event, at: at.toISOString() })],
  });
export const nobodyLeft = plain(
  'Nothing was sent',
  'They’ve been invited to it meanwhile, or it isn’t there for them any more.',
);
export const takenBack = (count: number): Message =>
  plain(
    'Taken back',
    `Whoever hadn’t seen it won’t: it’s gone. Whoever had reads that it was sent by mistake. It was for ${people(count)}.`,
  );
export const tooLate = plain(
  'That can’t be undone with a press any more',
  'Nothing was changed. If it matters, tell those whom you invited.',
);
