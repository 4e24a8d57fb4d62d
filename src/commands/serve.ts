import { join, resolve } from 'node:path';
import { loadAdapters, startAlongside } from '../app.ts';
import type { Config } from '../config.ts';
import { issueSetupCode } from '../directory/setup-code.ts';
import { hearConsole, hearWarnings, logToStdout } from '../log.ts';
import { readNow } from '../store/database.ts';
import { createMetrics } from '../web/metrics.ts';
import { openStore } from './data.ts';
import { stops, tell } from './run.ts';

/** The bot for a real network, until it is stopped. */
export async function serve(config: Config): Promise<void> {
  const metrics = createMetrics(logToStdout, { ofProcess: true });
  const { log } = metrics;
  hearConsole(log);
  hearWarnings(log);
  const { database, vault } = await openStore(config, config.dataDir, log);
  const adapters = await loadAdapters(config, log);
  const keptPages = join(resolve(config.dataDir), 'pages');
  const bot = await startAlongside({ ...config, keptPages, adapters, database, vault, log, metrics });
  stops.push(bot.stop);
  tell(
    `Alongside is listening on http://${config.host}:${bot.port} for ${adapters.map(({ platform }) => platform).join(' and ')}.`,
  );
  const code = await database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now));
  if (code)
    tell(`Nobody coordinates this network yet. In your own chat with the bot, send it:  setup ${code}`);
}
