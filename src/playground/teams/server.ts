import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Allowance, openTurnstile } from '../allowance.ts';
import { listen, setDown } from '../listen.ts';
import type { SimulatedPerson } from '../simulated.ts';
import type { PersonAtScreen, ScreenedPlatform } from '../window.ts';
import { type BotAnswer, createBot } from './bot.ts';
import { createConnector, type Outcome } from './connector.ts';
import { createPerson } from './person.ts';
import { createTokens } from './tokens.ts';
import { type Citizen, createWorld } from './world.ts';

export interface TeamsSettings {
  /** Empty: no tokens at all, as in the bot's local mode. */
  appId: string;
  appPassword?: string;
  tenant: string;
  /** Where the bot listens; may be set later, for the bot wants to know our addresses first. */
  botUrl?: string;
  now?: () => Date;
  port?: number;
  /** Limits that are kept: what goes beyond is answered with 429. None unless told. */
  allowances?: readonly Allowance[];
}

export interface SimulatedTeams extends ScreenedPlatform {
  botUrl: string;
  /** Somebody who has the app without a word said about it. */
  resident(user: string, about?: { name?: string; workspace?: string }): SimulatedPerson;
  /** What the bot's adapter is told in place of Microsoft's addresses. */
  readonly auth: { issuer: string; metadataUrl: string; loginUrl: string };
  /** A token as it comes with an activity; the arguments replace claims and header. */
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>): string;
  /** Any body with any headers, straight to the bot. */
  deliver(body: string | Uint8Array, headers?: Record<string, string>): Promise<BotAnswer>;
  /** An activity of somebody, as Teams would send it, to be spoilt. */
  activity(user: string, more: Record<string, unknown>): Record<string, unknown>;
}

/** A Microsoft Teams of our own on this machine: people, chats and channels, the Bot Connector API and its tokens. */
export async function startTeams(settings: TeamsSettings): Promise<SimulatedTeams> {
  const { appId, appPassword = 'secret', tenant } = settings;
  const world = createWorld(settings.now ?? (() => new Date()));
  const turnstile = openTurnstile(settings.allowances ?? [], () => new Date());
  const answerCall = createConnector(world, turnstile, tenant);
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, settings.port);
  const origin = `http://127.0.0.1:${port}`;
  const serviceUrl = `${origin}/teams/`;
  const tokens = createTokens({ appId, serviceUrl: () => serviceUrl });
  let { botUrl = '' } = settings;

  const bot = createBot(world, {
    appId,
    tenant,
    serviceUrl,
    endpoint: () => new URL('/api/messages', botUrl).href,
    authorization: () => (appId === '' ? undefined : `Bearer ${tokens.mint()}`),
  });
  const people = new Map<string, PersonAtScreen>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const { pathname } = new URL(request.url ?? '/', origin);
    const outcome = answerRequest(pathname, request, body);
    if (typeof outcome === 'object' && outcome.afterMs) await sleep(outcome.afterMs);
    if (outcome === 'reset') response.destroy();
    else if (outcome !== 'silence') send(response, outcome);
  }

  function answerRequest(pathname: string, { method = '', headers }: IncomingMessage, body: string): Outcome {
    if (pathname === '/openid')
      return { status: 200, body: { issuer: tokens.issuer, jwks_uri: `${origin}/keys` } };
    if (pathname === '/keys') return { status: 200, body: tokens.jwks() };
    if (pathname === '/token') return grantToken(new URLSearchParams(body));
    if (appId !== '' && !tokens.wasIssued(headers.authorization)) {
      world.refusals.push(`401: ${pathname} without a token`);
      return { status: 401, body: { error: { code: 'Unauthorized', message: 'expected a token' } } };
    }
    return answerCall({ method, path: pathname.replace(/^\/teams\//, ''), body: parse(body) });
  }

  function grantToken(form: URLSearchParams): Outcome {
    if (form.get('client_id') !== appId || form.get('client_secret') !== appPassword)
      return { status: 401, body: { error: 'invalid_client' } };
    return { status: 200, body: { access_token: tokens.issue(), token_type: 'Bearer', expires_in: 3600 } };
  }

  function person(
    user: string,
    about: { name?: string; timeZone?: string; workspace?: string } = {},
  ): PersonAtScreen {
    const known = people.get(user);
    if (known) return known;
    const { name = user, timeZone = 'Europe/London' } = about;
    const home = about.workspace === undefined ? {} : { tenant: about.workspace };
    // Somebody from before the program was started again is still who they were.
    const citizen: Citizen = world.people.get(user) ?? { user, name, timeZone, installed: false, ...home };
    world.people.set(user, citizen);
    const made = createPerson(world, bot, citizen);
    people.set(user, made);
    return made;
  }

  return {
    platform: 'teams',
    workspace: tenant,
    apiUrl: serviceUrl,
    ledger: world.ledger,
    refusals: world.refusals,
    limited: turnstile.limited,
    auth: { issuer: tokens.issuer, metadataUrl: `${origin}/openid`, loginUrl: `${origin}/token` },
    get botUrl() {
      return botUrl;
    },
    set botUrl(url) {
      botUrl = url;
    },
    person,
    resident(user, about) {
      const made = person(user, about);
      (world.people.get(user) as Citizen).installed = true;
      return made;
    },
    fail: world.fail,
    mend: world.mend,
    setDown: (isDown) => setDown(server, port, isDown),
    watch: world.watch,
    save: world.save,
    restore(saved) {
      people.clear();
      world.restore(saved);
    },
    token: tokens.mint,
    deliver: bot.deliverRaw,
    activity(user, more) {
      person(user);
      const citizen = world.people.get(user) as Citizen;
      return { ...bot.envelope(citizen, world.personalRoom(user)), ...more };
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, outcome: Exclude<Outcome, string>): void {
  const { status, body, retryAfter } = outcome;
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
