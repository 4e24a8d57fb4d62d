import { type Adapter, SendError } from '../../chat/adapter.ts';
import type { MessageRef, Platform } from '../../chat/inbound.ts';
import type { Message } from '../../chat/message.ts';
import { mayBeRepeat } from '../../chat/words.ts';
import { fillMentions } from '../../directory/mentions.ts';
import { errorLine } from '../../log.ts';
import type { Database } from '../../store/database.ts';
import type { TestHook } from '../../store/steps.ts';
import type { Claimed } from './claim.ts';
import type { Outcome } from './settle.ts';

/** A send is cut after this long (design: every send has a hard limit of 8 s). */
const SEND_LIMIT_MS = 8_000;
/** An adapter that heeds the cut knows better than we whether anything had left; one that does not is not waited for. */
const VERDICT_MS = 250;

export interface AttemptParts {
  database: Database;
  adapters: ReadonlyMap<Platform, Adapter>;
  testHook: TestHook;
  sendLimitMs?: number;
}

/** Sends one message, or finds that it was sent. Throws nothing. */
export async function attempt(parts: AttemptParts, row: Claimed): Promise<Outcome> {
  const adapter = row.recipient && parts.adapters.get(row.recipient.destination.platform);
  if (!adapter) return { state: 'failed', error: 'no way to reach this person on a configured platform' };
  const limitMs = parts.sendLimitMs ?? SEND_LIMIT_MS;
  let begun = false;
  try {
    const earlier = row.unsure && !row.replacing ? await lookFor(adapter, row, limitMs) : 'not sent';
    await parts.testHook('send.looked-up');
    if (earlier === 'give up')
      return { state: 'unknown', error: 'nobody can say whether an earlier attempt arrived' };
    if (typeof earlier === 'object') return { state: 'sent', ref: earlier, repeated: false };
    if (earlier === 'not sent' && row.outdated) return { state: 'superseded' };
    const isRepeat = earlier === 'perhaps';
    const message = await wordsOf(parts, row, isRepeat);
    begun = true;
    const ref = await send(adapter, row, message, limitMs);
    await parts.testHook('send.answered');
    return { state: 'sent', ref, repeated: isRepeat };
  } catch (error) {
    // When nothing left this time, what is known of the times before stands.
    return outcomeOf(error, row, begun);
  }
}

async function wordsOf({ database }: AttemptParts, row: Claimed, isRepeat: boolean): Promise<Message> {
  const platform = row.recipient?.destination.platform ?? 'slack';
  const message = await fillMentions(database.prisma, row.payload, platform);
  return isRepeat ? mayBeRepeat(message) : message;
}

function send(adapter: Adapter, row: Claimed, message: Message, limitMs: number): Promise<MessageRef> {
  const { id, recipient, replacing } = row;
  if (!recipient) throw new SendError('never', 'nobody to send it to');
  return within(limitMs, (signal) =>
    adapter.send(recipient.destination, message, { id, signal, ...(replacing && { replacing }) }),
  );
}

/**
 * After an unknown outcome: adopted where the platform lets us look the message up. Where it does not, an urgent one
 * is sent again (`perhaps`), for a repeat is better than silence, and a quiet one is not.
 */
async function lookFor(
  adapter: Adapter,
  row: Claimed,
  limitMs: number,
): Promise<MessageRef | 'not sent' | 'perhaps' | 'give up'> {
  if (!row.recipient) return 'give up';
  const { id, enqueuedAt, recipient } = row;
  const { find } = adapter;
  try {
    if (find) {
      const found = await within(limitMs, () => find.call(adapter, recipient.destination, id, enqueuedAt));
      return found ?? 'not sent';
    }
  } catch (error) {
    if (!(error instanceof SendError) || error.outcome !== 'never') throw error;
  }
  return row.class === 'urgent' ? 'perhaps' : 'give up';
}

/** 1, 2, 4 ... 64 s, then every minute or so, with some jitter so that many do not come back at once. */
export function backOffMs(attempts: number): number {
  return Math.round(1_000 * 2 ** Math.min(attempts - 1, 6) * (0.75 + Math.random() / 2));
}

function outcomeOf(error: unknown, row: Claimed, begun: boolean): Outcome {
  const line = errorLine(error);
  const failed = error instanceof SendError ? error : new SendError('unknown', line);
  if (begun && failed.outcome === 'never') return { state: 'failed', error: line };
  const unsure = row.unsure || (begun && failed.outcome === 'unknown');
  if (row.isOld) return { state: unsure ? 'unknown' : 'failed', error: line };
  const waitMs = failed.retryAfterMs ?? backOffMs(row.attempts);
  return { state: 'pending', waitMs, scope: failed.scope, unsure, error: line };
}

/**
 * The adapter should heed the signal itself; this holds even when it does not. What was answered leaves no timer behind,
 * for a fan-out sends thousands before the first would end.
 */
function within<T>(limitMs: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const cut = () => reject(new SendError('unknown', 'no answer within the limit'));
    let timer = setTimeout(() => {
      timer = setTimeout(cut, VERDICT_MS);
      limit.abort(new DOMException('no answer within the limit', 'TimeoutError'));
    }, limitMs);
    act(limit.signal)
      .finally(() => clearTimeout(timer))
      .then(resolve, reject);
  });
}
