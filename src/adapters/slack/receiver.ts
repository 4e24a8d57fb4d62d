import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, type Receiver, verifySlackRequest } from '@slack/bolt';
import { brokeOff } from '../../chat/adapter.ts';
import type { Log } from './log.ts';
import { firstLine } from './log.ts';
import { type Answer, processBody } from './process.ts';

/** The largest thing that Slack sends us is a form: 100 blocks and 3,000 characters a field are well under 1 MB. */
const bodyLimit = 1024 * 1024;
/** A clock may be a little ahead of ours; Bolt would take any future. */
const aheadMs = 60_000;
/** Bolt takes what is up to 5 minutes old; so long we remember a signature, and a minute more. */
const rememberMs = 6 * 60_000;
/** As Slack writes it. Bolt reads over what follows the digest, so that one request could come again in other spellings. */
const signatureShape = /^v0=[0-9a-f]{64}$/;

interface HttpReceiver extends Receiver {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * Like Bolt's HTTPReceiver with processBeforeResponse, on a server that is not ours; it also refuses what comes twice or
 * from the future, and no body can end the process (in Bolt 5.1 a signed `null` does).
 */
export function receiveHttp(signingSecret: string, now: () => number, log: Log): HttpReceiver {
  if (signingSecret === '')
    throw new Error('The Slack signing secret is empty: copy it from Basic Information of the app.');
  const seen = new Map<string, number>();
  let app: App | undefined;

  const isReplay = (signature: string): boolean => {
    for (const [old, until] of seen) {
      if (until > now()) break;
      seen.delete(old);
    }
    if (seen.has(signature)) return true;
    seen.set(signature, now() + rememberMs);
    return false;
  };

  const receive = async (request: IncomingMessage): Promise<Answer> => {
    const raw = await readBody(request);
    if (raw === undefined) return { status: 413 };
    if (raw === 'ssl_check=1') return { status: 200 };
    const signature = String(request.headers['x-slack-signature'] ?? '');
    const reason = refusal(
      raw,
      signature,
      request.headers['x-slack-request-timestamp'],
      signingSecret,
      now(),
    );
    if (reason !== undefined) {
      log({ event: 'slack.refused', reason });
      return { status: 401 };
    }
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json' && type !== 'application/x-www-form-urlencoded') return { status: 415 };
    const body = parseBody(raw, type);
    if (body === undefined) return { status: 400 };
    if (isReplay(signature)) {
      log({ event: 'slack.refused', reason: 'replayed' });
      return { status: 401 };
    }
    if (body.type === 'url_verification')
      return { status: 200, body: { challenge: String(body.challenge ?? '') } };
    if (!app) return { status: 503 };
    const answer = await processBody(app, body, request.headers, log);
    // Slack delivers again what failed; that must not look like a replay.
    if (answer.status >= 500) seen.delete(signature);
    return answer;
  };

  return {
    init(next) {
      app = next;
    },
    start: async () => undefined,
    stop: async () => undefined,
    async handle(request, response) {
      try {
        respond(response, await receive(request));
      } catch (error) {
        if (brokeOff(request)) throw error;
        log({ event: 'slack.receive_failed', error: firstLine(error) });
        respond(response, { status: 500 });
      }
    },
  };
}

function respond(response: ServerResponse, { status, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  if (status === 413) response.setHeader('connection', 'close');
  if (body === undefined || body === '') {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** undefined when it is too long; the rest is not read then. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  // Left alive when we stop reading, so that the refusal still reaches the sender.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refusal(
  body: string,
  signature: string,
  timestamp: string | string[] | undefined,
  signingSecret: string,
  now: number,
): string | undefined {
  const seconds =
    typeof timestamp === 'string' && /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(seconds * 1_000 <= now + aheadMs)) return 'the timestamp is missing or in the future';
  if (!signatureShape.test(signature)) return 'the signature is missing or of another shape';
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds },
      nowMilliseconds: now,
    });
    return undefined;
  } catch (error) {
    return firstLine(error);
  }
}

function parseBody(raw: string, type: string): Record<string, unknown> | undefined {
  try {
    const form = type === 'application/json' ? undefined : Object.fromEntries(new URLSearchParams(raw));
    const body: unknown =
      form === undefined ? JSON.parse(raw) : form.payload === undefined ? form : JSON.parse(form.payload);
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
