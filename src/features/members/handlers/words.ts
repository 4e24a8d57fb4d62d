import { type Binding, type Context, on, onArrival } from '../../../bot/feature.ts';
import { drawWaiting } from '../../../bot/home.ts';
import { answerCommand, mayUse } from '../../../bot/router.ts';
import { bareWords, readCommand, staleButton, usageOf } from '../../../bot/words.ts';
import type { InboundOf } from '../../../chat/inbound.ts';
import type { Button } from '../../../chat/message.ts';
import { type None, type OpenForm, type Say, say } from '../../../chat/reply.ts';
import type { CommandRoute } from '../../../chat/route.ts';
import type { Role } from '../../../directory/actor.ts';
import { plainly } from '../../../text/normalise.ts';
import { link } from '../routes/linking.ts';
import { runCommand, runFormCommand } from '../routes/words.ts';
import * as routes from '../routes.ts';
import { readGreeting } from '../rules/greeting.ts';
import { isOneWord, nearestTyped } from '../rules/nearest.ts';
import { helplineNotesOf } from '../rules/own-numbers.ts';
import { readSafety } from '../store/safety.ts';
import { helpPage } from '../views/help.ts';
import * as views from '../views/words.ts';
import { readTypedCode, sayUnlike } from './invited.ts';
import { readParts } from './parts.ts';

type Command = Extract<Binding, { kind: 'command' }> & { feature: string };

/** A route carries its roles without knowing what they are. */
const rolesOf = ({ roles = [] }: CommandRoute) => roles as readonly Role[];

/** What this person can type, feature by feature. */
const commandsFor = ({ features, actor }: Context): Command[] =>
  features.flatMap(({ name: feature, bindings }) =>
    bindings.flatMap((one) =>
      one.kind === 'command' &&
      mayUse(actor, one.audience) &&
      (!one.route.roles || rolesOf(one.route).some((role) => mayUse(actor, role)))
        ? [{ ...one, feature }]
        : [],
    ),
  );

/** The setup code comes with its own words, who has joined need not join, and how to link is said where accounts are. */
const isSaidElsewhere = ({ standing }: Context['actor'], id: string): boolean =>
  id === routes.setUp.id || id === link.id || (id === routes.join.id && standing === 'member');

async function showHelp(context: Context): Promise<Say> {
  const safety = await readSafety(context.tx, context.now);
  const isMember = mayUse(context.actor, 'members');
  const { nation, there } = safety;
  const said = helplineNotesOf(safety, context.now, isMember);
  const listed = commandsFor(context).filter(({ route }) => !isSaidElsewhere(context.actor, route.id));
  const commands = listed.map(({ feature, audience, route }) => ({
    ...{ feature, usage: usageOf(route), summary: route.summary },
    audience: rolesOf(route).find((role) => mayUse(context.actor, role)) ?? audience,
  }));
  return say(helpPage(commands, { nation, there: isMember ? there : [] }, said));
}

/** Words that are no command: a code, a greeting, a slip of the finger, or somebody talking. */
async function answerWords(context: Context, { text }: InboundOf<'message'>): Promise<Say> {
  const words = bareWords(text);
  const coded = await readTypedCode(context, words);
  if (coded) return coded;
  const ways: Button[] = [];
  for (const feature of context.features) ways.unshift(...((await feature.waysOn?.(context)) ?? []));
  const isPublic = context.conversation.kind !== 'direct';
  const isBare = words === '' && text !== '';
  const greeting = isBare ? 'hello' : readGreeting(words);
  if (greeting) return say(views.greet(context.actor, greeting, ways, isPublic));
  const nearest = findNearest(context, words);
  // Behind one of our own words it is meant; behind a slip of one, the word comes first.
  const isNamed = /^(join|link|setup)\b/.test(plainly(words));
  const unlike = isNamed || !nearest ? sayUnlike(words, isPublic) : undefined;
  if (unlike) return unlike;
  const waiting = (await readParts(context)).flatMap((part) => part.waiting);
  const [first] = await drawWaiting(waiting.slice(0, 1));
  if (!nearest && !first && words !== text && isOneWord(words)) return say(views.noSuchWord(ways, isPublic));
  return say(views.unread(context.actor, { waiting: first, ways, nearest, isPublic }));
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
  on(routes.help, 'anyone', showHelp),
  on(routes.openHelp, 'anyone', showHelp),
  on(runCommand, 'anyone', runTyped),
  on(runFormCommand, 'anyone', runForm),
  onArrival('message', answerWords),
];
