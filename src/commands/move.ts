import { join, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { hasData } from '../store/embedded/home.ts';
import { moveDatabase } from '../store/move/move.ts';
import { inUse, noData, notThePlayground, readTarget, whatNext } from '../store/move/words.ts';
import { joinEmbedded, nameDatabase, PLAYGROUND } from './data.ts';
import { logProblems, stop, tell } from './run.ts';

/** `npm run db:move -- <url>`: from the embedded database to a server of one's own. */
export async function move(args: readonly string[]): Promise<void> {
  const { dataDir, keys } = readConfig(undefined, 'operate');
  if (args.includes(PLAYGROUND)) throw notThePlayground();
  const to = readTarget(args[0]);
  if (!(await hasData(dataDir))) throw noData(resolve(dataDir));
  const cluster = await joinEmbedded(dataDir, logProblems);
  if (!(await cluster.reserve())) throw inUse(0);
  tell(`Copying what is in ${cluster.where} to ${nameDatabase(to)}:`);
  const moved = await moveDatabase({ from: cluster.connection, to, kind: 'live', tell });
  const keyFile = join(resolve(dataDir), 'keys');
  tell(whatNext(moved, { where: cluster.where, ...(!keys && { keyFile }) }));
  await stop(0);
}
