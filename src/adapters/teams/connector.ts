import { SendError } from '../../chat/adapter.ts';
import { isRecord } from '../../chat/form-data.ts';
import type { MessageRef } from '../../chat/inbound.ts';
import type { OutgoingActivity } from './render.ts';
import type { Sdk } from './sdk.ts';

/** One call of the Bot Connector API: cut at a limit, never repeated, every failure a SendError. */
export interface Connector {
  post(serviceUrl: string, conversation: string, activity: OutgoingActivity, cut: Cut): Promise<MessageRef>;
  edit(serviceUrl: string, message: MessageRef, activity: OutgoingActivity, cut: Cut): Promise<MessageRef>;
  /** The 1:1 chat with somebody; the same one every time. */
  open(serviceUrl: string, with_: { bot: string; user: string; tenant: string }, cut: Cut): Promise<string>;
}

export interface Cut {
  ms: number;
  signal?: AbortSignal | undefined;
}

type Client = Awaited<ReturnType<Sdk['openClient']>>;

export function createConnector(sdk: Sdk, trusts: (serviceUrl: URL) => boolean): Connector {
  /** `again`: doing it twice is doing it once, so that a lost answer is a reason to try again. */
  async function call<T>(
    serviceUrl: string,
    { ms, signal }: Cut,
    again: boolean,
    request: (client: Client) => Promise<T>,
  ): Promise<T> {
    if (!URL.canParse(serviceUrl) || !trusts(new URL(serviceUrl)))
      throw new SendError('never', 'Teams: expected a service URL that may be written to');
    const cut = new AbortController();
    const stop = () => cut.abort();
    const timer = setTimeout(stop, ms);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    let sent = false;
    try {
      const work = sdk.openClient(serviceUrl, cut.signal, () => (sent = true)).then(request);
      return await Promise.race([work, aborted(cut.signal)]);
    } catch (error) {
      throw classify(error, again || !sent);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  }

  return {
    post: (serviceUrl, conversation, activity, cut) =>
      call(serviceUrl, cut, false, async ({ conversations }) => {
        const { id } = await conversations.sendToConversation(conversation, activity as never);
        return { conversation, id };
      }),
    edit: (serviceUrl, message, activity, cut) =>
      call(serviceUrl, cut, true, async ({ conversations }) => {
        await conversations.updateActivity(message.conversation, message.id, {
          ...activity,
          id: message.id,
        } as never);
        return message;
      }),
    open: (serviceUrl, { bot, user, tenant }, cut) =>
      call(serviceUrl, cut, true, async ({ conversations }) => {
        const { id } = await conversations.createConversation({
          isGroup: false,
          bot: { id: bot },
          members: [{ id: user }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        } as never);
        return id;
      }),
  };
}

/** The token is fetched by another client, which no signal reaches. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Error('cut at its time limit'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Failures of a connection that was never made. */
const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** `harmless`: the request never left, or may be made twice. */
function classify(error: unknown, harmless: boolean): SendError {
  const about = isRecord(error) || error instanceof Error ? (error as Partial<RestError>) : {};
  const { statusCode: status, code = '' } = about;
  // A message of theirs may quote ours: only a status and a code in their own closed spelling are kept.
  const known = /^[A-Za-z][\w.-]{1,59}$/.test(code) ? code : 'no code given';
  const reason = `Teams: ${status ?? 'no answer'} (${known})`;
  if (status === 429) {
    const wait = retryAfter(about.response?.headers);
    return new SendError('retry', reason, {
      cause: error,
      ...(wait !== undefined && { retryAfterMs: wait }),
    });
  }
  // 401: our own credentials, to be mended by an operator; 412: Teams was busy with this conversation.
  if (status === 401 || status === 412) return new SendError('retry', reason, { cause: error });
  if (status !== undefined && status >= 400 && status < 500 && status !== 408)
    return new SendError('never', reason, { cause: error });
  const surelyNot = harmless || unreached.includes(code);
  return new SendError(surelyNot ? 'retry' : 'unknown', reason, { cause: error });
}

interface RestError {
  statusCode: number;
  code: string;
  message: string;
  response: { headers: { get(name: string): string | undefined } };
}

/** Seconds or a date, as HTTP has it. */
function retryAfter(headers: RestError['response']['headers'] | undefined): number | undefined {
  const given = headers?.get('retry-after');
  if (!given) return undefined;
  const ms = /^\d+$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
