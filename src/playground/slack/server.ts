import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Allowance, openTurnstile, type Turnstile } from '../allowance.ts';
import { listen, setDown } from '../listen.ts';
import type { PersonAtScreen, ScreenedPlatform } from '../window.ts';
import { checkCall } from './api.ts';
import { readArguments } from './arguments.ts';
import { type BotLine, newBotLine } from './bot-line.ts';
import type { Call, Refusal } from './call.ts';
import { checkHook } from './hooks.ts';
import { isObject } from './lint-parts.ts';
import { newPerson } from './person.ts';
import { openSockets } from './socket.ts';
import { join, newWorld, type Posted, type World, workspaceOf } from './world.ts';

export interface SlackOptions {
  /** Where the bot listens, such as http://127.0.0.1:3000/slack/events; can be set later. */
  botUrl?: string;
  signingSecret: string;
  botToken: string;
  /** With one, a bot that opens a socket is spoken to through it. */
  appToken?: string;
  workspace?: string;
  now?: () => Date;
  /** How long the bot may take to answer: Slack's 3 s unless told. */
  patienceMs?: number;
  port?: number;
  /** Limits that are kept: what goes beyond is answered with 429. None unless told. */
  allowances?: readonly Allowance[];
}

export type SimulatedSlack = ScreenedPlatform &
  Pick<BotLine, 'sign' | 'deliver' | 'sendEvent'> & {
    setBotUrl(url: string): void;
    /** Every message, with its metadata, as it is now. */
    readonly posted: readonly Posted[];
    /** Makes somebody one of a Grid organisation, with these workspaces. */
    organise(user: string, organisation: { id: string; teams: readonly string[] }): void;
    /** A channel with or without the bot; one that people speak in is made with it. */
    addChannel(
      id: string,
      about?: { withBot?: boolean; members?: readonly string[]; workspace?: string },
    ): void;
  };

