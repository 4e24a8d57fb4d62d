import type { Receive } from '../chat/adapter.ts';
import type { Inbound, InboundOf } from '../chat/inbound.ts';
import { invalid, none, type Reply, say } from '../chat/reply.ts';
import type { Actor } from '../directory/actor.ts';
import { receiveDelivery, UnclearSender } from '../directory/arrival.ts';
import { fillMentions } from '../directory/mentions.ts';
import { searchMembers } from '../directory/people.ts';
import { errorLine } from '../log.ts';
import type { Database, Tx } from '../store/database.ts';
import { isConnectionLost } from '../store/database-errors.ts';
import { shortId, wasHandled } from '../store/inbox.ts';
import { type Vault, WordsShut, withoutWordsOf } from '../store/seal.ts';
import { apology } from './apology.ts';
import { attachCrisisHelp, minded } from './attach-crisis-help.ts';
import { tellChanged } from './changed.ts';
import { readConcern, wordsIn } from './crisis.ts';
import { nameRoutes } from './discretion.ts';
import { askFarDays } from './far-days.ts';
import type { Binding, Context } from './feature.ts';
import { fieldErrors, missingField } from './fields.ts';
import { watchInstallations } from './installations.ts';
import { keepableWords, readCarried, unkeptFields } from './keepable.ts';
import { checkMessages } from './messages/undelivered.ts';
import { mayUse } from './permissions.ts';
import { createRateLimit, isPaced, type Rates, tooMuch } from './rate-limit.ts';
import { bindRoutes, type Table } from './table.ts';
import { isTalk, readCommand, refusal, staleButton, wrongUsage } from './words.ts';
import { runWork, type WorkParts } from './work.ts';

export interface RouterParts extends WorkParts {
  database: Database;
  /** Called after a commit that may have enqueued something. */
  wake(): void;
  /** Without it nothing is limited. */
  rates?: Rates | undefined;
}

/** One transaction and one error boundary for everything that reaches the bot. */
export function createRouter(parts: RouterParts): Receive {
  const table = bindRoutes(parts.features);
  checkMessages(parts.features);
  const takes = parts.rates && createRateLimit(parts.rates);
  const routeOf = nameRoutes(parts.features, table);
  const support = new Set(parts.features.flatMap((feature) => feature.support ?? []));
  const isElsewhere = watchInstallations(parts);
  return async (arrived) => {
    const inbound = keepableWords(arrived);
    const startedAt = performance.now();
    const { platform, workspace, user } = inbound.sender;
    if (inbound.kind === 'message' && inbound.edited && !readConcern(wordsIn(inbound))) return none;
    const isTaken = !takes || !isPaced(table, support, inbound) || takes(`${platform}:${workspace}:${user}`);
    const outcome: Outcome = (await isElsewhere(inbound))
      ? { is: 'elsewhere', reply: apology(inbound, 'elsewhere') }
      : isTaken
        ? await handleOnce(parts, table, inbound)
        : { is: 'limited', reply: minded(inbound, tooMuch(inbound)) };
    const ms = Math.round(performance.now() - startedAt);
    parts.log({
      event: 'inbound',
      id: shortId(inbound.id),
      kind: inbound.kind,
      platform: inbound.sender.platform,
      route: routeOf(inbound),
      outcome: outcome.is,
      ms,
      error: outcome.error,
    });
    return outcome.reply;
  };
}

type Outcome = {
  is: 'handled' | 'repeat' | 'limited' | 'elsewhere' | 'unclear-sender' | 'database-down' | 'broken';
  reply: Reply;
  error?: string;
};

async function handleOnce(parts: RouterParts, table: Table, inbound: Inbound): Promise<Outcome> {
  let done: Done | undefined;
  try {
    await parts.database.transaction(async (tx) => {
      done = undefined;
      done = await handle(parts, table, tx, inbound);
    });
    await parts.testHook('inbound.committed');
    return finish(parts, done);
  } catch (error) {
    if (error instanceof WordsShut) return { is: 'handled', reply: apology(inbound, 'shut') };
    const line = errorLine(error);
    if (error instanceof UnclearSender)
      return { is: 'unclear-sender', reply: apology(inbound, 'unclear'), error: line };
    // The commit may have gone through although its answer did not arrive: then the reply in hand is the true one.
    const committed = done && (await wasCommitted(parts, inbound));
    if (done && committed === 'yes') return { ...finish(parts, done), error: line };
    const fate = committed === 'unknown' ? 'unknown' : isConnectionLost(error) ? 'down' : 'broken';
    return { is: fate === 'broken' ? 'broken' : 'database-down', reply: apology(inbound, fate), error: line };
  }
}

/** What one delivery came to: the answer, and whether there is something to send. */
interface Done {
  reply: Reply;
  drafted: boolean;
}

function finish({ wake }: RouterParts, done: Done | undefined): Outcome {
  if (!done) return { is: 'repeat', reply: none };
  if (done.drafted) wake();
  return { is: 'handled', reply: done.reply };
}

async function wasCommitted({ database }: RouterParts, { id }: Inbound): Promise<'yes' | 'no' | 'unknown'> {
  return wasHandled(database.prisma, id).then(
    (was) => (was ? 'yes' : 'no'),
    () => 'unknown',
  );
}

