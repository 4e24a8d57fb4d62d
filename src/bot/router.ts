import type { Receive } from '../chat/adapter.ts';
import type { Inbound } from '../chat/inbound.ts';
import { none, type Reply } from '../chat/reply.ts';
import type { Actor } from '../directory/actor.ts';
import { receiveDelivery, recognise, UnclearSender } from '../directory/arrival.ts';
import { fillMentions } from '../directory/mentions.ts';
import { errorLine } from '../log.ts';
import type { Database, Tx } from '../store/database.ts';
import { isConnectionLost } from '../store/database-errors.ts';
import { shortId, wasHandled } from '../store/inbox.ts';
import { type Vault, WordsShut, withoutWordsOf } from '../store/seal.ts';
import { WroteWhileReading } from '../store/transaction.ts';
import { answer, commandIn, isReading } from './answer.ts';
import { apology } from './apology.ts';
import { attachCrisisHelp, minded } from './attach-crisis-help.ts';
import { tellChanged } from './changed.ts';
import { readConcern, wordsIn } from './crisis.ts';
import { nameRoutes } from './discretion.ts';
import type { Context } from './feature.ts';
import { watchInstallations } from './installations.ts';
import { keepableWords } from './keepable.ts';
import { type Latest, rememberLatest } from './latest.ts';
import { checkMessages } from './messages/undelivered.ts';
import { createRateLimit, isPaced, type Rates, tooMuch } from './rate-limit.ts';
import { bindRoutes, type Table } from './table.ts';
import { runReading, runWork, type WorkParts } from './work.ts';

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
  const looked = rememberLatest();
  return async (arrived) => {
    const inbound = keepableWords(arrived);
    const startedAt = performance.now();
    const { platform, workspace, user } = inbound.sender;
    if (inbound.kind === 'message' && inbound.edited && !readConcern(wordsIn(inbound))) return none;
    const isTaken = !takes || !isPaced(table, support, inbound) || takes(`${platform}:${workspace}:${user}`);
    const outcome: Outcome = (await isElsewhere(inbound))
      ? { is: 'elsewhere', reply: apology(inbound, 'elsewhere', parts.settings) }
      : isTaken
        ? ((await lookOnce(parts, table, inbound, looked)) ?? (await handleOnce(parts, table, inbound)))
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

/**
 * What only looks: two statements fewer, and nothing for PostgreSQL to bring to its disk. A repeat to this process is not
 * answered again; to another one it is, which shows the same page twice and does nothing else. `undefined`: it is no
 * such thing, or something about whoever asks has to be written.
 */
async function lookOnce(
  parts: RouterParts,
  table: Table,
  inbound: Inbound,
  looked: Latest,
): Promise<Outcome | undefined> {
  if (!isReading(table, inbound)) return undefined;
  if (!looked.isFirst(inbound.id)) return { is: 'repeat', reply: none };
  try {
    const reply = await look(parts, table, inbound);
    if (reply) return { is: 'handled', reply };
    looked.forget(inbound.id);
    return undefined;
  } catch (error) {
    looked.forget(inbound.id);
    // A pool may hold dead connections: a transaction looks for one that lives.
    if (isConnectionLost(error)) return undefined;
    if (!(error instanceof WroteWhileReading)) return failed(parts, inbound, error);
    // A mistake of ours, and no reason to refuse anybody: written as it should be, and told to whoever reads the log.
    const outcome = await handleOnce(parts, table, inbound);
    return { ...outcome, error: outcome.error ?? errorLine(error) };
  }
}

async function look(parts: RouterParts, table: Table, inbound: Inbound): Promise<Reply | undefined> {
  const { database } = parts;
  const known = await recognise(database.run, inbound);
  if (!known) return undefined;
  const { now, actor } = known;
  const vault = vaultFor(parts, actor, inbound);
  const reply = await runReading({ ...parts, vault }, database, now, (work) =>
    answerWithHelp(table, { ...work, actor, conversation: inbound.conversation }, inbound),
  );
  return withMentions(database.reading, reply, inbound);
}

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
    // The commit may have gone through although its answer did not arrive: then the reply in hand is the true one.
    const committed = done && (await wasCommitted(parts, inbound));
    if (done && committed === 'yes') return { ...finish(parts, done), error: errorLine(error) };
    return failed(parts, inbound, error, committed === 'unknown');
  }
}

function failed({ settings }: RouterParts, inbound: Inbound, error: unknown, isUnknown = false): Outcome {
  if (error instanceof WordsShut) return { is: 'handled', reply: apology(inbound, 'shut', settings) };
  const line = errorLine(error);
  if (error instanceof UnclearSender)
    return { is: 'unclear-sender', reply: apology(inbound, 'unclear', settings), error: line };
  const fate = isUnknown ? 'unknown' : isConnectionLost(error) ? 'down' : 'broken';
  return {
    is: fate === 'broken' ? 'broken' : 'database-down',
    reply: apology(inbound, fate, settings),
    error: line,
  };
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
      const reply = await answerWithHelp(table, context, inbound);
      await parts.testHook('inbound.handled');
      return reply;
    },
    actor.member,
  );
  await parts.testHook('inbound.enqueued');
  return { reply: await withMentions(tx, reply, inbound), drafted };
}

async function answerWithHelp(table: Table, context: Context, inbound: Inbound): Promise<Reply> {
  const reply = await answer(table, context, inbound);
  return attachCrisisHelp(context, inbound, reply, commandIn(table, inbound)?.route);
}

async function withMentions(tx: Tx, reply: Reply, { sender }: Inbound): Promise<Reply> {
  if (reply.kind !== 'say' && reply.kind !== 'update') return reply;
  return { ...reply, message: await fillMentions(tx, reply.message, sender.platform) };
}

/** Support is the same from every account; it shows nobody what they wrote. */
function vaultFor({ vault: whole, features }: RouterParts, actor: Actor, inbound: Inbound): Vault {
  const vault = whole.remembering();
  const isSupport = 'route' in inbound && features.some(({ support }) => support?.includes(inbound.route));
  return actor.shutUntil && !isSupport ? withoutWordsOf(vault, actor.member) : vault;
}
