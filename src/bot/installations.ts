import type { Inbound } from '../chat/inbound.ts';
import { isServed } from '../directory/workspaces.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';

/**
 * Says of a delivery whether it comes by an installation of the app that this network does not serve: said in the log
 * once for each. Which are served changes at a start alone, so each is asked about once; while the database is down,
 * nothing is known, and whoever handles it says so.
 */
export function watchInstallations({
  database,
  log,
}: {
  database: Database;
  log: Log;
}): (inbound: Inbound) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async ({ sender: { platform, installation } }) => {
    if (!installation?.length) return false;
    const key = [platform, ...installation].join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const served = await isServed(database.prisma, platform, installation).catch(() => undefined);
    if (served === undefined) return false;
    if (!served)
      log({
        level: 'warn',
        event: 'workspace.not-served',
        platform,
        workspace: installation.join(', '),
        advice: 'the app is installed in a workspace whose token this bot does not have: remove it there',
      });
    // A few are installed; whoever makes ids up is not remembered for ever.
    if (known.size < 1_000) known.set(key, !served);
    return !served;
  };
}
