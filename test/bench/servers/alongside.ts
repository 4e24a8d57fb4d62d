import type pg from 'pg';
import { loadAdapters, type Platforms, startAlongside } from '../../../src/app.ts';
import { issueSetupCode } from '../../../src/directory/setup-code.ts';
import { logToStdout as log } from '../../../src/log.ts';
import { openDatabase, readNow } from '../../../src/store/database.ts';
import { startEmbedded } from '../../../src/store/embedded/start.ts';
import { openVault } from '../../../src/store/seal.ts';
import { keys } from '../keys.ts';
import { endWith, readSettings, tell } from './tell.ts';

/** The bot as main.ts puts it together, where the environment cannot say what the bench needs. */
export interface AlongsideSettings {
  platforms: Partial<Platforms>;
  port: number;
  /** Either a database that is there, or a folder for an embedded one. */
  connection?: pg.PoolConfig;
  dataDir?: string;
}

const { platforms, port, connection, dataDir = '' } = readSettings<AlongsideSettings>();
const cluster = connection ? undefined : await startEmbedded({ dataDir, log });
const database = await openDatabase(connection ?? cluster?.connection ?? {}, { kind: 'live', log });
const vault = await openVault(database, keys);
const adapters = await loadAdapters({ slack: undefined, teams: undefined, ...platforms }, log);
const bot = await startAlongside({ host: '127.0.0.1', port, join: 'open', adapters, database, vault, log });
endWith(async () => {
  await bot.stop();
  await database.close();
  await cluster?.stop();
});
const setupCode = await database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now));
tell({ ready: { port: bot.port, setupCode } });
