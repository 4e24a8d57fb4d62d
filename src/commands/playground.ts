import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { isUnpeopled } from '../directory/people.ts';
import { openStore } from './data.ts';
import { logProblems, stops, tell } from './run.ts';
import { openPlaygroundStage, rowsOf } from './stage.ts';

/** The whole network without a token: simulated platforms, the real bot, a database of its own, and a page to look at it. */
export async function playground(config: Config): Promise<void> {
  const dataDir = join(config.dataDir, 'playground');
  const { database, vault } = await openStore(config, dataDir, logProblems);
  const { openKeeper } = await import('../playground/keeper.ts');
  const keeper = await openKeeper(resolve(dataDir), {
    ...rowsOf(database),
    isEmpty: () => isUnpeopled(database.prisma),
  });
  const stage = await openPlaygroundStage(
    config,
    { database, vault, log: logProblems },
    { saved: keeper.last },
  );
  const { openPlayground } = await import('../playground/playground.ts');
  const opened = await openPlayground(stage, keeper, tell);
  stops.push(opened.stop);
  const { mountPage } = await import('../playground/page/page.ts');
  await mountPage(stage, opened, new URL('../playground/page/browser/', import.meta.url));
  tell(
    `\nOpen the playground:  http://127.0.0.1:${stage.port}/\n\nForty people who do not exist, on a Slack and a Teams that reach nobody. Stop it with Ctrl+C.`,
  );
}
