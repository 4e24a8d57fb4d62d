import { answerCommand } from '../../../bot/answer.ts';
import type { Binding, Context, Feature } from '../../../bot/feature.ts';
import { HOME_PAGE, openHelp } from '../../../bot/home.ts';
import { RANK } from '../../../bot/messages/rank.ts';
import { drawStanding, readStandingCards } from '../../../bot/messages/waiting.ts';
import { on, onArrival } from '../../../bot/on.ts';
import { mayUse } from '../../../bot/permissions.ts';
import { bareWords, readCommand, sayUnlike, staleButton, usageOf } from '../../../bot/words.ts';
import type { InboundOf } from '../../../chat/inbound.ts';
import type { Button, Card } from '../../../chat/message.ts';
import { type None, type OpenForm, type Say, say } from '../../../chat/reply.ts';
import type { CommandRoute } from '../../../chat/route.ts';
import type { Role } from '../../../directory/actor.ts';
import { helplineNotesOf } from '../../../directory/own-helplines.ts';
import { readSafety } from '../../../directory/safety.ts';
import { plainly } from '../../../text/normalise.ts';
import * as routes from '../routes.ts';
import { readGreeting } from '../rules/greeting.ts';
import { isOneWord, nearestTyped } from '../rules/nearest.ts';
import { helpPage } from '../views/help.ts';
import * as views from '../views/words.ts';
import { readUnnamedCards } from './parts.ts';

type Command = Extract<Binding, { kind: 'command' }> & { feature: Pick<Feature, 'name' | 'helpLine'> };

/** A route carries its roles without knowing what they are. */
const rolesOf = ({ roles = [] }: CommandRoute) => roles as readonly Role[];

/** What this person can type, feature by feature. */
const commandsFor = ({ features, actor }: Context): Command[] =>
  features.flatMap((feature) =>
    feature.bindings.flatMap((one) =>
      one.kind === 'command' &&
      mayUse(actor, one.route.permission.by) &&
      (!one.route.roles || rolesOf(one.route).some((role) => mayUse(actor, role)))
        ? [{ ...one, feature }]
        : [],
    ),
  );

const isListed = ({ standing }: Context['actor'], { unlisted }: CommandRoute): boolean =>
  unlisted === undefined || (unlisted === 'for members' && standing !== 'member');

async function showHelp(context: Context): Promise<Say> {
  const safety = await readSafety(context.tx, context.now);
  const isMember = mayUse(context.actor, 'members');
  const { nation, there } = safety;
  const said = helplineNotesOf(safety, context.now, isMember);
  const listed = commandsFor(context).filter(({ route }) => isListed(context.actor, route));
  const commands = listed.map(({ feature, route }) => ({
    line: feature.helpLine ?? feature.name,
    usage: usageOf(route),
    summary: feature.helpLine ?? route.summary,
    audience: rolesOf(route).find((role) => mayUse(context.actor, role)) ?? route.permission.by,
  }));
  return say(helpPage(commands, { nation, there: isMember ? there : [] }, said));
}

/** Words that are no command: a code, a greeting, a slip of the finger, or somebody talking. */
async function answerWords(context: Context, { text }: InboundOf<'message'>): Promise<Say> {
  const words = bareWords(text);
  for (const feature of context.features) {
    const read = await feature.readTyped?.(context, words);
    if (read) return read;
  }
  const suggested: Button[] = [];
  for (const feature of context.features)
    suggested.unshift(...((await feature.suggestedActions?.(context)) ?? []));
  const isPublic = context.conversation.kind !== 'direct';
  const isBare = words === '' && text !== '';
  const greeting = isBare ? 'hello' : readGreeting(words);
  if (greeting) return say(views.greet(context.actor, greeting, suggested, isPublic));
  const nearest = findNearest(context, words);
  // Behind one of our own words it is meant; behind a slip of one, the word comes first.
  const isNamed = /^(join|link|setup)\b/.test(plainly(words));
  const unlike = isNamed || !nearest ? sayUnlike(words, isPublic) : undefined;
  if (unlike) return unlike;
  const first = await drawFirst(context);
  if (!nearest && !first && words !== text && isOneWord(words))
    return say(views.noSuchWord(suggested, isPublic));
  return say(views.unread(context.actor, { waiting: first, suggested, nearest, isPublic }));
}

/** What waits for them before everything else; what I only ask for good order is not what they write about. */
async function drawFirst(context: Context): Promise<Card | undefined> {
  const { waiting } = await readStandingCards(context);
  const pressing = waiting.filter(({ rank }) => rank !== null && rank < RANK.upkeep);
  for (const { card } of await drawStanding(context, pressing.slice(0, HOME_PAGE))) if (card) return card;
  return (await readUnnamedCards(context))[0];
}

/** Where others read what is typed only the command is offered, never what followed it. */
function findNearest(context: Context, words: string): Button | undefined {
  const commands = commandsFor(context);
  const typeable = commands.map(({ route: { id, usage } }) => ({ id, takesWords: usage !== undefined }));
  const near = nearestTyped(words, typeable);
  const read =
    near === undefined
      ? undefined
      : readCommand(
          near,
          commands.map(({ route }) => route),
        );
  if (near === undefined || !read) return undefined;
  const isWhole = context.conversation.kind === 'direct' && near.length <= views.MOST_WORDS;
  return views.commandButton(read.route, isWhole ? near : read.route.id);
}

/** What stands on the button is done, as if it had been typed. */
function runTyped(context: Context, { words }: { words: string }): Promise<None | Say> | None | Say;
function runTyped(context: Context, { words }: { words: string }) {
  const bindings = context.features.flatMap(({ bindings }) =>
    bindings.filter((one) => one.kind === 'command'),
  );
  const read = readCommand(
    words,
    bindings.map(({ route }) => route),
  );
  const binding = bindings.find(({ route }) => route === read?.route);
  return read && binding ? answerCommand(context, binding, read.text) : say(staleButton);
}
const runForm = runTyped as (...about: Parameters<typeof runTyped>) => Promise<None | Say | OpenForm>;

export const wordsBindings: readonly Binding[] = [
  on(routes.help, showHelp),
  on(openHelp, showHelp),
  on(routes.runCommand, runTyped),
  on(routes.runFormCommand, runForm),
  onArrival('message', answerWords),
];
