import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import { mayReopen } from '../rules/claim.ts';
import type { FollowUp } from '../store/follow-ups.ts';
import { answerersNamed, nothingNeeded } from './words.ts';

const send = (followUp: string, label: string) => button(routes.sendClaim, label, { followUp }, 'primary');
const close = (followUp: string) => button(routes.closeClaim, 'Nothing to claim', { followUp });
const takeBack = (followUp: string, label: string) => button(routes.takeBackClaim, label, { followUp });
const why = (followUp: string) => button(routes.readReturned, 'Read why', { followUp });
const again = (followUp: string): Button[] => [
  why(followUp),
  send(followUp, 'I’ve sent it again'),
  close(followUp),
];

/** A23: how it stands for the peer, and what they can do about it. No sum is ever asked for. */
export function expensesCard({ id, theme, claim, answerers }: FollowUp): Card {
  const who = answerersNamed(answerers);
  switch (claim) {
    case 'to-claim':
      return {
        title: 'Expenses',
        body: [
          paragraph(bold(theme)),
          paragraph(
            'Reasonable costs, such as travel, food and a room, are paid back once they’re approved. Please send your claim soon, with its receipts, by the way that your network uses for it: nothing is uploaded here, and I keep no sums.',
          ),
          small(`When you press, ${who} hears that it’s on its way.`),
        ],
        actions: [send(id, 'I’ve sent my claim'), close(id)],
      };
    case 'sent':
      return {
        title: 'Your claim is on its way',
        body: [paragraph(`${theme}. I’ve told ${who}, and will tell you what they say.`)],
        actions: [takeBack(id, 'That was a mistake')],
      };
    case 'returned':
      return {
        title: 'Please send your claim again',
        body: [paragraph(`${theme}. What to change is written for you.`)],
        actions: again(id),
      };
    case 'approved':
      return { title: 'Your claim was approved', body: [paragraph(`${theme}. Thank you.`)] };
    case 'nothing':
      return {
        title: 'Nothing to claim',
        body: [paragraph(`${theme}. That’s closed, and nobody is asked to do anything.`)],
        actions: [takeBack(id, 'I have something to claim')],
      };
  }
}

const mistake = (followUp: FollowUp, now: Date): Button[] =>
  mayReopen(followUp, now)
    ? [button(routes.reopenClaim, 'That was a mistake', { followUp: followUp.id })]
    : [];

/** The card of whoever answers for the project. Its title names nobody. */
export function claimCard(followUp: FollowUp, now: Date): Card {
  const { id, theme, claim, peer } = followUp;
  const about = [bold(peer.name), `: ${theme}.`] as const;
  switch (claim) {
    case 'sent':
      return {
        title: 'A claim for expenses',
        body: [
          paragraph(bold(peer.name), ` has sent a claim for “${theme}”, by the way that your network uses.`),
          small('I keep no sums and no receipts, only whether it’s approved.'),
        ],
        actions: [
          button(routes.approveClaim, 'Approved', { followUp: id }, 'primary'),
          button(routes.openReturn, 'Please send it again, because …', { followUp: id }),
        ],
      };
    case 'approved':
      return {
        title: 'This claim was approved',
        body: [paragraph(...about), paragraph('They’ve been told.')],
        actions: mistake(followUp, now),
      };
    case 'returned':
      return {
        title: 'This claim is to be sent again',
        body: [paragraph(...about), paragraph('They’ve been told, and can read why.')],
        actions: mistake(followUp, now),
      };
    default:
      return nothingNeeded;
  }
}

/** What the peer is told of a decision. */
export function claimAnswerCard(followUp: FollowUp): Card {
  const { id, theme, claim } = followUp;
  switch (claim) {
    case 'approved':
      return {
        title: 'There’s an answer about your expenses',
        body: [paragraph(`${theme}: approved. Thank you.`)],
      };
    case 'returned':
      return {
        title: 'There’s an answer about your expenses',
        body: [paragraph(`${theme}: please send your claim again. What to change is written for you.`)],
        actions: again(id),
      };
    default:
      return expensesCard(followUp);
  }
}

/** A decision that was undone within ten minutes. */
export const lookedAtAgain = ({ theme }: FollowUp): Card => ({
  title: 'Your claim is being looked at again',
  body: [paragraph(`${theme}. What I told you was pressed by mistake. I’ll tell you what they say.`)],
});

export const returnForm = ({ id, theme, peer }: FollowUp): Form =>
  form(
    routes.returnClaim,
    { followUp: id },
    {
      title: 'Please send it again',
      submit: 'Tell them',
      private: true,
      body: [
        paragraph(bold(peer.name), `: ${theme}`),
        small(
          `Only ${peer.name} reads what you write. It’s deleted once they’ve sent the claim again, and with the project at the latest, two years after it’s over. ${itTeam}`,
        ),
      ],
      fields: [
        field.text('words', 'Because …', {
          multiline: true,
          maxLength: routes.WHY_LENGTH,
          hint: helplineFootnote,
        }),
      ],
    },
  );
export const returnedNow = ({ peer }: FollowUp): Message =>
  message({
    title: 'They’ve been told',
    body: [paragraph(`${peer.name} is asked to send it again, and can read why.`)],
  });
export const whyPage = ({ theme }: FollowUp, words: string | undefined): Form =>
  readingView(
    'Please send it again, because …',
    paragraph(bold(theme)),
    paragraph(words ?? 'These words aren’t there any more.'),
    small('Written for you alone.'),
  );
export const decidedAlready: Message = message({
  title: 'That’s settled already',
  body: [paragraph('Somebody has decided about this claim, or it was taken back. Nothing was changed.')],
});
