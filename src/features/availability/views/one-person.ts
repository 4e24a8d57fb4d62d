import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { list, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';
import type { Invitation } from '../store/invitations.ts';
import type { Asked } from '../store/invited-peers.ts';
import { dayIn } from './words.ts';

/** One person, whom a call-out did not ask, did not reach, or who rang instead of answering. */
export const oneForm = (callOut: CallOut): Form =>
  form(
    routes.one,
    { callOut: callOut.id },
    {
      title: 'About one person',
      submit: 'Do it',
      body: [
        paragraph(bold(callOut.project.theme), '.'),
        small(
          'Members of the peer pool alone: they said yes to being asked, and were confirmed as peers. Never the host’s own people.',
        ),
        small(
          'Sending it once more is for whoever hasn’t answered, and takes the place of their one reminder: silence is never chased twice. Whoever said no, or takes a break, is never sent it again.',
        ),
        small(
          'What somebody told you is noted on their behalf. They read at once what you noted, and can change it. About the host, and for their employer, they answer themselves.',
        ),
      ],
      fields: [
        field.member('who', 'Who?'),
        field.select('what', 'What would you like to do?', {
          options: [
            { value: 'ask', label: 'Ask them: they weren’t asked yet' },
            { value: 'again', label: 'Send it to them once more' },
            { value: 'yes', label: 'They told me: yes' },
            { value: 'maybe', label: 'They told me: maybe' },
            { value: 'no', label: 'They told me: not this time' },
          ],
        }),
        field.multiselect('days', 'If yes or maybe: which days suit them?', {
          optional: true,
          options: callOut.project.days.map(({ day }) => ({ value: day, label: dayIn(callOut)(day) })),
        }),
        field.date('until', 'If you ask them: until when can they answer?', {
          optional: true,
          hint:
            callOut.state === 'open'
              ? 'Left empty, as long as everybody.'
              : 'It has closed for the others, so please give a day.',
        }),
      ],
    },
  );

const ANSWERS = { yes: 'yes', maybe: 'maybe', no: 'not this time', keen: 'that they’d be interested' };

/** How somebody stands who was asked already. */
export function stands({ reply, undelivered }: Invitation): string {
  if (reply === 'no')
    return 'They were asked, and said not this time. That never counts against them, and they aren’t asked again.';
  if (reply !== null) return `They were asked, and said ${ANSWERS[reply]}.`;
  return undelivered
    ? 'They were asked, and I couldn’t reach them. Please ring them, then say here what they told you; or send it once more.'
    : 'They were asked, and haven’t answered. It can be sent to them once more.';
}

export const runsIt = 'They run this project themselves. Please choose somebody else.';
export const ofTheHost = 'They’re from the host itself. Please choose somebody else.';
/** Nobody learns from it who takes a break. */
export const notInPool =
  'They’re not in the peer pool, or not being asked just now. Whoever is asked has said yes to that, and was confirmed as a peer. If they’d like to: “availability” has “Join the peer pool”, and you can add them after that.';
export const notAsked = 'They weren’t asked by this call-out. “Ask them” does that.';
export const notAgain = {
  twice:
    'They’ve had it once more already, so I leave it at that. It waits on their home; or you can ring them.',
  reminded:
    'They’ve had their one reminder, so I leave it at that. It waits on their home: if they ask you for it, they can type “home”.',
};
export const onItsWay = 'It’s still on its way to them, so there’s nothing to send once more.';
export const closedForOne =
  'It has closed. Please press “Open it again” on its card, or say here what they told you.';
export const sayUntil = 'It has closed for the others. Please say until when they can answer.';
export const untilWithin = 'Please choose a day from today to the last day of the project.';
export const whichDays = 'Please tick at least one day that suits them.';
export const answeredThemselves = (invitation: Invitation): string =>
  `${stands(invitation)} It’s their own answer, so only they can change it: on their card.`;
export const putForwardByNow =
  'They’ve been put forward by now. Please ask them to say it themselves, on their own card.';

export const noOne: Message = plain(
  'Nobody can be added here now',
  'That’s for a call-out that was sent, as long as its project isn’t over. Nothing was changed.',
);

export const askedOne = ({ callOut, invitation }: Asked): Message =>
  message({
    title: `${invitation.name} is asked`,
    body: [
      paragraph(
        `They read what everybody was asked, and can answer until ${dayIn(callOut)(callOut.replyBy)}. It’s written down that you added them, and they can see that.`,
      ),
    ],
  });

export const sentAgain = ({ name }: Invitation): Message =>
  message({
    title: `Sent to ${name} once more`,
    body: [paragraph('That’s their one reminder: I don’t write to them about it again.')],
  });

export const noted = (callOut: CallOut, { name, reply, days }: Invitation): Message =>
  message({
    title: `Noted for ${name}: ${reply === null ? '' : ANSWERS[reply]}`,
    body: [
      paragraph(
        `${days.length > 0 ? `${list(days.map(dayIn(callOut)))}. ` : ''}They read now that you noted it, and can change it. It’s written down as on their behalf.`,
      ),
    ],
  });
