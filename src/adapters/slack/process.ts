import type { IncomingHttpHeaders } from 'node:http';
import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { isTooDeep } from '../../chat/nesting.ts';
import type { Log } from './log.ts';
import { firstLine, sdkLogger } from './log.ts';
import { isFromSlack, withoutTraps } from './shape.ts';

export interface Answer {
  status: number;
  body?: unknown;
}

/** Slack waits 3 s for a press; after this long it is told that we have it, and the answer follows. */
const answerMs = 2_500;

/** Hands one body to Bolt. 200: done; 400: nothing that Slack sends; 500: it failed, and an event is delivered again. */
export async function processBody(
  app: App,
  body: Record<string, unknown>,
  headers: IncomingHttpHeaders,
  log: Log,
): Promise<Answer> {
  if (isTooDeep(body) || !isFromSlack(body)) {
    log({ event: 'slack.refused', reason: 'nothing that we listen for' });
    return { status: 400 };
  }
  let acked: Answer | undefined;
  const done = app
    .processEvent({
      body: withoutTraps(body),
      ack: async (answer?: unknown) => {
        acked ??= { status: 200, body: answer };
      },
      retryNum: Number(headers['x-slack-retry-num']) || undefined,
      retryReason: headers['x-slack-retry-reason']?.toString(),
    })
    .then((): Answer => acked ?? { status: 400 })
    .catch((error: unknown): Answer => {
      log({ event: 'slack.process_failed', error: firstLine(error) });
      return { status: 500 };
    });
  if (body.type === 'event_callback') return done;
  return Promise.race([done, after(answerMs).then(() => acked ?? done)]);
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** Socket Mode, where Bolt would acknowledge an event before it is handled: here after, so that a failed one comes again. */
export function receiveSocket(appToken: string, apiUrl: string | undefined, log: Log): Receiver {
  const inner = new SocketModeReceiver({
    appToken,
    logger: sdkLogger(log),
    installerOptions: { clientOptions: { ...(apiUrl && { slackApiUrl: apiUrl }) } },
  });
  const holdAcks = (app: App): App =>
    Object.assign(Object.create(app) as App, {
      processEvent: async ({ body, ack }: Parameters<App['processEvent']>[0]) => {
        if (typeof body !== 'object' || body === null) return;
        const answer = await processBody(app, body, {}, log);
        if (answer.status === 200) await ack(answer.body as Parameters<typeof ack>[0]);
      },
    });
  return {
    init: (app) => inner.init(holdAcks(app)),
    start: () => inner.start(),
    stop: () => inner.stop(),
  };
}