/** `undefined`: a repeated delivery. */
async function handle(parts: RouterParts, table: Table, tx: Tx, inbound: Inbound): Promise<Done | undefined> {
  const received = await receiveDelivery(tx, inbound);
  if (!received) return undefined;
  const { now, actor, isRenamed } = received;
  const vault = vaultFor(parts, actor, inbound);
  await parts.testHook('inbound.claimed');
  const { result: reply, drafted } = await runWork(
    { ...parts, vault },
    tx,
    now,
    async (work) => {
      const context = { ...work, actor, conversation: inbound.conversation };
      if (actor.standing === 'guest' || actor.standing === 'asked')
        for (const feature of parts.features) await feature.people?.appeared?.(context, inbound.sender);
      // Their platform calls them something else now.
      if (isRenamed) await tellChanged(context, actor.member, ['name']);
      const asked = commandIn(table, inbound);
      const reply = await attachCrisisHelp(
        context,
        inbound,
        await answer(table, context, inbound),
        asked?.route,
      );
      await parts.testHook('inbound.handled');
      return reply;
    },
    actor.member,
  );
  await parts.testHook('inbound.enqueued');
  if (reply.kind !== 'say' && reply.kind !== 'update') return { reply, drafted };
  const message = await fillMentions(tx, reply.message, inbound.sender.platform);
  return { reply: { ...reply, message }, drafted };
}

/** Support is the same from every account; it shows nobody what they wrote. */
function vaultFor({ vault, features }: RouterParts, actor: Actor, inbound: Inbound): Vault {
  const isSupport = 'route' in inbound && features.some(({ support }) => support?.includes(inbound.route));
  return actor.shutUntil && !isSupport ? withoutWordsOf(vault, actor.member) : vault;
}

async function answer(table: Table, context: Context, inbound: Inbound): Promise<Reply> {
  switch (inbound.kind) {
    case 'command':
    case 'message':
      return runCommand(table, context, inbound);
    case 'action': {
      const binding = table.action.get(inbound.route);
      const input = binding?.route.input.safeParse(readCarried(inbound.value));
      if (!binding || !input?.success) return say(staleButton);
      if (!mayUse(context.actor, binding.route.permission.by))
        return say(refusal(binding.route.permission.by, context.actor.standing));
      return binding.handle(context, input.data as never);
    }
    case 'submission': {
      const binding = table.submission.get(inbound.route);
      const state = binding?.route.state.safeParse(readCarried(inbound.state));
      if (!binding || !state?.success) return say(staleButton);
      if (!mayUse(context.actor, binding.route.permission.by))
        return say(refusal(binding.route.permission.by, context.actor.standing));
      const unkept = unkeptFields(inbound.values);
      if (unkept) return invalid(unkept);
      const values = binding.route.input.safeParse(inbound.values, { error: missingField });
      if (!values.success) return invalid(fieldErrors(values.error));
      const far = await askFarDays(context, inbound, binding.route.input);
      if (far) return invalid(far);
      return binding.handle(context, { state: state.data, values: values.data } as never);
    }
    case 'lookup':
      return suggest(table, context, inbound);
    default:
      return table.arrival(inbound.kind).handle(context, inbound as never);
  }
}

/** Type-ahead offers members by name, to those who may send the form that it stands in. */
async function suggest(
  table: Table,
  { tx, actor }: Context,
  { route, query }: InboundOf<'lookup'>,
): Promise<Reply> {
  const binding = table.submission.get(route);
  if (!binding || !mayUse(actor, binding.route.permission.by)) return { kind: 'options', options: [] };
  const found = await searchMembers(tx, query, actor.member, 15);
  return { kind: 'options', options: found.map(({ member, name }) => ({ value: member, label: name })) };
}

/** The command that was typed, where one was. */
function commandIn(table: Table, inbound: Inbound): ReturnType<typeof readCommand<CommandBinding['route']>> {
  if (inbound.kind === 'command') return readCommand(typedIn(inbound), table.commands);
  if (inbound.kind !== 'message' || inbound.edited) return undefined;
  const read = readCommand(inbound.text, table.commands);
  return read && isTalk(read, inbound.text, table.commands) ? undefined : read;
}

const typedIn = (inbound: InboundOf<'command' | 'message'>): string =>
  inbound.kind === 'command' ? `${inbound.route} ${inbound.text}` : inbound.text;

function runCommand(
  table: Table,
  context: Context,
  inbound: InboundOf<'command' | 'message'>,
): Promise<Reply> | Reply {
  const read = commandIn(table, inbound);
  if (!read) {
    // What was changed is not asked for a second time.
    if (inbound.kind === 'message' && inbound.edited) return none;
    const text = typedIn(inbound).trim();
    return table.arrival('message').handle(context, { ...inbound, kind: 'message', text } as never);
  }
  const binding = table.command.get(read.route.id);
  return binding ? answerCommand(context, binding, read.text) : say(staleButton);
}

/** A command with what follows its words, typed or behind a button. */
export function answerCommand(
  context: Context,
  { route, handle }: CommandBinding,
  text: string,
): ReturnType<CommandBinding['handle']> {
  const { by } = route.permission;
  if (!mayUse(context.actor, by)) return say(refusal(by, context.actor.standing));
  const input = route.input.safeParse(text);
  if (!input.success) return say(wrongUsage(route, input.error.issues[0]?.message));
  return handle(context, input.data as never);
}

type CommandBinding = Extract<Binding, { kind: 'command' }>;
