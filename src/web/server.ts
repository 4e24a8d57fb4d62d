import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brokeOff, type HttpRoute } from '../chat/adapter.ts';
import { BROKEN_OFF, errorLine, type Log } from '../log.ts';

export interface WebServer {
  mount(route: HttpRoute): void;
  /** @returns the port that it listens on */
  listen(): Promise<number>;
  /** Takes no new requests and lets those under way finish. */
  stop(): Promise<void>;
}

/** One node:http server for everything that the bot answers; `setting` names its port to the operator. */
export function createWebServer({
  host,
  port,
  log,
  setting = 'PORT',
}: {
  host: string;
  port: number;
  log: Log;
  setting?: string;
}): WebServer {
  const routes = new Map<string, HttpRoute>();
  let isStopping = false;
  const server = createServer((request, response) => {
    // A proxy keeps its connections: told so, it brings the next request to somebody else.
    if (isStopping) response.setHeader('connection', 'close');
    void serve(routes, request, response, log);
  });
  server.requestTimeout = 30_000;
  return {
    mount(route) {
      const name = `${route.method} ${route.path}`;
      if (routes.has(name)) throw new Error(`Two routes want to answer ${name}.`);
      routes.set(name, route);
    },
    listen: () => listen(server, host, port, setting),
    stop() {
      isStopping = true;
      return close(server);
    },
  };
}

async function serve(
  routes: ReadonlyMap<string, HttpRoute>,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const route = routes.get(`${request.method} ${path}`);
  try {
    if (route) await route.handle(request, response);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing is here.\n');
  } catch (error) {
    if (brokeOff(request)) return log({ event: BROKEN_OFF });
    log({ event: 'http.failed', path, error: errorLine(error) });
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
    if (!response.writableEnded) response.end('Something went wrong here. Please try again in a minute.\n');
  }
}

function listen(server: Server, host: string, port: number, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use: stop what listens there, or set ${setting} to another one.`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
  });
}

/** `/healthz`: the process answers. `/readyz`: so does its database, brought up to date. */
export function healthRoutes(isReady: () => Promise<boolean>): HttpRoute[] {
  const answer = (response: ServerResponse, ok: boolean) =>
    void response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' }).end(`{"ok":${ok}}\n`);
  return [
    { method: 'GET', path: '/healthz', handle: (_request, response) => answer(response, true) },
    {
      method: 'GET',
      path: '/readyz',
      handle: async (_request, response) => answer(response, await isReady().catch(() => false)),
    },
  ];
}
