import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAdapters, settingsOf, startAlongside } from './alongside.ts';
import { type Config, readConfig } from './config.ts';
import { features } from './features/index.ts';
import { issueSetupCode } from './features/members/store.ts';
import { errorLine, type Log, type LogLine, logToStdout } from './log.ts';
import type { Root } from './playground/stage.ts';
import { type Baseline, keepBaseline, returnToBaseline } from './store/baseline.ts';
import { type Database, moveClock, openDatabase, readNow } from './store/database.ts';
import { hasData } from './store/embedded/home.ts';
import { type Cluster, startEmbedded } from './store/embedded.ts';
import { inUse, noData, readTarget, whatNext } from './store/move/words.ts';
import { moveDatabase } from './store/move.ts';
import type { KeySource } from './store/open-ring.ts';
import { isUnpeopled } from './store/people.ts';
import { openVault, type Vault } from './store/seal.ts';
import { goOn } from './store/steps.ts';
import { turnKeys, verifyKeys } from './store/turn-keys.ts';
import { createMetrics } from './web/metrics.ts';

/** What must be stopped, the last begun first. */
const stops: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

const tell = (line: string) => void process.stdout.write(`${line}\n`);
/** In the playground the screens are the log; only what went wrong is added. */
const logProblems: Log = (line) => {
  if (line.error) process.stderr.write(`${JSON.stringify(line)}\n`);
};

async function main([command, ...names]: readonly string[]): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
  if (command === 'tour') return tour(names);
  const config = readConfig();
  if (command === 'keys') return keys(config, names);
  if (command === 'move') return move(config, names);
  if (command === 'import' || command === 'export') return people(config, command, names);
  if (config.mode === 'playground') return runPlayground(config);
  const metrics = createMetrics(logToStdout, { ofProcess: true });
  const { log } = metrics;
  const { database, vault } = await openStore(config, config.dataDir, log);
  const adapters = await loadAdapters(config, log);
  const bot = await startAlongside({ ...config, adapters, database, vault, log, metrics });
  stops.push(bot.stop);
  tell(
    `Alongside is listening on http://${config.host}:${bot.port} for ${adapters.map(({ platform }) => platform).join(' and ')}.`,
  );
  const code = await setupCode(database);
  if (code)
    tell(`Nobody coordinates this network yet. In your own chat with the bot, send it:  setup ${code}`);
}

const setupCode = (database: Database) =>
  database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now));

/** The database, and the vault for what is sealed in it. */
async function openStore(
  config: Config,
  dataDir: string,
  log: Log,
): Promise<{ database: Database; vault: Vault }> {
  const { database, keys } = await openData(config, dataDir, log);
  return { database, vault: await openVault(database, keys) };
}

/** The database, embedded or on the server of DATABASE_URL, and where its keys are. */
async function openData(
  config: Config,
  dataDir: string,
  log: Log,
): Promise<{ database: Database; keys: KeySource }> {
  let where: Parameters<typeof openDatabase>[0];
  if (config.databaseUrl) where = config.databaseUrl;
  else {
    const cluster = await joinEmbedded(dataDir, log);
    tell(`The database is in ${cluster.where}.`);
    where = cluster.connection;
  }
  const database = await openDatabase(where, { kind: config.mode, log });
  stops.push(database.close);
  return { database, keys: config.keys ?? { file: join(resolve(dataDir), 'keys') } };
}

/** `keys -- rotate | rotate --retire | verify`; ends with 1 while something is left to do. */
async function keys(config: Config, [verb, option]: readonly string[]): Promise<void> {
  const retire = option === '--retire';
  if ((verb !== 'rotate' && verb !== 'verify') || (option && !(retire && verb === 'rotate')))
    throw new Error(
      'Please say: npm run keys -- verify, npm run keys -- rotate, or npm run keys -- rotate --retire',
    );
  const dataDir = config.mode === 'playground' ? join(config.dataDir, 'playground') : config.dataDir;
  const { database, keys: source } = await openData(config, dataDir, logProblems);
  const told =
    verb === 'rotate' ? await turnKeys(database, source, retire) : await verifyKeys(database, source);
  for (const line of told.lines) tell(line);
  await stop(told.done ? 0 : 1);
}

/** `import -- people.csv [--write]`, `export -- members.csv`; also while the bot runs. Ends with 1 while something is to be mended. */
async function people(config: Config, verb: 'import' | 'export', args: readonly string[]): Promise<void> {
  const dataDir = config.mode === 'playground' ? join(config.dataDir, 'playground') : config.dataDir;
  const { database, vault } = await openStore(config, dataDir, logProblems);
  const { exportPeople, importPeople } = await import('./features/members/handlers/people-command.ts');
  const parts = {
    ...{ features, vault, log: logProblems, settings: settingsOf(config) },
    ...{ atStep: goOn, database },
  };
  const told = await (verb === 'import' ? importPeople : exportPeople)(parts, args);
  for (const line of told.lines) tell(line);
  await stop(told.ok ? 0 : 1);
}

