import type { Receive } from '../chat/adapter.ts';
import type { Actor, Inbound, InboundOf } from '../chat/inbound.ts';
import type { Button } from '../chat/message.ts';
import { invalid, none, type Reply, say } from '../chat/reply.ts';
import { errorLine } from '../log.ts';
import { type Database, isConnectionLost, type Tx } from '../store/database.ts';
import { shortId, wasHandled } from '../store/inbox.ts';
import { fillMentions } from '../store/mentions.ts';
import { receiveDelivery, searchMembers } from '../store/people.ts';
import type { Audience, Binding, Context } from './feature.ts';
import { fieldErrors, missingField } from './fields.ts';
import { readConcern, withFloor, wordsIn } from './floor.ts';
import type { Nation } from './numbers.ts';
import { createPace, isPaced, type Rates, tooMuch } from './pace.ts';
import { bindRoutes, type Table } from './table.ts';
import {
  databaseDown,
  isTalk,
  perhapsInForm,
  readCommand,
  refusal,
  sorry,
  sorryInForm,
  staleButton,
  wrongUsage,
} from './words.ts';
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
  const takes = parts.rates && createPace(parts.rates);
  const support = new Set(parts.features.flatMap((feature) => feature.support ?? []));
  return async (inbound) => {
    const startedAt = performance.now();
    const { platform, workspace, user } = inbound.sender;
    const isTaken = !takes || !isPaced(table, support, inbound) || takes(`${platform}:${workspace}:${user}`);
    const outcome: Outcome = isTaken
      ? await handleOnce(parts, table, inbound)
      : { is: 'limited', reply: tooMuch(inbound) };
    const ms = Math.round(performance.now() - startedAt);
    const route = 'route' in inbound ? inbound.route : undefined;
    parts.log({
      event: 'inbound',
      id: shortId(inbound.id),
      kind: inbound.kind,
      platform: inbound.sender.platform,
      route,
      outcome: outcome.is,
      ms,
      error: outcome.error,
    });
    return outcome.reply;
  };
}

