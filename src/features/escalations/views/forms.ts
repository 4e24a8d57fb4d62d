import { field } from '../../../chat/field.ts';
import type { Field, Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { previewed } from '../../../chat/preview.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import { DETAILS_LENGTH, HEADLINE_LENGTH } from '../rules/limits.ts';
import type { Wish } from '../store/wishes.ts';
import { supportCard } from './parts.ts';

const reachFields: readonly (Field & { id: 'number' | 'way' | 'safe' })[] = [
  field.text('number', 'Your number', { maxLength: 40, hint: 'A phone that only you answer is best.' }),
  field.select('way', 'A call or a message?', {
    initial: 'call',
    options: [
      { value: 'call', label: 'A call' },
      { value: 'message', label: 'A text message' },
    ],
  }),
  field.select('safe', 'Is it safe to call you?', {
    options: [
      { value: 'yes', label: 'Yes' },
      { value: 'message-first', label: 'Text me first' },
      { value: 'no', label: 'No, please don’t call' },
    ],
  }),
];

const reachWords =
  'Who reads your number: whoever opens your request, at that moment, and your buddy once you have both said yes; nobody else. It’s kept encrypted until you change it or have me forget it.';

/** One short step, once: what was pressed is done with it. */
export const reachForm = (
  state: { want: 'press' | 'urge' | 'plan'; person?: string | undefined },
  name: string | undefined,
): Form =>
  form(routes.saveReach, state, {
    title: 'How can they reach you?',
    submit: 'Ask for a call',
    private: true,
    body: [
      paragraph('Nobody can ring you without a number. I need it once.'),
      ...(name
        ? [
            paragraph(
              state.want === 'plan'
                ? `I’ll ask ${name} at the time you chose.`
                : `When you press, I ask ${name} to call you.`,
            ),
          ]
        : []),
      small(`${reachWords} ${itTeam}`),
      small(helplineFootnote),
    ],
    fields: reachFields,
  });

export const chooseSafe = 'Please choose one: nobody should ring you where that isn’t safe.';
export const notSafe = 'You’ve said it isn’t safe to call. Please choose a text message, or “Text me first”.';
export const giveNumber = 'Please give a number, so that they can reach you.';

export const reachNeeded = (state: { want: 'press' | 'urge' | 'plan'; person?: string }): Message =>
  message({
    title: 'Nobody can ring you without a number',
    body: [paragraph('Nothing has been sent yet. One short step, and it goes.'), small(helplineFootnote)],
    actions: [button(routes.tellReach, 'Give my number', state, 'primary')],
  });

export function moreForm(people: readonly { member: string; name: string }[], hasReach: boolean): Form {
  return form(
    routes.sendMore,
    {},
    {
      title: 'Say a bit more',
      submit: 'Ask for a call',
      private: true,
      body: [
        paragraph('All of this is up to you. Nothing is shared unless you choose to.'),
        small(
          `Who reads it: only the person you choose here, behind a button. Whoever is asked after them learns only that you’d like a call. Shredded 7 days after this is over.${hasReach ? '' : ` ${reachWords}`} ${itTeam}`,
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.select('to', 'Whom shall I ask?', {
          options: people.map(({ member, name }) => ({ value: member, label: name })),
          ...(people[0] && { initial: people[0].member }),
        }),
        field.select('kind', 'What would help?', {
          optional: true,
          options: [
            { value: 'listen', label: 'Someone to listen' },
            { value: 'advice', label: 'Advice' },
            { value: 'practical', label: 'Practical help' },
            { value: 'cover', label: 'Cover for something today' },
          ],
        }),
        field.select('share', 'How much do you want to share?', {
          initial: 'nothing',
          options: [
            { value: 'nothing', label: 'Nothing more' },
            { value: 'headline', label: 'A headline' },
            { value: 'details', label: 'Details' },
          ],
        }),
        field.text('words', 'Your words', {
          optional: true,
          multiline: true,
          maxLength: DETAILS_LENGTH,
          hint: 'Leave out names of others.',
        }),
        ...(hasReach ? [] : reachFields),
      ],
    },
  );
}
export const chooseShare =
  'You’ve written something. Please choose how much to share, or clear the words: nothing has been sent.';
export const writeWords = 'Please write a few words, or choose “Nothing more”.';
export const tooLongForHeadline = `A headline is ${HEADLINE_LENGTH} characters at the most. For more, choose “Details”.`;
export const notNow = 'They can’t be messaged now. Please choose somebody else.';

// --- a wish to change supervisor (D31) -------------------------------------------------------------------------------

interface Named {
  member: string;
  name: string;
}
const options = (people: readonly Named[]) =>
  people.map(({ member, name }) => ({ value: member, label: name }));

export const wishForm = (to: readonly Named[]): Form =>
  form(
    routes.sendWish,
    {},
    {
      title: 'Change supervisor',
      submit: 'Send',
      private: true,
      body: [
        paragraph('You don’t have to say why. Your supervisor doesn’t see this, and isn’t told by me.'),
        small(
          `Who reads it: only the one of the two people whom you choose here. Shredded 7 days after they’ve seen to it. ${itTeam}`,
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.member('about', 'Whom would you like to change from?'),
        field.select('to', 'Who should read this?', { options: options(to) }),
        field.text('words', 'A few words', { optional: true, multiline: true, maxLength: DETAILS_LENGTH }),
      ],
    },
  );
export const notMember = 'Please choose somebody from the list who is not you.';
export const samePerson = 'That’s the person it’s about. Please choose the other one.';
export const nobodyToWish: Message = message({
  title: 'There’s nobody whom I could give this to',
  body: [
    paragraph('Please talk to a coordinator yourself, if you can. Nothing was sent.'),
    small(helplineFootnote),
  ],
});
/** `looks`: they are messaged only when they look, so that it waits on their home. */
export const wishSent = (name: string, looks: boolean): Message =>
  message({
    title: looks ? 'It’s there for them' : 'It’s sent',
    body: [
      paragraph(`Only ${name} can read it. It may be a day or two before you hear from them.`),
      ...(looks
        ? [
            paragraph(
              `${name} gets no messages from me and sees it when they look. If you hear nothing in a few days, the other person is a good choice.`,
            ),
          ]
        : []),
      small(helplineFootnote),
    ],
    ...(looks && { actions: [button(routes.changeSupervisor, 'Choose the other person', {})] }),
  });

const wishBody = ({ state }: Wish): Block[] => [
  paragraph(
    state === 'sent'
      ? 'Somebody has asked that only you read this.'
      : 'Seen to. What was written goes in 7 days.',
  ),
];
export const wishCard = (wish: Wish): Card =>
  supportCard(wishBody(wish), [button(routes.openWish, 'Open', { wish: wish.id }, 'primary')]);
export const wishView = (wish: Wish, words: string | undefined): Form =>
  readingView(
    'For you alone',
    paragraph(bold(`${wish.askerName} would like to change supervisor, from ${wish.aboutName}.`)),
    paragraph(words ?? `${wish.askerName} hasn’t said why and doesn’t have to.`),
    paragraph(
      `Please talk with ${wish.askerName} first, and soon. ${wish.aboutName} doesn’t know of this; what they are told is for the two of you to decide.`,
    ),
    ...(wish.state === 'sent'
      ? [
          {
            type: 'row' as const,
            text: ' ',
            actions: [button(routes.settleWish, 'I’ve seen to it', { wish: wish.id })],
          },
        ]
      : []),
  );
/** The answer to the press, which has nothing more to open. */
export const wishSettled = (wish: Wish): Message => previewed(supportCard(wishBody(wish)), 'message');
export const wishNotReached: Card = supportCard(
  [
    paragraph(bold('What you sent could not be delivered.')),
    paragraph('Nobody has said that they’ve seen to it. You can send it to the other person instead.'),
    small(helplineFootnote),
  ],
  [button(routes.changeSupervisor, 'Choose the other person', {})],
);
