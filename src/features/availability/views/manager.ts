import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm, counts, people } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { type CallOutProgress, mayTakeBack, rankDays, type Tally } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import { dayIn, summary } from './words.ts';

export function draftCard(callOut: CallOut, pool: number): Card {
  const { id } = callOut;
  const to =
    pool === 0
      ? 'Nobody has joined the peer pool yet, so there is nobody to send it to.'
      : `This goes to ${people(pool)} in the peer pool.`;
  return {
    title: 'Your call-out, before it goes',
    body: [
      ...summary(callOut),
      small('The host is kept sealed until you name it.'),
      { type: 'divider' },
      paragraph(bold(to)),
    ],
    actions: [
      ...(pool > 0 ? [button(routes.send, `Send to ${people(pool)}`, { callOut: id }, 'primary')] : []),
      button(routes.changeBrief, 'Change', { callOut: id }),
      button(routes.discard, 'Throw away', { callOut: id }, 'danger'),
    ],
  };
}

export const sentBefore: Message = message({
  title: 'This call-out has been sent already',
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
export function progressCard(callOut: CallOut, { tally, conflicts }: CallOutProgress, now: Date): Card {
  const { id, state, project } = callOut;
  const fields = counts(
    ['Asked', tally.asked],
    ['Yes', tally.yes],
    ['Maybe', tally.maybe],
    ['Not this time', tally.no],
    [state === 'open' ? 'Not answered yet' : 'No answer', tally.silent],
    ['Could not be reached', tally.unreached],
  );
  const title = {
    draft: 'Your call-out',
    open: 'Your call-out',
    closed: 'Your call-out has closed',
    withdrawn: 'Your call-out was taken back',
  };
  return {
    title: `${title[state]}: ${project.theme}`,
    body: [
      { type: 'fields', fields },
      {
        type: 'fields',
        fields: tally.days.map(({ day, suits }) => ({ label: dayIn(callOut)(day), value: canCome(suits) })),
      },
      ...hostLines(callOut, conflicts),
      small(closingLine(callOut)),
    ],
    actions: progressActions(callOut, tally, now).concat(
      state === 'withdrawn' ? [] : [button(routes.showReplies, 'Who replied', { callOut: id })],
    ),
  };
}

const canCome = (count: number): string => (count === 0 ? 'nobody yet' : `${count} can come`);

function closingLine(callOut: CallOut): string {
  if (callOut.state === 'withdrawn')
    return 'Those who had read it were told that nothing is needed from them.';
  if (callOut.state === 'closed') return 'Late replies are told kindly that it has closed.';
  const reminder = callOut.remindedAt
    ? 'The one reminder has gone out.'
    : 'One reminder goes out half-way, only to those who have not answered.';
  return `Replies until the end of ${dayIn(callOut)(callOut.replyBy)}. ${reminder}`;
}

function hostLines(callOut: CallOut, conflicts: CallOutProgress['conflicts']): Block[] {
  const { none, told, declined, open, unreached } = conflicts;
  if (!callOut.project.hostNamedAt) return [];
  const answers = counts(
    ['No conflict', none],
    ['Told you something', told],
    ['Would rather not', declined],
    ['No answer yet', open],
  );
  const line = ['The host is named', ...answers.map(({ label, value }) => `${label}: ${value}`), '']
    .join('. ')
    .trim();
  const lost = `I couldn’t reach ${people(unreached)} about the host: please ring. “Who replied” says whom.`;
  const rest = unreached > 0 ? [paragraph(lost)] : [];
  if (told === 0) return [paragraph(line), ...rest];
  return [row(line, button(routes.showConflicts, 'Read what was said', { callOut: callOut.id })), ...rest];
}

function progressActions(callOut: CallOut, tally: Tally, now: Date): Button[] {
  const { id, state, project } = callOut;
  const actions: Button[] = [];
  if ((state === 'open' || state === 'closed') && !project.hostNamedAt && tally.yes + tally.maybe > 0) {
    actions.push(button(routes.askToNameHost, 'Name the host', { callOut: id }, 'primary'));
  }
  if (state !== 'open') return actions;
  actions.push(button(routes.closeNow, 'Close now', { callOut: id }));
  const fresh = mayTakeBack(callOut.openedAt, now);
  return fresh ? [...actions, button(routes.takeBack, 'That was a mistake', { callOut: id })] : actions;
}

export const tooLateToTakeBack: Message = message({
  title: 'It can’t be taken back any more',
  body: [
    paragraph(
      'That’s possible for ten minutes after sending. You can press “Close now”: nobody can reply after that.',
    ),
  ],
});

export function confirmHost(callOut: CallOut, interested: number): Message {
  return confirm({
    title: 'Name the host?',
    says: [
      `This tells the ${people(interested)} who said yes or maybe, in confidence, who the host is, and asks about conflicts. Those who join them later are asked as well.`,
    ],
    yes: button(routes.nameHost, `Tell ${people(interested)}`, { callOut: callOut.id }, 'primary'),
    no: button(routes.keepHost, 'Not yet', {}),
  });
}
export const hostKept: Message = message({
  title: 'Nothing was sent',
  body: [paragraph('The host stays sealed.')],
});
export const hostNamed = (count: number): Message =>
  message({
    title: 'The host is named',
    body: [
      paragraph(
        `${people(count)} can open it now, in confidence. Their answers show on your call-out’s card.`,
      ),
    ],
  });
export const hostNamedBefore: Message = message({
  title: 'The host is named already',
  body: [paragraph('Nothing was sent twice. The answers show on your call-out’s card.')],
});

const answersIn = ({ yes, maybe }: Tally): string =>
  maybe === 0 ? `${yes} yes` : `${yes} yes, ${maybe} maybe`;

export function summaryCard(callOut: CallOut, { tally }: CallOutProgress): Card {
  const ranked = rankDays(tally.days);
  return {
    title: `Your call-out has closed: ${answersIn(tally)}`,
    body: [
      paragraph(callOut.project.theme),
      paragraph(bold('Days, the best first')),
      ...ranked.map(({ day, suits }) => paragraph(`${dayIn(callOut)(day)}: ${canCome(suits)}`)),
      small(
        `${tally.asked} were asked, ${tally.no} said not this time, ${tally.silent + tally.unreached} did not answer${tally.unreached > 0 ? `; ${tally.unreached} of them I couldn’t reach in time` : ''}. Silence says nothing about anyone.`,
      ),
    ],
    actions: [button(routes.showReplies, 'Who replied', { callOut: callOut.id })],
  };
}

/** A late no. Why is theirs to say. */
export const cannotComeNews = (callOut: CallOut, name: string): Card => ({
  title: 'Somebody can’t come after all',
  body: [paragraph(bold(name), ` can’t come: ${callOut.project.theme}. They don’t have to say why.`)],
  actions: [button(routes.showReplies, 'Who replied', { callOut: callOut.id })],
});

/** Among what is coming up, once it has closed. */
export const coming = (callOut: CallOut, { tally }: CallOutProgress) => ({
  line: `Your call-out “${callOut.project.theme}” has closed: ${answersIn(tally)}.`,
  open: button(routes.showCallOut, 'See how it stands', { callOut: callOut.id }),
});

/** The same on the page of call-outs. */
export function closedRow(callOut: CallOut, progress: CallOutProgress): Block {
  const { line, open } = coming(callOut, progress);
  return row(line, open);
}

export const peerChangedCard = ({ project }: CallOut): Card => ({
  title: `Something has changed for a peer: ${project.theme}`,
  body: [
    paragraph(
      'They changed their profile, so I’ve asked them about conflicts again. Their answer will show on your call-out’s card.',
    ),
  ],
});

export const yoursNowCard = ({ project }: CallOut): Card => ({
  title: 'A call-out is yours now',
  body: [
    paragraph(
      `“${project.theme}”: whoever ran it has left the network. Its card is with you, and replies come to you.`,
    ),
    paragraph(
      'What peers said about conflicts was told to the one before alone, so it stays shut. I’ve asked each of them whether you may read it.',
    ),
  ],
});
