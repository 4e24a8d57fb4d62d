import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackAdapter } from '../../src/adapters/slack/adapter.ts';
import type { Adapter, HttpRoute, Receive } from '../../src/chat/adapter.ts';
import { type SimulatedSlack, startSlack } from '../../src/playground/slack/server.ts';

export interface SlackWorld {
  simulated: SimulatedSlack;
  adapter: Adapter;
  channel: string;
  botUrl: string;
  /** Every line that the adapter logged. */
  logged: Record<string, unknown>[];
  stop(): Promise<void>;
}

export const signingSecret = 'a signing secret';

/** The adapter on a real server, in front of the simulated Slack. */
export async function startSlackWorld(
  receive: Receive,
  options: { sendLimitMs?: number; socket?: true; now?: () => number } = {},
): Promise<SlackWorld> {
  const tokens = { botToken: 'xoxb-bot', ...(options.socket && { appToken: 'xapp-app' }) };
  const simulated = await startSlack({
    signingSecret,
    ...tokens,
    ...(options.socket && { patienceMs: 1_000 }),
  });
  const logged: Record<string, unknown>[] = [];
  const adapter = createSlackAdapter({
    ...tokens,
    signingSecret,
    apiUrl: simulated.apiUrl,
    log: (line) => logged.push(line),
    ...(options.sendLimitMs !== undefined && { sendLimitMs: options.sendLimitMs }),
    ...(options.now && { now: options.now }),
  });
  const routes: HttpRoute[] = [];
  const server = await listen(routes);
  await adapter.start(receive, (route) => routes.push(route));
  const botUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  simulated.setBotUrl(botUrl);
  return {
    simulated,
    adapter,
    channel: 'C0COUNCIL',
    botUrl,
    logged,
    async stop() {
      await adapter.stop();
      await simulated.stop();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function listen(routes: readonly HttpRoute[]): Promise<Server> {
  const server = createServer((request, response) => {
    const route = routes.find(({ method, path }) => method === request.method && path === request.url);
    if (route) void route.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}
