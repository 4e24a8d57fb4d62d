import type { Form } from '../../../chat/form.ts';
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
import { button, readingView } from '../../../chat/route.ts';
import { people } from '../../../chat/words.ts';
import { firstName } from '../../../text/name.ts';
import { spokenDay } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import type { Thin } from '../rules/review.ts';
import type { Figures, Named } from '../store/figures.ts';
import type { Review } from '../store/review.ts';

export const poolButton = button(routes.openPool, 'The pool', {});
const inviteButton = button(routes.openInviting, 'Invite some to a meeting', {});

/** Once a quarter; what there is to see is behind its button, as it is then. */
export function reviewCard({ day, people: count, lookedAt, looker }: Review, today: string): Card {
  const on = spokenDay(day, today);
  if (lookedAt)
    return {
      title: 'The pool, looked over',
      body: [
        paragraph(
          `${looker ? `${firstName(looker)} has` : 'Somebody has'} looked it over, for the quarter up to ${on}.`,
        ),
      ],
      actions: [poolButton, button(routes.lookOver, 'That was a mistake', { day, isDone: false })],
    };
  return {
    title: 'Time to look over the pool',
    body: [
      paragraph(
        `It’s been a quarter. On ${on} there ${count === 1 ? 'was 1 person' : `were ${count} people`} in the pool.`,
      ),
      paragraph(
        'Which skills and areas few have, who hasn’t been asked, and whose details may be out of date: it’s all on one page.',
      ),
      small('Nobody in the pool hears that it’s being looked over.'),
    ],
    actions: [
      button(routes.openPool, 'Look it over', {}, 'primary'),
      button(routes.lookOver, 'It’s been looked over', { day, isDone: true }),
    ],
  };
}
export const reviewMoved: Card = {
  title: 'Time to look over the pool',
  body: [paragraph('There’s a newer card from me about it in this chat.')],
  actions: [poolButton],
};
export const reviewPassed: Message = message(reviewMoved);

/** On the page itself; all of them are one press further. */
const SHOWN = 12;

const count = (one: Thin): string => `${one.name}: ${one.people === 0 ? 'nobody' : people(one.people)}`;

const THIN = {
  skills: { label: 'Skills that few have: ', all: 'All of these skills' },
  areas: { label: 'Areas with few people: ', all: 'All of these areas' },
} as const;

function thinBlock(part: keyof typeof THIN, all: readonly Thin[]): Block {
  const { label, all: toAll } = THIN[part];
  if (all.length === 0) return paragraph(bold(label), 'none, as far as people have said.');
  const more = all.length > SHOWN ? ` And ${all.length - SHOWN} more.` : '';
  return row(
    [bold(label), `${all.slice(0, SHOWN).map(count).join('; ')}.${more}`],
    button(routes.openPart, toAll, { part, page: 0 }),
  );
}

export interface Pool {
  figures: Figures;
  skills: readonly Thin[];
  areas: readonly Thin[];
}

/** A6: nothing of it says what anybody answered, or whether they did. */
export function poolPage({ figures, skills, areas }: Pool): Form {
  if (figures.people === 0) return readingView('The pool', ...emptyBlocks(figures));
  const [never, once, twice, often] = figures.asked;
  return readingView(
    'The pool',
    paragraph(bold(`${people(figures.people)} ${figures.people === 1 ? 'is' : 'are'} in the pool.`)),
    ...unconfirmedBlocks(figures),
    thinBlock('skills', skills),
    thinBlock('areas', areas),
    small('Few is two people or fewer. “Nobody” is what a call-out of the last year asked for.'),
    paragraph(
      bold('Asked in the last twelve months: '),
      `never ${people(never)}, once ${people(once)}, twice ${people(twice)}, three times or more ${people(often)}.`,
    ),
    row(
      'By name, for whoever may run projects alone:',
      ...(never > 0 ? [button(routes.openPart, 'Not asked yet', { part: 'never', page: 0 })] : []),
      ...(often > 0 ? [button(routes.openPart, 'Asked often', { part: 'often', page: 0 })] : []),
      inviteButton,
    ),
    small(
      'A project counts once, whatever anybody answered. It changes nothing about who is listed, or how.',
    ),
    paragraph(
      bold('Profiles that were last looked over more than a year ago: '),
      `${people(figures.stale)}.`,
    ),
    small('I ask everybody twice a year whether theirs still holds, so nobody needs to be asked once more.'),
    ...permissionBlocks(figures),
  );
}

const unconfirmedBlocks = ({ unconfirmed }: Figures): Block[] =>
  unconfirmed === 0
    ? []
    : [
        small(
          `${people(unconfirmed)} more ${unconfirmed === 1 ? 'has' : 'have'} joined it. Call-outs come to them once they’ve said what they are here, and a coordinator has confirmed it.`,
        ),
      ];

const emptyBlocks = (figures: Figures): Block[] => [
  paragraph(bold('Nobody is in the pool yet.')),
  paragraph('Members join it with “Join the peer pool”, under “Call-outs”.'),
  ...unconfirmedBlocks(figures),
];

const permissionBlocks = ({ lapsed, lapsing }: Figures): Block[] => [
  paragraph(
    bold('An employer’s yes to any project: '),
    lapsed + lapsing === 0
      ? 'none runs out within a month.'
      : `holds no longer for ${people(lapsed)}, and runs out within a month for ${people(lapsing)}.`,
  ),
  ...(lapsed + lapsing === 0
    ? []
    : [
        small(
          'Whose they are is for whoever runs a project that they’re on. They’re asked again when they’re put forward.',
        ),
      ]),
];

/** Ours: with a button for each, well inside what one view holds. */
export const THIN_PAGE = 25;

export function thinPage(part: 'skills' | 'areas', all: readonly Thin[], page: number): Form {
  const whom = part === 'skills' ? ('skill' as const) : ('area' as const);
  const here = all.slice(page * THIN_PAGE, (page + 1) * THIN_PAGE);
  const lines = here.map((one) =>
    one.people === 0
      ? paragraph(`${count(one)}.`)
      : row(`${count(one)}.`, button(routes.openInviting, 'Invite', { whom, words: one.name })),
  );
  return readingView(
    part === 'skills' ? 'Skills that few have' : 'Areas with few people',
    ...(lines.length > 0 ? lines : [paragraph('There’s nothing more to show.')]),
    ...turns(part, page, all.length > (page + 1) * THIN_PAGE),
    small('It’s what people have typed in their profiles, counted as it stands.'),
  );
}

export const NAMES_PAGE = 40;

export const namesPage = (
  part: 'never' | 'often',
  names: readonly Named[],
  page: number,
  isMore: boolean,
): Form =>
  readingView(
    part === 'never' ? 'Not asked this year' : 'Asked often this year',
    paragraph(
      bold(
        part === 'never'
          ? 'By no call-out in the last twelve months:'
          : 'For three projects or more in the last twelve months:',
      ),
    ),
    ...(names.length > 0
      ? names.map(({ name }) => paragraph(name))
      : [paragraph(page === 0 ? 'Nobody.' : 'There’s nobody more to show.')]),
    ...turns(part, page, isMore),
    small(
      'For whoever may run projects alone. Nobody is told that they stand here, and it counts for nothing else.',
    ),
  );

function turns(part: routes.Part, page: number, isMore: boolean): Block[] {
  const turn = (label: string, to: number) => button(routes.openPart, label, { part, page: to });
  const both = [...(page > 0 ? [turn('Back', page - 1)] : []), ...(isMore ? [turn('More', page + 1)] : [])];
  return both.length > 0 ? [row(' ', ...both)] : [];
}