export async function startSlack(options: SlackOptions): Promise<SimulatedSlack> {
  const world = newWorld(options.workspace ?? 'T0SIM', options.now ?? (() => new Date()));
  const people = new Map<string, PersonAtScreen>();
  const turnstile = openTurnstile(options.allowances ?? [], () => new Date());
  const server = createServer((request, response) => {
    answer(world, options, turnstile, request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);
  const base = `http://127.0.0.1:${port}`;
  const sockets = openSockets(server);
  const line = newBotLine(options, sockets, base, world);
  let isStopped = false;

  return {
    platform: 'slack',
    workspace: world.workspace,
    apiUrl: `${base}/api/`,
    ledger: world.ledger,
    refusals: world.refusals,
    limited: turnstile.limited,
    posted: world.messages,
    sign: line.sign,
    deliver: line.deliver,
    sendEvent: line.sendEvent,
    setBotUrl: line.setBotUrl,
    organise(user, organisation) {
      const account = world.accounts.get(user);
      if (account) account.organisation = organisation;
    },
    addChannel(id, { withBot = true, members = [], workspace } = {}) {
      if (workspace !== undefined) world.elsewhere.set(id, workspace);
      world.channels.set(id, new Set(withBot ? [world.botUser] : []));
      for (const member of members) join(world, id, member);
    },
    person(user, about = {}) {
      const known = world.accounts.get(user);
      const { name = known?.name ?? user, timeZone = known?.timeZone ?? 'Europe/London' } = about;
      if (about.workspace !== undefined) world.elsewhere.set(user, about.workspace);
      if (known) Object.assign(known, { name, timeZone });
      else world.accounts.set(user, { user, name, timeZone, isActive: true });
      const person = people.get(user) ?? newPerson(world, line, user);
      people.set(user, person);
      return person;
    },
    fail(fault) {
      world.faults.push({ ...fault, times: fault.times ?? 1 });
    },
    mend() {
      world.faults.length = 0;
    },
    setDown: (isDown) => setDown(server, port, isDown),
    watch(listener) {
      world.listeners.push(listener);
    },
    save() {
      const { now, listeners, refusals, faults, triggers, hooks, ...rest } = world;
      return rest;
    },
    restore(saved) {
      const { ledger, ...rest } = saved as World;
      Object.assign(world, rest);
      world.ledger.splice(0, Number.POSITIVE_INFINITY, ...ledger);
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function answer(
  world: World,
  options: SlackOptions,
  turnstile: Turnstile,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const raw = await readAll(request);
  if (path.startsWith('/hooks/')) {
    const checked = checkHook(world, path.slice('/hooks/'.length), parse(raw));
    if ('error' in checked) world.refusals.push(`response_url: ${checked.error}: ${checked.detail}`);
    perform(world, checked, 'writing', response, 404);
    return;
  }
  const method = path.replace(/^\/api\//, '');
  const token = method === 'apps.connections.open' ? options.appToken : options.botToken;
  if (request.headers.authorization !== `Bearer ${token}`) {
    reply(response, 200, { ok: false, error: 'invalid_auth' });
    return;
  }
  if (method === 'apps.connections.open') {
    reply(response, 200, { ok: true, url: `ws://${request.headers.host}/link` });
    return;
  }
  const args = readArguments(method, raw, request.headers['content-type'] ?? '');
  const checked = isRefusal(args) ? args : checkCall(world, method, args);
  if ('error' in checked)
    world.refusals.push(`${method}: ${String(checked.error)}: ${String(checked.detail)}`);
  const waitSeconds = 'error' in checked ? undefined : admit(world, turnstile, method, checked as Call);
  if (waitSeconds !== undefined) return limit(response, waitSeconds);
  perform(world, checked as Call | Refusal, faultsBelongTo(method), response, 200);
}

/** Slower than anybody likes, and still within what every client allows. */
const SLOW_MS = 2_000;

/** Which faults a call may meet: those of what is written, those of looking for it, or none. */
type Meets = 'writing' | 'look-up' | undefined;
const faultsBelongTo = (method: string): Meets =>
  /^(chat|views)\.|^conversations\.open$/.test(method)
    ? 'writing'
    : /^conversations\.(history|replies)$/.test(method)
      ? 'look-up'
      : undefined;

const isRefusal = (args: object): args is Refusal => 'error' in args && 'detail' in args;

function perform(
  world: World,
  checked: Call | Refusal,
  meets: Meets,
  response: ServerResponse,
  refusedStatus: number,
): void {
  if ('error' in checked) {
    const messages = [`[ERROR] ${checked.detail.slice(0, 500)}`];
    reply(response, refusedStatus, { ok: false, error: checked.error, response_metadata: { messages } });
    return;
  }
  const fault = meets && takeFault(world, checked, meets);
  if (fault?.kind === 'slow') {
    setTimeout(() => reply(response, 200, checked.apply()), SLOW_MS);
    return;
  }
  // Silence: the request stays open until the bot gives up.
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'limited') limit(response, fault.retryAfterSeconds ?? 1);
  else if (fault?.kind === 'broken') reply(response, 503, { ok: false, error: 'service_unavailable' });
  else if (fault?.kind === 'refused') reply(response, refusedStatus, { ok: false, error: 'user_not_found' });
  else {
    const answer = checked.apply();
    if (fault === undefined) reply(response, 200, answer);
    if (fault?.kind === 'accepted-broken') reply(response, 503, {});
    if (fault?.kind === 'accepted-reset') response.socket?.resetAndDestroy();
  }
}

const kinds = {
  'chat.postMessage': 'post',
  'chat.update': 'edit',
  'conversations.open': 'open',
  'conversations.history': 'history',
} as const;

/** In seconds, how long the bot has to wait when this call goes beyond what is allowed. */
function admit(world: World, turnstile: Turnstile, name: string, { channel = '' }: Call): number | undefined {
  const method = name in kinds ? kinds[name as keyof typeof kinds] : undefined;
  return method && turnstile.pass({ method, workspace: workspaceOf(world, channel), conversation: channel });
}

function limit(response: ServerResponse, seconds: number): void {
  response.setHeader('retry-after', String(seconds));
  reply(response, 429, { ok: false, error: 'ratelimited' });
}

function takeFault(world: World, { user, words }: Call, meets: Meets) {
  const i = world.faults.findIndex(
    (fault) =>
      (fault.of ?? 'writing') === meets &&
      (fault.user === undefined || fault.user === user) &&
      (fault.about === undefined || words?.includes(fault.about)),
  );
  const fault = world.faults[i];
  if (!fault) return undefined;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times <= 0) world.faults.splice(i, 1);
  return fault;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(raw: string): unknown {
  try {
    const body: unknown = JSON.parse(raw);
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
