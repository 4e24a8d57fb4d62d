import { type Message, message, paragraph, small } from '../chat/message.ts';
import { type Say, say } from '../chat/reply.ts';
import type { CommandRoute } from '../chat/route.ts';
import type { Actor, Role } from '../directory/actor.ts';
import { NAMELESS } from '../directory/arrival.ts';
import { helplineBlocks, helplineFootnote } from '../directory/helplines.ts';
import { isLikeCode } from '../text/codes.ts';
import { type Called, callingName } from '../text/name.ts';
import { plainly, withoutMarks } from '../text/normalise.ts';
import { isSlip } from '../text/slip.ts';
import { homeButton } from './home.ts';
import type { Audience } from './permissions.ts';

/** Without what only says that a command follows: a leading `/` or `alongside`. */
export const bareWords = (typed: string): string =>
  typed
    .trim()
    .replace(/^\//, '')
    .replace(/^alongside[,:]?(\s+|$)/i, '')
    .trim();

/** Ours: characters at the start of typed words in which a command is looked for; the longest one has some forty. */
const LONGEST = 200;

/** Typed words as a command: the longest one that they begin with. What follows stays as it was typed. */
export function readCommand<R extends CommandRoute>(
  typed: string,
  routes: readonly R[],
): { route: R; text: string } | undefined {
  const words = bareWords(typed);
  // Longer than any command: somebody talks, however many signs stand together.
  const ends = [...words.slice(0, LONGEST).matchAll(/\S+/g)]
    .map(({ index, 0: word }) => index + word.length)
    .filter((end) => end < LONGEST);
  const beginnings = ends.map((end) => withoutMarks(plainly(words.slice(0, end)), 'asks'));
  let found: { route: R; text: string; words: number } | undefined;
  for (const route of routes)
    for (const spelled of [route.id, ...(route.also ?? [])]) {
      const count = spelled.split(' ').length;
      const end = ends[count - 1];
      if (end === undefined || count <= (found?.words ?? 0)) continue;
      if (beginnings[count - 1] === spelled) found = { route, text: words.slice(end).trim(), words: count };
    }
  return found && { route: found.route, text: found.text };
}

/**
 * Plain words in a chat are a command only when nothing but the command's own input follows: "help me" and
 * "home is not safe" are somebody talking, not `help` and `home`; "ask topcis" is a slip for `ask topics`.
 */
export const isTalk = (
  { route, text }: { route: CommandRoute; text: string },
  typed: string,
  routes: readonly CommandRoute[],
): boolean => text !== '' && (!route.usage || isSlipOfLonger(route.id, plainly(bareWords(typed)), routes));

const isSlipOfLonger = (id: string, typed: string, routes: readonly CommandRoute[]): boolean =>
  routes.some((longer) => longer.id.startsWith(`${id} `) && isSlip(typed, longer.id));

export const usageOf = (route: CommandRoute): string => [route.id, route.usage].filter(Boolean).join(' ');

export function wrongUsage(route: CommandRoute, hint: string | undefined): Message {
  return message({
    title: 'I need a little more for that',
    body: [paragraph(hint ?? `Please type: ${usageOf(route)}`), small(route.summary)],
  });
}

/** For whoever presses what was about somebody else. */
export const forSomebodyElse: Message = message({
  title: 'That card was for somebody else',
  body: [paragraph('Nothing was changed. Type “home” to see what is waiting for you.')],
});

/** For a button or form that this version does not know or cannot read: changed since it was drawn, or tampered with. */
export const staleButton: Message = message({
  title: 'That button no longer works',
  body: [
    paragraph(
      'Things have moved on since I sent it, and nothing was changed. Type “home” to see what is waiting for you now.',
    ),
  ],
});

/** Those in a role, as people say it. */
const HOLDERS: Record<Role, string> = {
  coordinator: 'coordinators',
  organiser: 'organisers',
  supervisor: 'supervisors',
  'project-manager': 'project managers',
  'evaluation-lead': 'evaluation leads',
  conciliator: 'conciliators',
  committee: 'committee members',
  'steering-group': 'Steering Group members',
  champion: 'champions',
};

/**
 * Whom it is for, and whom to ask: a member is never sent to join, and a guest reads how to. `pressed`: it may have been
 * theirs when it was shown, and their home has what is theirs now.
 */
export function refusal(
  audience: Audience,
  standing: Actor['standing'] = 'member',
  pressed?: 'pressed',
): Message {
  const holders = audience === 'anyone' || audience === 'members' ? undefined : HOLDERS[audience];
  const mayHaveEnded = pressed && holders && standing === 'member';
  const since = mayHaveEnded ? ' Your role may have ended since I showed you that.' : '';
  return message({
    title: `That is for ${holders ?? 'members of the network'}`,
    body: [
      paragraph(`Nothing was changed.${since} ${wayOn(audience, standing, holders)}`),
      small(helplineFootnote),
    ],
    ...(pressed && { actions: [homeButton] }),
  });
}

/** Where others read along, some may have. */
export const unreadLine = (isPublic: boolean): string =>
  isPublic ? 'I’m a bot, and I know only a few words.' : 'I’m a bot and nobody has read that.';

/** For an account that was joined to another a short time ago: what was written in private there stays there for now. */
export const wordsShut: Message = message({
  title: 'That opens on your other account for now',
  body: [
    paragraph(
      'For ten days after two accounts are joined, what was written in private before opens only from the one that had it. Nothing was changed. Please open it there.',
    ),
    paragraph('If it wasn’t you who joined them, type “settings”: “Slack and Teams” takes them apart.'),
    small(helplineFootnote),
  ],
});

export const wordsShutInForm = `That opens on your other account for now. Nothing was changed; your words are still here. ${helplineFootnote}`;
const HOW_TO_JOIN = 'Type “join” to ask to join; a coordinator will answer.';
function wayOn(audience: Audience, standing: Actor['standing'], holders: string | undefined): string {
  if (holders === undefined) return HOW_TO_JOIN;
  if (audience === 'coordinator') return 'If you need it done, ask one of your network’s coordinators.';
  return standing === 'member'
    ? `If you need it done, ask one of the ${holders}; a coordinator can tell you who they are.`
    : HOW_TO_JOIN;
}

/** Something broke on our side. Says so, and what is true of what the person did. */
export const sorry: Message = message({
  title: 'Sorry, something went wrong at my end',
  body: [paragraph('Nothing was changed. Please try again in a minute.'), small(helplineFootnote)],
});

export const sorryInForm = `Sorry, something went wrong at my end. Nothing was sent; your words are still here. Please try again in a minute. ${helplineFootnote}`;

const unclearWords = 'I know your account from another workspace, and I won’t take you for somebody new.';
const unclearNext =
  'Please try again in a minute. If it stays like this, tell one of your network’s coordinators.';

/** The platform names somebody's account in a way that does not fit what is known: nothing is done as somebody else. */
export const unclear: Message = message({
  title: 'I can’t tell who you are just now',
  body: [paragraph(`${unclearWords} Nothing was changed. ${unclearNext}`), small(helplineFootnote)],
});

export const unclearInForm = `I can’t tell who you are just now: ${unclearWords} Nothing was sent; your words are still here. ${unclearNext} ${helplineFootnote}`;

const elsewhereWords =
  'This app was added to a workspace that this network doesn’t serve, so I can’t do anything here.';
const elsewhereNext = 'Please write to me from your own network’s workspace, or ask whoever added me.';

/** It comes by an installation of the app that is nobody’s here. */
export const elsewhere: Message = message({
  title: 'I don’t work in this workspace',
  body: [paragraph(`${elsewhereWords} Nothing was changed. ${elsewhereNext}`), small(helplineFootnote)],
});

export const elsewhereInForm = `${elsewhereWords} Nothing was sent; your words are still here. ${elsewhereNext} ${helplineFootnote}`;

/** The database went away while it was being told: it may know, or it may not. */
export const perhapsInForm = `Sorry, I can’t tell whether that was saved: something I depend on went away just then. Your words are still here. In a minute, please look at your home page before you send it again. ${helplineFootnote}`;

/**
 * Needs no database: this is what people get while there is none. `perhaps`: it went away while it was being told. `concernUrl`:
 * a page that is served all the same.
 */
export const databaseDown = (perhaps: boolean, concernUrl?: string): Message =>
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
      ...helplineBlocks('unknown'),
      ...(concernUrl
        ? [
            small('When something is wrong with how somebody did their work: ', {
              type: 'link',
              text: 'whom to turn to',
              url: concernUrl,
            }),
          ]
        : []),
    ],
  });
/** A greeting; without a name where the platform did not say one. */
export const hello = (person: Called): string =>
  person.name === NAMELESS && !person.called ? 'Hello' : `Hello ${callingName(person)}`;
export const unlikeCode = (isPublic: boolean): Message =>
  message({
    title: 'That looks like a code, but it isn’t one of mine',
    body: [
      paragraph(
        'A code to join looks like K7QW-M2XA-9BCD, one to use Slack and Teams as one person like K7QW-M2XA. Please check that nothing is missing, and send it again, in our own chat.',
      ),
      paragraph(`If it was something else: ${unreadLine(isPublic)}`),
      small(helplineFootnote),
    ],
  });

/** What looks like a code says so where it is none: whoever pasted half of one need not wonder. */
export const sayUnlike = (typed: string, isPublic: boolean): Say | undefined =>
  isLikeCode(typed) ? say(unlikeCode(isPublic)) : undefined;
