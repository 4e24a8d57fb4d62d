import { type Message, message, paragraph, small } from '../chat/message.ts';
import type { CommandRoute } from '../chat/route.ts';
import { plainly } from '../text/normalise.ts';
import { numberBlocks, numberFootnote } from './numbers.ts';

/** Typed words as a command: the longest one that they begin with. A leading `/` or `alongside` is passed over. */
export function readCommand<R extends CommandRoute>(
  typed: string,
  routes: readonly R[],
): { route: R; text: string } | undefined {
  const words = typed
    .trim()
    .replace(/^\//, '')
    .replace(/^alongside(\s+|$)/i, '');
  const known = [...routes].sort((a, b) => b.id.length - a.id.length);
  for (const route of known) {
    const start = words.slice(0, route.id.length);
    const rest = words.slice(route.id.length);
    if (plainly(start) === route.id && (rest === '' || /^\s/.test(rest))) return { route, text: rest.trim() };
  }
  return undefined;
}

/**
 * Plain words in a chat are a command only when nothing but the command's own input follows: "help me" and
 * "home is not safe" are somebody talking, not `help` and `home`.
 */
export const isTalk = ({ route, text }: { route: CommandRoute; text: string }): boolean =>
  text !== '' && !route.usage;

export const usageOf = (route: CommandRoute): string => [route.id, route.usage].filter(Boolean).join(' ');

export function wrongUsage(route: CommandRoute, hint: string | undefined): Message {
  return message({
    title: 'I need a little more for that',
    body: [paragraph(hint ?? `Please type: ${usageOf(route)}`), small(route.summary)],
  });
}

/** For a button or form that this version does not know or cannot read: changed since it was drawn, or tampered with. */
export const staleButton: Message = message({
  title: 'That button no longer works',
  body: [
    paragraph(
      'Things have moved on since I sent it, and nothing was changed. Type “home” to see what is waiting for you now.',
    ),
  ],
});

export function refusal(audience: string): Message {
  const coordinators = audience === 'coordinator';
  return message({
    title: coordinators ? 'That is for coordinators' : 'That is for members of the network',
    body: [
      paragraph(
        coordinators
          ? 'Nothing was changed. If you need it done, ask one of your network’s coordinators.'
          : 'Nothing was changed. Type “join” to ask to join; a coordinator will answer.',
      ),
      small(numberFootnote),
    ],
  });
}

/** Something broke on our side. Says so, and what is true of what the person did. */
export const sorry: Message = message({
  title: 'Sorry, something went wrong at my end',
  body: [paragraph('Nothing was changed. Please try again in a minute.'), small(numberFootnote)],
});

export const sorryInForm = `Sorry, something went wrong at my end. Nothing was sent; your words are still here. Please try again in a minute. ${numberFootnote}`;

/** The database went away while it was being told: it may know, or it may not. */
export const perhapsInForm = `Sorry, I can’t tell whether that was saved: something I depend on went away just then. Your words are still here. In a minute, please look at your home page before you send it again. ${numberFootnote}`;

/** Needs no database: this is what people get while there is none. `perhaps`: it went away while it was being told. */
export const databaseDown = (perhaps: boolean): Message =>
  message({
    title: perhaps ? 'I can’t tell whether that worked' : 'I can’t answer just now',
    body: [
      paragraph(
        perhaps
          ? 'Something I depend on went away just then. In a minute, please look at your home page before you try again.'
          : 'Something I depend on is away for a moment. Nothing was changed. Please try again in a minute.',
      ),
      paragraph('Please don’t wait for me if you need someone now:'),
      // Without the database the network's nation is not known.
      ...numberBlocks('unknown'),
    ],
  });
