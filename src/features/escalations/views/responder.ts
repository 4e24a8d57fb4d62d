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
import { EMERGENCY, helplineFootnote, SAMARITANS } from '../../../directory/helplines.ts';
import type { Reach } from '../../../directory/reach.ts';
import type { Safety } from '../../../directory/safety.ts';
import * as routes from '../routes.ts';
import type { AskCard } from '../rules/cards.ts';
import type { Ask, Escalation } from '../store/requests.ts';
import type { Words } from '../store/words.ts';
import { short, supportCard, talkButton } from './parts.ts';

/** No name, no reason: those are read behind *Open*, by whoever may call now. */
export function askCard(card: AskCard, ask: string): Card {
  const open = button(routes.openAsk, 'Open', { ask }, 'primary');
  const cannot = button(routes.handOver, 'I can’t: ask the next person', { ask });
  const calling = button(routes.call, 'I’m calling now', { ask }, 'primary');
  switch (card) {
    case 'open':
      return {
        title: 'Please open now: you’re needed',
        body: [paragraph('Someone would like a call from you as soon as you can.')],
        actions: [open, cannot],
      };
    case 'mine':
      return {
        title: 'You’re calling now. Thank you',
        body: [paragraph('I’ve sent them word. You don’t need to fix it: listen, and ask what would help.')],
        actions: [
          open,
          button(routes.whatToSay, 'What to say', {}),
          button(routes.handOver, 'I can’t after all: ask the next person', { ask }),
        ],
      };
    case 'handed':
      return {
        title: 'Thank you for saying so',
        body: [paragraph('I’ll ask somebody else. You don’t have to say why.')],
        actions: [button(routes.call, 'I can call after all', { ask })],
      };
    case 'late':
      return {
        title: 'Someone wanted a call from you',
        body: [paragraph('I’ve told them not to wait. If you can call now, it may still be welcome.')],
        actions: [open, calling],
      };
    case 'other':
      return { title: 'Somebody else is calling', body: [paragraph('Thank you for being there.')] };
    case 'moved':
      return { title: 'This card is out of date', body: [paragraph('The newest one is further down.')] };
    case 'over':
      return { title: 'That’s over now', body: [paragraph('Thank you for being there.')] };
  }
}

export const nothingNeeded: Message = message({
  title: 'This card is out of date',
  body: [paragraph('Things have moved on, or this card was for somebody else. Nothing was changed.')],
});

const KINDS: Record<NonNullable<Words['kind']>, string> = {
  listen: 'Someone to listen.',
  advice: 'Advice.',
  practical: 'Practical help.',
  cover: 'Somebody to cover something today.',
};

/** Opened at this moment, by the one who may call now; kept nowhere. */
export interface Opened {
  ask: Ask;
  request: Escalation;
  reach: Reach | undefined;
  words: Words | undefined;
  isReader: boolean;
  nextName: string | undefined;
  isMine: boolean;
  safety: Safety;
}

export function openedView(opened: Opened): Form {
  const { ask, request, reach, words, isReader, nextName, isMine, safety } = opened;
  const name = request.askerName;
  const said: Block[] =
    isReader && words
      ? [
          ...(words.kind ? [paragraph(bold('They’d like: '), KINDS[words.kind])] : []),
          ...(words.words ? [paragraph(bold('In their words: '), words.words)] : []),
        ]
      : [
          paragraph(
            request.hasWords
              ? `${name} doesn’t have to say why.`
              : `${name} hasn’t said why and doesn’t have to.`,
          ),
        ];
  const cannot = nextName ? `I can’t: ask ${short(nextName)}` : 'I can’t just now';
  return readingView(
    'Please call, if you can',
    paragraph(bold(`${name} would like a call.`)),
    ...reachLines(reach),
    ...said,
    paragraph('You don’t need to fix it: call, listen, ask what would help.'),
    paragraph(bold(`If you think a life is at risk, call ${EMERGENCY} first.`)),
    row(
      ' ',
      ...(isMine ? [] : [button(routes.call, 'I’m calling now', { ask: ask.id }, 'primary')]),
      button(routes.whatToSay, 'What to say', {}),
      button(routes.handOver, cannot, { ask: ask.id }),
    ),
    ...safetyLines(safety),
    small('For you alone, to make this call. Please keep none of it.'),
  );
}

function reachLines(reach: Reach | undefined): Block[] {
  if (!reach) return [paragraph('I don’t have a number for them any more. Please write to them in chat.')];
  const how =
    reach.safe === 'no'
      ? 'It isn’t safe to ring: please send a text, and nothing in it that others shouldn’t read.'
      : reach.safe === 'message-first'
        ? 'Please text first: it may not be safe to ring.'
        : reach.way === 'message'
          ? 'They’d rather have a text than a call.'
          : 'It’s all right to ring.';
  return [
    paragraph(bold(reach.number)),
    paragraph(how),
    ...(reach.note ? [paragraph(`They add: ${reach.note}`)] : []),
  ];
}

/** D49: on every responder's card, once it is open. */
function safetyLines({ there, outOfHours }: Safety): Block[] {
  const what = { lead: 'Safeguarding lead', deputy: 'Deputy' };
  return [
    paragraph(bold('Worried about somebody’s safety?')),
    ...there.map(({ seat, name, number }) => paragraph(`${what[seat]}: ${name}, ${number}.`)),
    ...(there.length === 0
      ? [
          paragraph(
            `Nobody of this network is there for that just now. If you think a life is at risk: ${EMERGENCY}.`,
          ),
        ]
      : []),
    ...(outOfHours ? [paragraph(`Out of hours: ${outOfHours}`)] : []),
  ];
}

export const sayView = (safety: Safety): Form =>
  readingView(
    'What to say',
    paragraph(
      '“Hello, it’s me, from the network. Is now a good time to talk?” If somebody else answers, say only that you’ll ring again.',
    ),
    paragraph('Then listen. “I’m here.” “Take your time.” “What would help just now?” Silence is all right.'),
    paragraph(
      'You don’t need to fix it, and you needn’t ask why. If it’s too much for you, say so and press “I can’t after all”.',
    ),
    paragraph(
      'If they ask you to keep it to yourself: “I will, unless I think somebody could come to serious harm. Then I’d tell you first.”',
    ),
    paragraph(
      bold(`A life at risk, now: ${EMERGENCY}.`),
      ` Samaritans are there for them, and for you: ${SAMARITANS}, free, any time.`,
    ),
    ...safetyLines(safety),
    paragraph(
      'Nobody answers? Leave no details on voicemail, and press “I can’t after all”: the next person is asked.',
    ),
  );

/** After an urgent call. Asked of nobody else, and nothing is kept of it. */
export const afterwardsCard: Card = supportCard(
  [paragraph(bold('That may have been a lot.')), small(helplineFootnote)],
  [talkButton],
);
