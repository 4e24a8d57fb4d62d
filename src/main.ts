import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAdapters, startAlongside } from './alongside.ts';
import { type Config, readConfig } from './config.ts';
import { issueSetupCode } from './features/members/store.ts';
import { errorLine, type Log, logToStdout } from './log.ts';
import type { Root } from './playground/stage.ts';
import { type Database, moveClock, openDatabase, readNow } from './store/database.ts';
import { startEmbedded } from './store/embedded.ts';
import { isUnpeopled } from './store/people.ts';
import { openVault, type Vault } from './store/seal.ts';

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
  if (config.mode === 'playground') return runPlayground(config);
  const { database, vault } = await openStore(config, config.dataDir, logToStdout);
  const adapters = await loadAdapters(config, logToStdout);
  const bot = await startAlongside({ ...config, adapters, database, vault, log: logToStdout });
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

/** The database, embedded or on the server of DATABASE_URL, and the vault for what is sealed in it. */
async function openStore(
  config: Config,
  dataDir: string,
  log: Log,
): Promise<{ database: Database; vault: Vault }> {
  let where: Parameters<typeof openDatabase>[0];
  if (config.databaseUrl) where = config.databaseUrl;
  else {
    const starting = startEmbedded({ dataDir: resolve(dataDir), log });
    // From now on there may be a server to stop, also when we are told to before it is up.
    stops.push(async () => (await starting.catch(() => undefined))?.stop());
    const cluster = await starting;
    tell(`The database is in ${cluster.where}.`);
    where = cluster.connection;
  }
  const database = await openDatabase(where, { kind: config.mode, log });
  stops.push(database.close);
  const vault = await openVault(database, config.keys ?? { file: join(resolve(dataDir), 'keys') });
  return { database, vault };
}

/** The whole network without a token: simulated platforms, the real bot, a database of its own. */
async function runPlayground(config: Config): Promise<void> {
  const { stage, isNew } = await openPlayground(config, join(config.dataDir, 'playground'));
  const { playTour } = await import('./playground/tour.ts');
  if (isNew) await playTour(stage, [], tell);
  else tell('The playground’s network is as you left it. See it played from the start: npm run tour');
  tell(
    `\nThis is the playground: nothing here reaches a real Slack or Teams. It stays up on http://${config.host}:${stage.port} (/healthz, /readyz); stop it with Ctrl+C.`,
  );
}

/** Plays the stories on a fresh database and leaves nothing behind. */
async function tour(names: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-tour-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const { stage } = await openPlayground(readConfig({ PORT: '0' }), folder);
  const { playTour } = await import('./playground/tour.ts');
  await playTour(stage, names, tell);
  await stop(0);
}

async function openPlayground(config: Config, dataDir: string) {
  const { database, vault } = await openStore(config, dataDir, logProblems);
  const root: Root = {
    async start(platforms) {
      const adapters = await loadAdapters(platforms, logProblems);
      const brisk = adapters.map((adapter) => ({ ...adapter, pace: { post: 20, edit: 20 } }));
      return startAlongside({ ...config, adapters: brisk, database, vault, log: logProblems });
    },
    now: async () => (await readNow(database.prisma)).now,
    moveClock: (byMs) => moveClock(database, byMs),
    setupCode: () => setupCode(database),
  };
  const isNew = await isUnpeopled(database.prisma);
  const { openStage } = await import('./playground/stage.ts');
  const stage = await openStage(root);
  stops.push(stage.stop);
  return { stage, isNew };
}

async function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    setTimeout(() => process.exit(1), 15_000).unref();
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
