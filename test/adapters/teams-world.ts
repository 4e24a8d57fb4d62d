import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTeamsAdapter } from '../../src/adapters/teams/adapter.ts';
import type { TeamsOptions } from '../../src/adapters/teams/options.ts';
import type { Adapter, HttpRoute, Receive } from '../../src/chat/adapter.ts';
import { helplineFootnote } from '../../src/directory/helplines.ts';
import { type SimulatedTeams, startTeams } from '../../src/playground/teams/server.ts';

export const appId = '00000000-0000-4000-8000-000000000001';
export const tenant = '00000000-0000-4000-8000-00000000000a';
export const channel = '19:general@thread.tacv2';

export interface TeamsWorld {
  simulated: SimulatedTeams;
  adapter: Adapter;
  botUrl: string;
  channel: string;
  stop(): Promise<void>;
}

/** The adapter on a real server, and a simulated Teams with tokens on (unless `appId` is empty). */
export async function startTeamsWorld(
  receive: Receive,
  options: Partial<TeamsOptions> = {},
): Promise<TeamsWorld> {
  const simulated = await startTeams({ appId: options.appId ?? appId, appPassword: 'secret', tenant });
  const adapter = createTeamsAdapter({
    appId,
    appPassword: 'secret',
    tenantId: tenant,
    local: false,
    log: () => undefined,
    helplines: helplineFootnote,
    serviceUrl: simulated.apiUrl,
    auth: simulated.auth,
    ...options,
  });
  const routes: HttpRoute[] = [];
  await adapter.start(receive, (route) => routes.push(route));
  const server = createServer((request, response) => {
    const route = routes.find(({ method, path }) => method === request.method && path === request.url);
    if (route) void route.handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const botUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  simulated.botUrl = botUrl;
  return {
    simulated,
    adapter,
    botUrl,
    channel,
    async stop() {
      await adapter.stop();
      await simulated.stop();
      server.closeAllConnections();
      await new Promise((stopped) => server.close(stopped));
    },
  };
}