type Outcome = {
  is: 'handled' | 'repeat' | 'limited' | 'database-down' | 'broken';
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
    await parts.atStep('inbound.committed');
    return finish(parts, done);
  } catch (error) {
    const line = errorLine(error);
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

/** Needs no database, and no more do the floor's words: they come first here, too. */
function apology(inbound: Inbound, fate: 'down' | 'unknown' | 'broken'): Reply {
  if (inbound.kind === 'left') return none;
  if (inbound.kind === 'lookup') return { kind: 'options', options: [] };
  const isUnknown = fate === 'unknown';
  const reply =
    inbound.kind === 'submission'
      ? invalid({}, isUnknown ? perhapsInForm : sorryInForm)
      : say(fate === 'broken' ? sorry : databaseDown(isUnknown));
  const concern = readConcern(wordsIn(inbound));
  if (!concern) return reply;
  return withFloor(reply, { concern, fate: 'chat', safeguarding: undefined, nation: 'unknown', buttons: [] });
}

/** `undefined`: a repeated delivery. */
async function handle(parts: RouterParts, table: Table, tx: Tx, inbound: Inbound): Promise<Done | undefined> {
  const received = await receiveDelivery(tx, inbound);
  if (!received) return undefined;
  const { now, actor } = received;
  await parts.atStep('inbound.claimed');
  const { result: reply, drafted } = await runWork(
    parts,
    tx,
    now,
    async (work) => {
      const context = { ...work, actor, conversation: inbound.conversation };
      if (actor.standing === 'guest' || actor.standing === 'asked')
        for (const feature of parts.features) await feature.appeared?.(context, inbound.sender);
      const reply = await heed(context, inbound, await answer(table, context, inbound));
      await parts.atStep('inbound.handled');
      return reply;
    },
    actor.member,
  );
  await parts.atStep('inbound.enqueued');
  if (reply.kind !== 'say' && reply.kind !== 'update') return { reply, drafted };
  const message = await fillMentions(tx, reply.message, inbound.sender.platform);
  return { reply: { ...reply, message }, drafted };
}

async function answer(table: Table, context: Context, inbound: Inbound): Promise<Reply> {
  switch (inbound.kind) {
    case 'command':
      return runCommand(table, context, inbound, `${inbound.route} ${inbound.text}`);
    case 'message':
      return runCommand(table, context, inbound, inbound.text);
    case 'action': {
      const binding = table.action.get(inbound.route);
      const input = binding?.route.input.safeParse(fromJson(inbound.value));
      if (!binding || !input?.success) return say(staleButton);
      if (!mayUse(context.actor, binding.audience)) return say(refusal(binding.audience));
      return binding.handle(context, input.data as never);
    }
    case 'submission': {
      const binding = table.submission.get(inbound.route);
      const state = binding?.route.state.safeParse(fromJson(inbound.state));
      if (!binding || !state?.success) return say(staleButton);
      if (!mayUse(context.actor, binding.audience)) return say(refusal(binding.audience));
      const values = binding.route.input.safeParse(inbound.values, { error: missingField });
      if (!values.success) return invalid(fieldErrors(values.error));
      return binding.handle(context, { state: state.data, values: values.data } as never);
    }
    case 'lookup':
      return suggest(table, context, inbound);
    default:
      return table.arrival(inbound.kind).handle(context, inbound as never);
  }
}

/** Words that may mean danger get the numbers in the same exchange. Nothing is kept of it, and nothing is held back. */
async function heed(context: Context, inbound: Inbound, reply: Reply): Promise<Reply> {
  const concern = readConcern(wordsIn(inbound));
  if (!concern) return reply;
  const buttons: Button[] = [];
  let safeguarding: string | undefined;
  let nation: Nation = 'england';
  for (const feature of context.features) {
    buttons.push(...((await feature.helpNow?.(context, concern)) ?? []));
    safeguarding ??= await feature.safeguarding?.(context);
    nation = (await feature.nation?.(context)) ?? nation;
  }
  const fate = inbound.kind === 'submission' ? 'form' : 'chat';
  // The usual "nobody has read that" would say it twice; a command's own answer still follows.
  const rest = inbound.kind === 'message' ? none : reply;
  return withFloor(rest, { concern, fate, safeguarding, nation, buttons });
}

/** Type-ahead offers members by name, to those who may send the form that it stands in. */
async function suggest(
  table: Table,
  { tx, actor }: Context,
  { route, query }: InboundOf<'lookup'>,
): Promise<Reply> {
  const binding = table.submission.get(route);
  if (!binding || !mayUse(actor, binding.audience)) return { kind: 'options', options: [] };
  const found = await searchMembers(tx, query, actor.member, 15);
  return { kind: 'options', options: found.map(({ member, name }) => ({ value: member, label: name })) };
}

function runCommand(table: Table, context: Context, inbound: Inbound, typed: string): Promise<Reply> | Reply {
  const read = readCommand(typed, table.commands);
  if (!read || (inbound.kind === 'message' && isTalk(read, typed, table.commands))) {
    return table
      .arrival('message')
      .handle(context, { ...inbound, kind: 'message', text: typed.trim() } as never);
  }
  const binding = table.command.get(read.route.id);
  return binding ? answerCommand(context, binding, read.text) : say(staleButton);
}

/** A command with what follows its words, typed or behind a button. */
export function answerCommand(
  context: Context,
  { route, audience, handle }: CommandBinding,
  text: string,
): ReturnType<CommandBinding['handle']> {
  if (!mayUse(context.actor, audience)) return say(refusal(audience));
  const input = route.input.safeParse(text);
  if (!input.success) return say(wrongUsage(route, input.error.issues[0]?.message));
  return handle(context, input.data as never);
}

type CommandBinding = Extract<Binding, { kind: 'command' }>;

export function mayUse(actor: Actor, audience: Audience): boolean {
  if (audience === 'anyone') return true;
  if (actor.standing !== 'member') return false;
  return audience === 'members' || actor.roles.includes(audience);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
