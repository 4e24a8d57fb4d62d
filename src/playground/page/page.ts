import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { act } from '../acts.ts';
import type { Playground } from '../playground.ts';
import type { Stage } from '../stage.ts';
import { newToken, refuse } from './guard.ts';
import { html } from './html.ts';
import { style } from './style.ts';

/** No act needs more: the longest words are 3,000 characters. */
const MOST_BYTES = 64 * 1024;

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** Puts the page on the bot's own server. @param scripts the folder that holds the browser's modules, compiled */
export async function mountPage(stage: Stage, playground: Playground, scripts: URL): Promise<void> {
  const token = newToken();
  const serve = (
    method: 'GET' | 'POST',
    path: string,
    handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
  ) =>
    stage.mount({
      method,
      path,
      handle(request, response) {
        const reason = refuse(request, token);
        if (reason === undefined) return handle(request, response);
        send(response, 403, 'application/json', JSON.stringify({ problem: reason }));
      },
    });
  const file = (path: string, type: string, body: string | Buffer) =>
    serve('GET', path, (_request, response) => send(response, 200, type, body));

  file('/', 'text/html', html);
  file('/playground/style.css', 'text/css', style);
  for (const [name, body] of await readScripts(scripts)) file(`/playground/${name}`, 'text/javascript', body);
  serve('GET', '/playground/token', (_request, response) =>
    send(response, 200, 'application/json', JSON.stringify({ token })),
  );
  serve('GET', '/playground/events', (request, response) => {
    const query = new URL(request.url ?? '/', 'http://here').searchParams;
    playground.feed.connect(request, response, query.getAll('person'));
  });
  serve('POST', '/playground/act', async (request, response) => {
    const [status, body] = await answer(playground, request);
    send(response, status, 'application/json', JSON.stringify(body));
  });
}

async function answer(playground: Playground, request: IncomingMessage): Promise<[number, object]> {
  const read = act.safeParse(await readJson(request));
  if (!read.success)
    return [400, { problem: 'The page asked for something that does not exist. Reload it.' }];
  try {
    return [200, await playground.perform(read.data)];
  } catch (error) {
    return [409, { problem: error instanceof Error ? error.message : String(error) }];
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

async function readScripts(folder: URL): Promise<[name: string, body: Buffer][]> {
  const path = fileURLToPath(folder);
  const names = (await readdir(path)).filter((name) => name.endsWith('.js'));
  const own = await Promise.all(
    names.map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(path, name))]),
  );
  const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  return [...own, ['adaptivecards.js', await readFile(renderer)]];
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body);
}
