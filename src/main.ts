import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAdapters, startAlongside } from './alongside.ts';
import { openStore } from './commands/data.ts';
import { keys, move, people } from './commands/operate.ts';
import { isStopping, logProblems, stop, stops, tell } from './commands/run.ts';
import { type Config, readConfig } from './config.ts';
import { isUnpeopled } from './directory/people.ts';
import { issueSetupCode } from './features/members/store.ts';
import { errorLine, hearConsole, hearWarnings, type Log, type LogLine, logToStdout } from './log.ts';
import type { Root } from './playground/stage.ts';
import { type Baseline, keepBaseline, returnToBaseline } from './store/baseline.ts';
import { type Database, moveClock, readNow } from './store/database.ts';
import type { Vault } from './store/seal.ts';
import { createMetrics } from './web/metrics.ts';

async function main([command, ...names]: readonly string[]): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
  if (command === 'tour') return tour(names);
  if (command === 'keys') return keys(readConfig(undefined, 'operate'), names);
  if (command === 'move') return move(readConfig(undefined, 'operate'), names);
  if (command === 'import' || command === 'export')
    return people(readConfig(undefined, 'operate'), command, names);
  const config = readConfig();
  tell(config.why);
  if (config.mode === 'playground') return runPlayground(config);
  const metrics = createMetrics(logToStdout, { ofProcess: true });
  const { log } = metrics;
  hearConsole(log);
  hearWarnings(log);
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
  await stop((await playWeeks(weekOf, { mondays, stories }, tell, () => !isStopping())) ? 0 : 1);
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

process.on('unhandledRejection', (reason) =>
  logToStdout({ event: 'unhandled-rejection', error: errorLine(reason) }),
);

main(process.argv.slice(2)).catch((error: unknown) => {
  // Told to stop while starting: what was taken away from under the start is no fault of its own.
  if (!isStopping()) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void stop(1);
});
