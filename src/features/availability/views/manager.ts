import {
  type Block,
  type Button,
  bold,
  type Card,
  type MemberId,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { counts, list } from '../../../chat/words.ts';
import { asSeenBy, isDeputy } from '../../placements/rules/deputy.ts';
import { isBeforeChoice, isOver } from '../../placements/rules/project.ts';
import { noticeLine } from '../../placements/rules/words.ts';
import {
  cancelButton,
  chooseButton,
  deputyButton,
  moveButton,
  projectButton,
} from '../../projects/rules/links.ts';
import * as routes from '../routes.ts';
import { type CallOutProgress, mayCorrect, mayTakeBack, rankDays, type Tally } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import type { Invitation } from '../store/invitations.ts';
import * as pencil from './pencil-run.ts';
import { askedLine, elseButton } from './whom.ts';
import { correctedLine, dayIn } from './words.ts';

export const sentBefore: Message = message({
  title: 'This has been sent already',
  body: [paragraph('So it can’t be changed any more. Its card shows how it stands.')],
});
export const replyByHasPassed: Message = message({
  title: 'The reply-by date has passed',
  body: [paragraph('Nothing was sent. Press “Change”, choose a later date, and send it then.')],
});
export const discarded: Message = message({
  title: 'Thrown away',
  body: [paragraph('Nobody was written to. Type “availability new” to begin another.')],
});

/** The one living card of a call-out. */
export function progressCard(
  callOut: CallOut,
  { tally, unreached }: CallOutProgress,
  now: Date,
  reader: MemberId | undefined,
): Card {
  const { state, project } = callOut;
  if (state === 'fixed' || callOut.kind === 'pencil') return pencil.progressCard(callOut, tally, now, reader);
  const whose = whoseIn(callOut, reader);
  const fields = counts(
    ['Asked', tally.asked],
    ['Yes', tally.yes],
    ['Maybe', tally.maybe],
    ['Not this time', tally.no],
    [state === 'open' ? 'Not answered yet' : 'No answer', tally.silent],
    ['Could not be reached', tally.unreached],
  );
  const title = {
    draft: whose,
    open: whose,
    closed: `${whose} has closed`,
    withdrawn: `${whose} was taken back`,
  };
  const card: Card = {
    title: `${title[state]}: ${project.theme}`,
    body: [
      { type: 'fields', fields },
      {
        type: 'fields',
        fields: tally.days.map(({ day, suits }) => ({ label: dayIn(callOut)(day), value: canCome(suits) })),
      },
      ...(state === 'withdrawn' || isOver(project.state) ? [] : unreachedLine(unreached, tally.unreached)),
      ...(state === 'withdrawn' ? [] : noticeLine(project)),
      small(closingLine(callOut)),
      ...askedLine(callOut, tally.asked),
      ...correctedLine(callOut),
    ],
    actions: progressActions(callOut, tally, now),
  };
  return asSeenBy(card, project, reader);
}

/** Nothing came to them: somebody is to ring. */
function unreachedLine(names: readonly string[], count: number): Block[] {
  if (names.length === 0) return [];
  const more = count > names.length ? [`${count - names.length} more`] : [];
  return [
    paragraph(
      `I couldn’t reach ${list([...names, ...more])}. Please ring them, then say here what they told you: press “About one person”.`,
    ),
  ];
}

/** Its manager’s, or of whoever they stand in for. */
const whoseIn = ({ project }: CallOut, reader: MemberId | undefined): string =>
  reader !== undefined && isDeputy(project, reader) ? 'A call-out' : 'Your call-out';

const canCome = (count: number): string => (count === 0 ? 'nobody yet' : `${count} can come`);

function closingLine(callOut: CallOut): string {
  if (callOut.state === 'withdrawn')
    return 'Those who had read it were told that nothing is needed from them.';
  if (callOut.project.state === 'cancelled') return 'The project was called off.';
  if (callOut.state === 'closed') return 'Late replies are told kindly that it has closed.';
  const reminder = callOut.remindedAt
    ? 'The one reminder has gone out.'
    : 'One reminder goes out half-way, only to those who have not answered.';
  return `Replies until the end of ${dayIn(callOut)(callOut.replyBy)}. ${reminder}`;
}

function progressActions(callOut: CallOut, tally: Tally, now: Date): Button[] {
  const { id, state, project } = callOut;
  if (state === 'withdrawn' || state === 'draft') return [];
  const about = { callOut: id };
  const replies = button(routes.showReplies, 'Who replied', about);
  if (isOver(project.state)) return [replies];
  const isChoosing = !isBeforeChoice(project.state);
  return [
    ...(tally.yes + tally.maybe > 0 ? [chooseButton(project.id)] : []),
    replies,
    button(routes.openOne, 'About one person', about),
    ...(state === 'open' ? [button(routes.closeNow, 'Close now', about)] : []),
    button(routes.openExtend, state === 'open' ? 'More time' : 'Open it again', about),
    ...(callOut.whom !== 'all' && state === 'open' && !isChoosing ? [elseButton(callOut)] : []),
    ...(mayCorrect(callOut) ? [button(routes.openCorrect, 'Correct it', about)] : []),
    ...(mayTakeBack(callOut.openedAt, now) && state === 'open'
      ? [button(routes.takeBack, 'That was a mistake', about)]
      : []),
    ...(isChoosing
      ? [projectButton(project.id)]
      : [deputyButton(project.id), moveButton(project.id), cancelButton(project.id)]),
  ];
}

export const tooLateToTakeBack: Message = message({
  title: 'It can’t be taken back any more',
  body: [
    paragraph(
      'That’s possible for ten minutes after sending. You can press “Close now”: nobody can reply after that. Or “Call it off”, and everybody concerned hears at once.',
    ),
  ],
});

const answersIn = ({ yes, maybe }: Tally): string =>
  maybe === 0 ? `${yes} yes` : `${yes} yes, ${maybe} maybe`;

export function summaryCard(
  callOut: CallOut,
  { tally }: CallOutProgress,
  reader: MemberId | undefined,
): Card {
  if (callOut.kind === 'pencil') return pencil.summaryCard(callOut, tally, reader);
  const ranked = rankDays(tally.days);
  return {
    title: `${whoseIn(callOut, reader)} has closed: ${answersIn(tally)}`,
    body: [
      paragraph(callOut.project.theme),
      paragraph(bold('Days, the best first')),
      ...ranked.map(({ day, suits }) => paragraph(`${dayIn(callOut)(day)}: ${canCome(suits)}`)),
      ...noticeLine(callOut.project),
      small(
        `${tally.asked} were asked, ${tally.no} said not this time, ${tally.silent + tally.unreached} did not answer${tally.unreached > 0 ? `; ${tally.unreached} of them I couldn’t reach in time` : ''}. Silence says nothing about anyone.`,
      ),
    ],
    actions: [
      ...(tally.yes + tally.maybe > 0 ? [chooseButton(callOut.projectId)] : []),
      button(routes.showReplies, 'Who replied', { callOut: callOut.id }),
    ],
  };
}

/** A late no. Why is theirs to say. */
export const cannotComeNews = (callOut: CallOut, name: string): Card => ({
  title: 'Somebody can’t come after all',
  body: [paragraph(bold(name), ` can’t come: ${callOut.project.theme}. They don’t have to say why.`)],
  actions: [button(routes.showReplies, 'Who replied', { callOut: callOut.id })],
});

/** Of somebody who was asked by hand after the call-out had closed. */
export const answeredNews = (callOut: CallOut, { name, reply, days }: Answered): Card => ({
  title: 'Somebody you asked has answered',
  body: [
    paragraph(
      bold(name),
      reply === 'no'
        ? `: not this time, ${callOut.project.theme}. It never counts against them.`
        : `: ${reply}, ${list(days.map(dayIn(callOut)))}. ${callOut.project.theme}.`,
    ),
  ],
  actions: [
    ...(reply === 'no' ? [] : [chooseButton(callOut.projectId)]),
    button(routes.showReplies, 'Who replied', { callOut: callOut.id }),
  ],
});
type Answered = Pick<Invitation, 'name' | 'reply' | 'days'>;

/** Among what is coming up, once it has closed. */
export const coming = (callOut: CallOut, { tally }: CallOutProgress, reader: MemberId) => ({
  line: `${whoseIn(callOut, reader)} “${callOut.project.theme}” ${callOut.state === 'open' ? 'takes replies' : 'has closed'}: ${answersIn(tally)}.`,
  open: button(routes.showCallOut, 'See how it stands', { callOut: callOut.id }),
});

/** The same on the page of call-outs. */
export function closedRow(callOut: CallOut, progress: CallOutProgress, reader: MemberId): Block {
  const { line, open } = coming(callOut, progress, reader);
  return row(line, open);
}

export const yoursNowCard = ({ kind, project }: CallOut): Card => ({
  title: `A ${kind} is yours now`,
  body: [
    paragraph(
      `“${project.theme}”: whoever ran it has left the network. Its card is with you, and replies come to you.`,
    ),
    paragraph(
      'What peers said about conflicts was told to the one before alone, so it stays shut. I’ve asked each of them whether you may read it.',
    ),
  ],
});
