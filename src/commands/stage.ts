import { loadAdapters, startAlongside } from '../app.ts';
import type { Config } from '../config.ts';
import { issueSetupCode } from '../directory/setup-code.ts';
import type { Log } from '../log.ts';
import type { Root } from '../playground/stage.ts';
import { type Baseline, keepBaseline, returnToBaseline } from '../store/baseline.ts';
import { type Database, moveClock, readNow } from '../store/database.ts';
import type { Vault } from '../store/seal.ts';
import { stops } from './run.ts';

export const rowsOf = (database: Database) => ({
  keepRows: (which: Baseline) => keepBaseline(database, which),
  returnRows: (which: Baseline) => returnToBaseline(database, which),
});

/** The bot on simulated platforms, with a clock to turn. */
export async function openPlaygroundStage(
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
    setupCode: () => database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now)),
  };
  const { openStage } = await import('../playground/stage.ts');
  const stage = await openStage(root, saved, patienceMs);
  stops.push(stage.stop);
  return stage;
}
