import {
  type Button,
  bold,
  type Card,
  type MemberId,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm, counts, people } from '../../../chat/words.ts';
import { asSeenBy, isDeputy } from '../../placements/rules/deputy.ts';
import { isOver } from '../../placements/rules/project.ts';
import { cancelButton, deputyButton } from '../../projects/rules/links.ts';
import * as routes from '../routes.ts';
import { mayFix, mayTakeBack, type Tally } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import { askedLine } from './whom.ts';
import { correctedLine, dayIn, summary } from './words.ts';

export const WHAT_A_PENCIL_IS =
  'A pencil is a heads-up before dates are fixed. It asks who might be interested, and promises nothing; you see how many, and not who. When you fix the dates, everybody in the pool is asked.';

const fixButton = ({ id }: CallOut): Button =>
  button(routes.openFix, 'Dates are fixed', { callOut: id }, 'primary');

const whoseIn = ({ project }: CallOut, reader: MemberId | undefined): string =>
  reader !== undefined && isDeputy(project, reader) ? 'A pencil' : 'Your pencil';

const interested = (count: number): string => `${people(count)} would be interested`;

/** The one living card of a pencil, of whoever runs its project. */
export function progressCard(callOut: CallOut, tally: Tally, now: Date, reader: MemberId | undefined): Card {
  const { state, project } = callOut;
  const whose = whoseIn(callOut, reader);
  const title = {
    draft: whose,
    open: whose,
    closed: `${whose} has closed`,
    withdrawn: `${whose} was taken back`,
    fixed: `${whose} has its dates`,
  };
  const fields = counts(
    ['Asked', tally.asked],
    ['Would be interested', tally.keen],
    ['Not this time', tally.no],
    [state === 'open' ? 'Not answered yet' : 'No answer', tally.silent],
    ['Could not be reached', tally.unreached],
  );
  return asSeenBy(
    {
      title: `${title[state]}: ${project.theme}`,
      body: [
        paragraph(`Roughly when: ${project.roughly}.`),
        { type: 'fields', fields },
        small(closingLine(callOut)),
        ...askedLine(callOut, tally.asked),
        ...correctedLine(callOut),
      ],
      actions: progressActions(callOut, now),
    },
    project,
    reader,
  );
}

function closingLine(callOut: CallOut): string {
  const { state, project, replyBy } = callOut;
  if (state === 'withdrawn') return 'Those who had read it were told that nothing is needed from them.';
  if (project.state === 'cancelled') return 'The project was called off.';
  if (state === 'fixed') return 'Its call-out has gone out, and has a card of its own.';
  const kept = 'Who it is stays with them, and counts for nothing when you choose people.';
  return state === 'closed'
    ? kept
    : `People can say so until the end of ${dayIn(callOut)(replyBy)}, and nobody is reminded. ${kept}`;
}

function progressActions(callOut: CallOut, now: Date): Button[] {
  const { id, state, project } = callOut;
  if (isOver(project.state) || !mayFix(callOut)) return [];
  const isOpen = state === 'open';
  const about = { callOut: id };
  return [
    fixButton(callOut),
    ...(isOpen ? [button(routes.closeNow, 'Close now', about)] : []),
    button(routes.openExtend, isOpen ? 'More time' : 'Open it again', about),
    button(routes.openCorrect, 'Correct it', about),
    ...(isOpen && mayTakeBack(callOut.openedAt, now)
      ? [button(routes.takeBack, 'That was a mistake', about)]
      : []),
    deputyButton(project.id),
    cancelButton(project.id),
  ];
}

/** How it ended. */
export const summaryCard = (callOut: CallOut, tally: Tally, reader: MemberId | undefined): Card => ({
  title: `${whoseIn(callOut, reader)} has closed: ${interested(tally.keen)}`,
  body: [
    paragraph(callOut.project.theme),
    paragraph('When its dates are known, fix them here: everybody in the pool is asked then.'),
    small(`${people(tally.asked)} had the heads-up. Silence says nothing about anyone.`),
  ],
  actions: [fixButton(callOut), cancelButton(callOut.projectId)],
});

/** Before its call-out goes. `callOut`: as it will be. */
export const confirmFix = (
  callOut: CallOut,
  about: { days: readonly string[]; replyBy: string; pool: number; keen: number },
): Message =>
  confirm({
    title: 'Your call-out, before it goes',
    says: [
      ...summary(callOut),
      paragraph(bold(`This goes to ${people(about.pool)} in the peer pool.`)),
      `${interested(about.keen)}: who said so reads that the dates are fixed, and nobody else hears who they are.`,
    ],
    yes: button(
      routes.fix,
      `Send to ${people(about.pool)}`,
      { callOut: callOut.id, days: [...about.days], replyBy: about.replyBy },
      'primary',
    ),
    no: button(routes.openFix, 'Change', { callOut: callOut.id }),
  });

export const nobodyToAsk: Message = message({
  title: 'There’s nobody to send it to',
  body: [
    paragraph(
      'Nobody is in the peer pool just now but you and the host’s own people, so nothing was sent. The pencil stays as it is.',
    ),
  ],
});
export const cannotBeFixed: Message = message({
  title: 'There are no dates to fix here',
  body: [
    paragraph(
      'Its dates are fixed already, or it was taken back or called off. Nothing was sent by this press.',
    ),
  ],
});
export const daysHavePassed: Message = message({
  title: 'Those dates don’t fit any more',
  body: [paragraph('Nothing was sent. Press “Dates are fixed” again, and choose later ones.')],
});
/** In the place of who replied. */
export const notWho: Message = message({
  title: 'Who it is stays with them',
  body: [paragraph('A pencil shows how many would be interested, and not who. It’s no promise of theirs.')],
});
