import { helpButton, homeButton } from '../../../bot/home.ts';
import { hello, unreadLine } from '../../../bot/words.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, type CommandRoute } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import type { Actor } from '../../../directory/actor.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { askButton } from '../../members/rules/links.ts';
import { runCommand, runFormCommand } from '../routes.ts';
import type { Greeting } from '../rules/greeting.ts';

/** The longest command that a button carries with what follows it. Slack takes 2,000 characters, quoted. */
export const MOST_WORDS = 1_000;

/** A command behind a button: on Teams a form opens only from one that says so. */
export const commandButton = ({ id, opensForm }: CommandRoute, words: string): Button =>
  opensForm ? button(runFormCommand, id, { words }, 'primary') : button(runCommand, id, { words }, 'primary');

const ownButtons = ({ standing }: Actor): Button[] =>
  standing === 'guest' || standing === 'left' ? [askButton, homeButton] : [homeButton];

/** Whoever says hello is told what this is, and what it is not. */
export function greet(
  actor: Actor,
  greeting: Greeting,
  suggested: readonly Button[],
  isPublic: boolean,
): Message {
  const isThanks = greeting === 'thanks';
  return message({
    title: isThanks ? 'You’re welcome' : hello(actor),
    body: [
      ...(isThanks
        ? [paragraph(unreadLine(isPublic)), paragraph('To thank somebody here, please tell them yourself.')]
        : [
            paragraph('I’m Alongside, a bot for this peer network. ', WHAT_FOR[actor.standing]),
            paragraph(
              isPublic
                ? 'I can’t chat. If I don’t answer, call.'
                : 'I can’t chat, and nobody reads what you type here. If I don’t answer, call.',
            ),
          ]),
      small(helplineFootnote),
    ],
    actions: [...ownButtons(actor), ...suggested, helpButton],
  });
}

const WHAT_FOR: Record<Actor['standing'], string> = {
  guest:
    'Members help each other through me. You’re a guest: writing to me makes you known to me, and nothing more.',
  left: 'Members help each other through me. You’re a guest: writing to me makes you known to me, and nothing more.',
  asked: 'Members help each other through me. You’ve asked to join, and a coordinator will look at it.',
  member: 'I bring you what others here ask, and take your answers, by buttons and a few words.',
};

/** A word after /alongside that is none of ours, nor near to one: whoever types that is at the controls, not talking. */
export const noSuchWord = (suggested: readonly Button[], isPublic: boolean): Message =>
  message({
    title: 'That isn’t a word I know',
    body: [
      paragraph(
        'Nothing was done. ',
        bold('home'),
        ' shows what is waiting for you, ',
        bold('help'),
        ' every word that I know.',
      ),
      paragraph(unreadLine(isPublic)),
      small(helplineFootnote),
    ],
    actions: [homeButton, helpButton, ...suggested],
  });

/** For words that are no command. A card that waits for an answer comes back, for people answer cards in words. */
export function unread(
  actor: Actor,
  {
    waiting,
    suggested,
    nearest,
    isPublic,
  }: {
    waiting: Card | undefined;
    suggested: readonly Button[];
    nearest: Button | undefined;
    isPublic: boolean;
  },
): Message {
  const meant: Block[] = nearest
    ? [paragraph('There’s a word that I know and that is close to it: ', bold(nearest.label), '.')]
    : [];
  const card: Block[] = waiting ? [{ type: 'divider' }, ...cardBlocks(waiting), { type: 'divider' }] : [];
  return message({
    title: nearest
      ? 'Is this what you meant?'
      : waiting
        ? 'I can’t read replies, but here are your buttons'
        : isPublic
          ? 'I can’t answer that'
          : 'Nobody has read that',
    body: [...meant, paragraph(unreadLine(isPublic)), ...card, small(helplineFootnote)],
    actions: [...(nearest ? [nearest] : []), ...ownButtons(actor), ...suggested, helpButton],
  });
}
