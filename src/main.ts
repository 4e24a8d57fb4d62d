import { join, resolve } from 'node:path';
import { loadAdapters, startAlongside } from './alongside.ts';
import { type Config, readConfig } from './config.ts';
import { issueSetupCode } from './features/members/store.ts';
import { errorLine, type Log, logToStdout } from './log.ts';
import { type Database, openDatabase, readNow } from './store/database.ts';
import { startEmbedded } from './store/embedded.ts';
import { openVault, type Vault } from './store/seal.ts';

/** What must be stopped, the last begun first. */
const stops: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

const tell = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = readConfig();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
  const log: Log = config.mode === 'playground' ? () => {} : logToStdout;
  const { database, vault } = await openStore(config, log);
  if (config.mode === 'playground') return runPlayground(config, database, vault);
  const adapters = await loadAdapters(config, log);
  const bot = await startAlongside({ ...config, adapters, database, vault, log });
  stops.push(bot.stop);
  tell(
    `Alongside is listening on http://${config.host}:${bot.port} for ${adapters.map(({ platform }) => platform).join(' and ')}.`,
  );
  const code = await database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now));
  if (code)
    tell(`Nobody coordinates this network yet. In your own chat with the bot, send it:  setup ${code}`);
}

/** The database, embedded or on the server of DATABASE_URL, and the vault for what is sealed in it. */
async function openStore(config: Config, log: Log): Promise<{ database: Database; vault: Vault }> {
  const dataDir = resolve(config.dataDir, config.mode === 'playground' ? 'playground' : '.');
  let where: Parameters<typeof openDatabase>[0];
  if (config.databaseUrl) where = config.databaseUrl;
  else {
    const cluster = await startEmbedded({ dataDir, log });
    stops.push(cluster.stop);
    tell(`The database is in ${cluster.where}.`);
    where = cluster.connection;
  }
  const database = await openDatabase(where, { kind: config.mode, log });
  stops.push(database.close);
  const vault = await openVault(database, config.keys ?? { file: join(dataDir, 'keys') });
  return { database, vault };
}

async function runPlayground(config: Config, database: Database, vault: Vault): Promise<void> {
  const { startPlayground } = await import('./playground/start.ts');
  stops.push(await startPlayground({ config, database, vault, tell }));
}

async function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    setTimeout(() => process.exit(1), 15_000).unref();
    for (const step of stops.reverse())
      await step().catch((error: unknown) => tell(`While stopping: ${errorLine(error)}`));
    process.exit(exitCode);
  })();
  await stopping;
}

process.on('unhandledRejection', (reason) =>
  logToStdout({ event: 'unhandled-rejection', error: errorLine(reason) }),
);

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  void stop(1);
});