async function joinEmbedded(dataDir: string, log: Log): Promise<Cluster> {
  const starting = startEmbedded({ dataDir: resolve(dataDir), log });
  // From now on there may be a server to stop, also when we are told to before it is up.
  stops.push(async () => (await starting.catch(() => undefined))?.stop());
  return starting;
}

/** `npm run db:move -- <url>`: from the embedded database to a server of one's own. */
async function move({ dataDir, keys }: Config, [url]: readonly string[]): Promise<void> {
  const to = readTarget(url);
  if (!(await hasData(dataDir))) throw noData(resolve(dataDir));
  const cluster = await joinEmbedded(dataDir, logProblems);
  if (!(await cluster.reserve())) throw inUse(0);
  tell(`Copying what is in ${cluster.where}:`);
  const moved = await moveDatabase({ from: cluster.connection, to, kind: 'live', tell });
  const keyFile = join(resolve(dataDir), 'keys');
  tell(whatNext(moved, { where: cluster.where, ...(!keys && { keyFile }) }));
  await stop(0);
}

/** The whole network without a token: simulated platforms, the real bot, a database of its own, and a page to look at it. */
async function runPlayground(config: Config): Promise<void> {
  const dataDir = join(config.dataDir, 'playground');
  const { database, vault } = await openStore(config, dataDir, logProblems);
  const { openKeeper } = await import('./playground/keeper.ts');
  const keeper = await openKeeper(resolve(dataDir), {
    ...rowsOf(database),
    isEmpty: () => isUnpeopled(database.prisma),
  });
  const stage = await openPlaygroundStage(
    config,
    { database, vault, log: logProblems },
    { saved: keeper.last },
  );
  const { openPlayground } = await import('./playground/playground.ts');
  const playground = await openPlayground(stage, keeper, tell);
  stops.push(playground.stop);
  const { mountPage } = await import('./playground/page/page.ts');
  await mountPage(stage, playground, new URL('./playground/page/browser/', import.meta.url));
  tell(
    `\nOpen the playground:  http://127.0.0.1:${stage.port}/\n\nForty people who do not exist, on a Slack and a Teams that reach nobody. Stop it with Ctrl+C.`,
  );
}

/** A tour is of what is said and when: a busy machine may take its time. */
const TOUR_PATIENCE_MS = 60_000;

/** Plays the stories on a fresh database and leaves nothing behind. */
async function tour(args: readonly string[]): Promise<void> {
  const { playTour, readTour } = await import('./playground/tour.ts');
  const { stories, mondays } = readTour(args);
  const folder = await mkdtemp(join(tmpdir(), 'alongside-tour-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const config = readConfig({ PORT: '0' });
  const logged: LogLine[] = [];
  const log: Log = (line) => {
    logProblems(line);
    logged.push(line);
  };
  const { database, vault } = await openStore(config, folder, log);
  const stage = await openPlaygroundStage(config, { database, vault, log }, { patienceMs: TOUR_PATIENCE_MS });
  if (!mondays) {
    await playTour(stage, stories, tell);
    return stop(0);
  }
  const { openWeeks, playWeeks } = await import('./playground/weeks.ts');
  const weekOf = await openWeeks(stage, rowsOf(database), logged);
  await stop((await playWeeks(weekOf, { mondays, stories }, tell, () => !stopping)) ? 0 : 1);
}

const rowsOf = (database: Database) => ({
  keepRows: (which: Baseline) => keepBaseline(database, which),
  returnRows: (which: Baseline) => returnToBaseline(database, which),
});

async function openPlaygroundStage(
  config: Config,
  { database, vault, log }: { database: Database; vault: Vault; log: Log },
  { saved, patienceMs }: { saved?: Buffer | undefined; patienceMs?: number } = {},
) {
  const root: Root = {
    async start(platforms) {
      const adapters = await loadAdapters(platforms, log);
      const brisk = adapters.map((adapter) => ({ ...adapter, limits: [] }));
      return startAlongside({
        ...config,
        rates: undefined,
        adapters: brisk,
        database,
        vault,
        log,
      });
    },
    now: async () => (await readNow(database.prisma)).now,
    moveClock: (byMs) => moveClock(database, byMs),
    setupCode: () => setupCode(database),
  };
  const { openStage } = await import('./playground/stage.ts');
  const stage = await openStage(root, saved, patienceMs);
  stops.push(stage.stop);
  return stage;
}

/** Whoever stops us (systemd, Docker) waits for 10 s and then kills. A send that hangs is cut at 8 s, so this is enough. */
const MOST_STOP_MS = 10_000;

async function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    setTimeout(() => process.exit(1), MOST_STOP_MS).unref();
    for (const step of stops.reverse()) {
      await step().catch((error: unknown) => tell(`While stopping: ${errorLine(error)}`));
    }
    process.exit(exitCode);
  })();
  await stopping;
}

process.on('unhandledRejection', (reason) =>
  logToStdout({ event: 'unhandled-rejection', error: errorLine(reason) }),
);

main(process.argv.slice(2)).catch((error: unknown) => {
  // Told to stop while starting: what was taken away from under the start is no fault of its own.
  if (!stopping) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void stop(1);
});
