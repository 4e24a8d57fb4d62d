import { createHmac } from 'node:crypto';
import type { Answered, Sockets } from './socket.ts';
import { type Json, newId, newTs, type World, workspaceOf } from './world.ts';

/** How Slack speaks to the bot: signed HTTP, or the socket when there is one. */
export interface BotLine {
  setBotUrl(url: string): void;
  sign(body: string, timestamp: number): Record<string, string>;
  /** Any body with any headers, as an attacker or a broken proxy would. */
  deliver(rawBody: string, headers: Record<string, string>): Promise<Answered>;
  /** A signed event; `retry` adds Slack's headers for a repeated delivery. */
  sendEvent(event: Json, about?: { id?: string; retry?: number }): Promise<Answered>;
  sendCommand(command: Json): Promise<Answered>;
  sendInteraction(payload: Json): Promise<Answered>;
  hookUrl(id: string): string;
}

interface LineOptions {
  botUrl?: string;
  signingSecret: string;
  patienceMs?: number;
}

export function newBotLine(options: LineOptions, sockets: Sockets, base: string, world: World): BotLine {
  const { patienceMs = 3_000 } = options;
  let botUrl = options.botUrl;

  const sign = (body: string, timestamp: number): Record<string, string> => {
    const digest = createHmac('sha256', options.signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    return { 'x-slack-signature': `v0=${digest}`, 'x-slack-request-timestamp': String(timestamp) };
  };

  const deliver = async (rawBody: string, headers: Record<string, string>): Promise<Answered> => {
    if (botUrl === undefined)
      throw new Error('The simulated Slack does not know where the bot listens: call setBotUrl first.');
    const started = Date.now();
    try {
      const response = await fetch(botUrl, {
        method: 'POST',
        body: rawBody,
        headers,
        signal: AbortSignal.timeout(patienceMs),
      });
      const text = await response.text();
      return { status: response.status, ms: Date.now() - started, body: parse(text) };
    } catch {
      return { status: 0, ms: Date.now() - started, body: undefined };
    }
  };

  const send = async (
    type: string,
    payload: Json,
    raw: string,
    contentType: string,
    more: Record<string, string> = {},
  ) => {
    const answered = sockets.isOpen()
      ? await sockets.send(type, payload, patienceMs)
      : await deliver(raw, {
          'content-type': contentType,
          ...sign(raw, Math.floor(Date.now() / 1_000)),
          ...more,
        });
    if (answered.status !== 200)
      world.refusals.push(`${type}: the bot answered ${answered.status} after ${answered.ms} ms`);
    return answered;
  };

  const form = 'application/x-www-form-urlencoded';
  return {
    setBotUrl(url) {
      botUrl = url;
    },
    sign,
    deliver,
    sendEvent(event, { id = newId('Ev'), retry } = {}) {
      const [team, own] = [world.workspace, workspaceOf(world, String(event.user))];
      const isWords = event.type === 'message' || event.type === 'app_mention';
      const payload = {
        token: 'verification',
        team_id: team,
        context_team_id: team,
        context_enterprise_id: null,
        api_app_id: 'AALONGSIDE',
        type: 'event_callback',
        event_id: id,
        event_time: Math.floor(Date.now() / 1_000),
        authorizations: [
          { team_id: team, user_id: world.botUser, is_bot: true, is_enterprise_install: false },
        ],
        event: {
          event_ts: newTs(world),
          ...(isWords && { team: own, user_team: own, source_team: own }),
          ...event,
        },
      };
      const headers = retry
        ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' }
        : {};
      return send(
        'events_api',
        payload,
        JSON.stringify(payload),
        'application/json',
        headers as Record<string, string>,
      );
    },
    sendCommand(command) {
      const raw = new URLSearchParams(command as Record<string, string>).toString();
      return send('slash_commands', command, raw, form);
    },
    sendInteraction(payload) {
      const raw = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      return send('interactive', payload, raw, form);
    },
    hookUrl: (id) => `${base}/hooks/${id}`,
  };
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
