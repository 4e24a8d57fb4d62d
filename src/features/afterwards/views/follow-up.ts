import { type Block, bold, type Card, paragraph, row, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { isChangeable, isUntouched, softDay } from '../rules/follow-up.ts';
import { type FollowUp, waysOf } from '../store/follow-ups.ts';

/** By when somebody may look back, as a day. */
export function softDate({ askedAt, peer }: FollowUp): string {
  const { timeZone } = peer;
  return spokenDay(softDay(askedAt, timeZone), localDate(askedAt, timeZone));
}

const feedbackRow = ({ id, gaveFeedback }: FollowUp): Block =>
  gaveFeedback
    ? paragraph('You told us how it went. Thank you.')
    : row(
        'How it went: three questions, without your name.',
        button(routes.openFeedback, 'Tell us how it went', { followUp: id }),
      );

function assessmentRow(followUp: FollowUp, now: Date): Block {
  const { id, assessmentId: assessment, askedAt, peer } = followUp;
  if (assessment === null)
    return row(
      `A look back for yourself, by ${softDate(followUp)} if you’d like to.`,
      button(routes.openAssessment, 'Look back', { followUp: id }),
    );
  return row(
    'You’ve looked back.',
    isChangeable(askedAt, peer.timeZone, now)
      ? button(routes.openAssessment, 'Read or change it', { followUp: id })
      : button(routes.readOwnAssessment, 'Read what I wrote', { assessment }),
    button(routes.askToDelete, 'Delete it', { assessment }),
  );
}

const CLAIM: Record<FollowUp['claim'], string> = {
  'to-claim': 'Expenses: tell me once you’ve sent your claim, or that there’s nothing.',
  sent: 'Expenses: your claim is on its way.',
  returned: 'Expenses: you were asked to send your claim again.',
  approved: 'Expenses: your claim was approved.',
  nothing: 'Expenses: there’s nothing to claim.',
};
const claimRow = ({ id, claim }: FollowUp): Block =>
  claim === 'approved'
    ? paragraph(CLAIM.approved)
    : row(CLAIM[claim], button(routes.showExpenses, 'Expenses', { followUp: id }));

export const askButton = (placement: string, label = 'May I say I was there?') =>
  button(routes.openAsking, label, { placement });

/** A15: what holds, and what may be done about it. */
export function disclosureRow(
  { placementId, asked }: { placementId: string; asked: FollowUp['asked'] },
  about = '',
): Block {
  if (!asked)
    return row(
      `${about}Before you say in public that you took part, please ask. Until there’s an answer, it’s no.`,
      askButton(placementId),
    );
  const { id: disclosure, state } = asked;
  if (state !== 'answered')
    return row(
      `${about}You’ve asked whether you may say that you were there. Until there’s an answer, it’s no.`,
      button(routes.takeBack, 'Take it back', { disclosure }),
    );
  return row(
    `${about}There’s an answer to whether you may say that you were there.`,
    button(routes.readAnswer, 'Read the answer', { disclosure }),
    askButton(placementId, 'Ask something else'),
  );
}

/** One reminder, and it is said beforehand that there is one, and then that it was the last. */
function reminderLine(followUp: FollowUp): Block[] {
  if (!isUntouched(waysOf(followUp))) return [];
  if (followUp.edition > 0) return [small('I’ve reminded you this once, and won’t again.')];
  return followUp.toRemind
    ? [small('If you do nothing, I’ll remind you once, in a fortnight, and never again.')]
    : [];
}

/** Thanks first, then four ways on; each shows what is done, and none is ever outstanding. */
export function followUpCard(followUp: FollowUp, now: Date): Card {
  const { id, theme, ended } = followUp;
  if (ended)
    return {
      title: 'That’s all, thank you',
      body: [
        paragraph('Thank you for taking part in ', bold(theme), '.'),
        small('If something comes to mind later: My settings lists your projects.'),
      ],
      actions: [button(routes.resume, 'Something after all', { followUp: id })],
    };
  return {
    title: 'Thank you for your time',
    body: [
      paragraph('Thank you for taking part in ', bold(theme), '.'),
      paragraph('Here are four things you might like to do now. None of them has to be done.'),
      feedbackRow(followUp),
      assessmentRow(followUp, now),
      claimRow(followUp),
      disclosureRow(followUp),
      ...reminderLine(followUp),
    ],
    actions: [button(routes.end, 'Nothing more, thank you', { followUp: id })],
  };
}
