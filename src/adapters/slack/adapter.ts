import { App, type Receiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Adapter, HttpRoute } from '../../chat/adapter.ts';
import { dispatch } from './dispatch.ts';
import type { Home } from './identity.ts';
import { firstLine, type Log, sdkLogger } from './log.ts';
import { lookUpPeople } from './people.ts';
import { receiveSocket } from './process.ts';
import { receiveHttp } from './receiver.ts';
import { responder, respondMs } from './respond.ts';
import { findMessage, sendMessage, slackLimits } from './send.ts';

export interface SlackOptions {
  botToken: string;
  signingSecret: string;
  /** With an app-level token: Socket Mode, and no HTTP route is mounted. */
  appToken?: string;
  /** Another address of Slack's Web API, ending in a slash. */
  apiUrl?: string;
  log: Log;
  now?: () => number;
  /** A send is cut here; the outbox counts on at most 8 s. */
  sendLimitMs?: number;
}

const hardLimitMs = 8_000;
const stopMs = 5_000;

export function createSlackAdapter(options: SlackOptions): Adapter {
  const { botToken, signingSecret, appToken, apiUrl, log } = options;
  const now = options.now ?? Date.now;
  const sendLimitMs = Math.min(options.sendLimitMs ?? hardLimitMs, hardLimitMs);
  // Fresh objects for each client, and never `headers`: web-api 8.2 writes the token into them, for all who share them.
  const clientOptions = (timeout: number) => ({
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: sdkLogger(log),
  });
  const sender = new WebClient(botToken, clientOptions(sendLimitMs));
  const desk = {
    client: new WebClient(botToken, clientOptions(respondMs)),
    respond: responder(apiUrl, log),
    log,
  };
  const completed = lookUpPeople(() => desk.client, now);
  const underWay = new Set<Promise<unknown>>();
  let receiver: Receiver | undefined;

  return {
    platform: 'slack',
    limits: slackLimits,

    async start(receive, mount, serve) {
      const me = await signIn(sender);
      await serve?.([me.home.team, me.home.enterprise].filter((id) => id !== undefined));
      const http = appToken === undefined ? receiveHttp(signingSecret, now, log) : undefined;
      receiver = http ?? receiveSocket(appToken ?? '', apiUrl, log);
      const app = new App({
        receiver,
        token: botToken,
        botId: me.botId,
        botUserId: me.userId,
        tokenVerificationEnabled: false,
        convoStore: false,
        logger: sdkLogger(log),
        clientOptions: clientOptions(respondMs),
      });
      dispatch(app, { ...desk, completed, receive, home: me.home });
      app.processEvent = track(app.processEvent.bind(app), underWay);
      const handle: HttpRoute['handle'] = (request, response) => http?.handle(request, response);
      if (http) mount({ method: 'POST', path: '/slack/events', handle });
      else await receiver.start();
    },

    async stop() {
      await receiver?.stop();
      const patience = new Promise((resolve) => {
        setTimeout(resolve, stopMs).unref();
      });
      await Promise.race([Promise.allSettled(underWay), patience]);
    },

    send: (to, message, as) => sendMessage(sender, to, message, as, sendLimitMs),
    find: (to, id, since) => findMessage(sender, to, id, since),
  };
}

/** Stopping waits for what was begun, also after its request was answered. */
function track<A extends unknown[], T>(act: (...args: A) => Promise<T>, underWay: Set<Promise<unknown>>) {
  return (...args: A): Promise<T> => {
    const acting = act(...args);
    underWay.add(acting);
    const forget = () => underWay.delete(acting);
    acting.then(forget, forget);
    return acting;
  };
}

/** Bolt would verify the token after start() has resolved, and end the process when it cannot. */
async function signIn(client: WebClient): Promise<{ userId: string; botId: string; home: Home }> {
  const me = await askWhoWeAre(client);
  // Slack takes a person's token, too: everything would be said in that person's name.
  if (!me.user_id || !me.bot_id) {
    throw new Error(
      'That is not a bot token. Copy the Bot User OAuth Token from OAuth & Permissions: it begins with xoxb-.',
    );
  }
  const home = { team: me.team_id || undefined, enterprise: me.enterprise_id || undefined };
  return { userId: me.user_id, botId: me.bot_id, home };
}

async function askWhoWeAre(client: WebClient) {
  try {
    return await client.auth.test();
  } catch (error) {
    throw new Error(
      `Slack did not accept the bot token (${firstLine(error)}). Copy the Bot User OAuth Token from OAuth & Permissions again, and check that Slack can be reached.`,
      { cause: error },
    );
  }
}
