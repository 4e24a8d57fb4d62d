import { nameFeatures } from './bot/discretion.ts';
import type { Feature } from './bot/feature.ts';
import { readGauges } from './bot/figures.ts';
import { createRouter } from './bot/router.ts';
import type { Settings } from './bot/settings.ts';
import { tellUndelivered, type WorkParts } from './bot/work.ts';
import type { Adapter, HttpRoute, Receive } from './chat/adapter.ts';
import type { Platform } from './chat/inbound.ts';
import type { CommandRoute } from './chat/route.ts';
import type { Config } from './config.ts';
import { helplineFootnote } from './directory/helplines.ts';
import { serveWorkspaces } from './directory/workspaces.ts';
import { createEngine, type Engine, sweepsOf } from './engine/engine.ts';
import { type Due, findNextDue } from './engine/next-due.ts';
import { features as ours } from './features/index.ts';
import { holdSupport, type Log } from './log.ts';
import { createDispatcher } from './outbox/dispatcher.ts';
import type { Dispatcher, DispatcherParts } from './outbox/dispatcher-parts.ts';
import { countBacklog } from './outbox/report/backlog.ts';
import { type Database, readNow } from './store/database.ts';
import { isReady } from './store/readiness.ts';
import type { Vault } from './store/seal.ts';
import { noTestHook, type TestHook } from './store/steps.ts';
import { holidayWarning } from './time/holidays.ts';
import { createMetrics, type Metrics, openMetrics } from './web/metrics.ts';
import { createWebServer, healthRoutes } from './web/server.ts';

export interface Alongside {
  readonly port: number;
  /** Where the metrics have a port of their own. */
  readonly metricsPort: number | undefined;
  readonly receive: Receive;
  readonly dispatcher: Dispatcher;
  readonly engine: Engine;
  readonly commands: readonly CommandRoute[];
  /** Another page on the bot's own server: the playground's. */
  mount(route: HttpRoute): void;
  /** What happens next by itself, until then. */
  nextDue(until: Date): Promise<Due | undefined>;
  /** How many messages are due and not out yet. */
  backlog(): Promise<number>;
  /** Takes nothing new, finishes what is under way; the database is its owner's to close. */
  stop(): Promise<void>;
}

export type Surroundings = Pick<Config, 'host' | 'port' | 'join'> & {
  publicUrl?: string | undefined;
  networkName?: string | undefined;
  keptPages?: string | undefined;
} & {
  adapters: readonly Adapter[];
  database: Database;
  vault: Vault;
  log: Log;
  /** Made around the log by whoever logs before this; its own log is then the one to use. */
  metrics?: Metrics;
  metricsAt?: Config['metricsAt'];
  metricsToken?: string | undefined;
  /** How much is taken in a minute; without it nothing is limited. */
  rates?: Config['rates'] | undefined;
  /** False leaves the outbox and the engine to be turned by hand: tests and the tour do. */
  background?: boolean;
  /** Other features than ours, and what is done at each step: tests of what a crash leaves behind do. */
  features?: readonly Feature[];
  testHook?: TestHook;
} & Pick<DispatcherParts, 'leases' | 'sendLimitMs' | 'lanesAtOnce'>;

/** Puts the bot together and lets it serve: adapters -> router -> outbox -> dispatcher, and the engine beside them. */
export async function startAlongside(about: Surroundings): Promise<Alongside> {
  const { database, vault, host, port, features = ours, leases, sendLimitMs, lanesAtOnce } = about;
  const metrics = about.metrics ?? createMetrics(about.log);
  const held = holdSupport(metrics.log);
  const { log } = held;
  const warning = holidayWarning((await readNow(database.prisma)).now);
  if (warning) log({ level: 'warn', event: 'holidays.running-out', warning });
  const parts: WorkParts = {
    features,
    vault,
    log,
    testHook: about.testHook ?? noTestHook,
    settings: settingsOf(about),
  };
  const adapters = new Map<Platform, Adapter>(about.adapters.map((adapter) => [adapter.platform, adapter]));
  const dispatcher = createDispatcher({
    database,
    vault,
    adapters,
    undelivered: tellUndelivered(parts),
    log,
    nameFeature: nameFeatures(features),
    testHook: parts.testHook,
    ...(leases && { leases }),
    ...(sendLimitMs && { sendLimitMs }),
    ...(lanesAtOnce && { lanesAtOnce }),
  });
  const running = { ...parts, database, wake: dispatcher.wake, rates: about.rates };
  const receive = createRouter(running);
  const engine = createEngine(running);
  const web = createWebServer({ host, port, log });
  const pages = features.flatMap((feature) => feature.pages?.({ ...parts, database }) ?? []);
  for (const route of [...healthRoutes(() => isReady(database)), ...pages]) web.mount(route);
  const scrape = () => {
    held.pass();
    return metrics.write(() => readGauges(database));
  };
  const figures = await openMetrics(scrape, { web, log, at: about.metricsAt, token: about.metricsToken });
  for (const adapter of adapters.values())
    await adapter.start(receive, web.mount, (workspaces) =>
      database.transaction(async (tx) =>
        serveWorkspaces(tx, adapter.platform, workspaces, (await readNow(tx)).now),
      ),
    );
  const listening = await web.listen();
  if (about.background ?? true) {
    dispatcher.start();
    engine.start();
  }
  return {
    port: listening,
    metricsPort: figures.port,
    receive,
    dispatcher,
    engine,
    mount: web.mount,
    commands: features.flatMap(({ bindings }) =>
      bindings.flatMap((one) => (one.kind === 'command' ? [one.route] : [])),
    ),
    nextDue: (until) => findNextDue(running, sweepsOf(features), until),
    backlog: async () => countBacklog(database.prisma, (await readNow(database.prisma)).now),
    async stop() {
      // Side by side: each may take some seconds, and whoever stops us gives us few.
      const listening = [...adapters.values()].map((adapter) => adapter.stop());
      await Promise.all([web.stop(), figures.stop(), ...listening, engine.stop(), dispatcher.stop()]);
      held.pass(true);
    },
  };
}

/** The network's choices, of all that is set up. */
export const settingsOf = ({
  join,
  publicUrl,
  networkName,
  keptPages,
}: Pick<Surroundings, 'join' | 'publicUrl' | 'networkName' | 'keptPages'>): Settings => ({
  join,
  ...(publicUrl && { publicUrl }),
  ...(networkName && { networkName }),
  ...(keptPages && { keptPages }),
});

/** How each platform is reached. `auth` is for a simulated Teams: other places to check and fetch tokens. */
export interface Platforms {
  slack: Config['slack'];
  teams:
    | (NonNullable<Config['teams']> & { auth?: Record<'issuer' | 'metadataUrl' | 'loginUrl', string> })
    | undefined;
}

/** The adapters of the platforms that are set up. One that is not is not loaded: its SDK is never imported. */
export async function loadAdapters({ slack, teams }: Platforms, log: Log): Promise<Adapter[]> {
  const adapters: Adapter[] = [];
  if (slack) {
    const { createSlackAdapter } = await import('./adapters/slack/adapter.ts');
    const { appToken, apiUrl, ...rest } = slack;
    adapters.push(
      createSlackAdapter({ ...rest, ...(appToken && { appToken }), ...(apiUrl && { apiUrl }), log }),
    );
  }
  if (teams) {
    const { createTeamsAdapter } = await import('./adapters/teams/adapter.ts');
    const { tenantId, ...rest } = teams;
    adapters.push(
      createTeamsAdapter({ ...rest, ...(tenantId && { tenantId }), log, helplines: helplineFootnote }),
    );
  }
  return adapters;
}
