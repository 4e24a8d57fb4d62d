import { randomBytes } from 'node:crypto';
import { loadAdapters, startAlongside } from '../../src/app.ts';
import { isUnpeopled } from '../../src/directory/people.ts';
import { issueSetupCode } from '../../src/directory/setup-code.ts';
import type { LogLine } from '../../src/log.ts';
import type { Keeper } from '../../src/playground/keeper.ts';
import { mountPage } from '../../src/playground/page/page.ts';
import { openPlayground, type Playground } from '../../src/playground/playground.ts';
import { openStage, type Stage } from '../../src/playground/stage.ts';
import { keepBaseline, returnToBaseline } from '../../src/store/baseline.ts';
import { type Database, moveClock, readNow } from '../../src/store/database.ts';
import { openVault, type Vault } from '../../src/store/seal.ts';
import { freshDatabase } from '../support/database.ts';

/** A playground in this process, on a database of its own; `url` is its page. */
export interface House {
  readonly url: string;
  readonly stage: Stage;
  readonly playground: Playground;
  readonly problems: readonly LogLine[];
  /** Stops the bot, the platforms and the page, and starts them again on the same port, as `npm start` would. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Compiled by `npm run build`, which `npm run test:browser` begins with. */
const SCRIPTS = new URL('../../dist/playground/page/browser/', import.meta.url);

export async function openHouse(): Promise<House> {
  const { database } = await freshDatabase();
  const vault = await openVault(database, [{ id: 'k1', key: randomBytes(32) }]);
  const problems: LogLine[] = [];
  const log = (line: LogLine) => {
    if (line.error) problems.push(line);
  };
  const kept: { last: Buffer | undefined; start: Buffer | undefined } = { last: undefined, start: undefined };
  const keeper: Keeper = {
    get last() {
      return kept.last;
    },
    get start() {
      return kept.start;
    },
    async write(which, saved) {
      kept[which] = saved;
    },
    keepRows: (which) => keepBaseline(database, which),
    returnRows: (which) => returnToBaseline(database, which),
    isEmpty: () => isUnpeopled(database.prisma),
  };
  let rooms = await enter(database, vault, keeper, log, 0);
  const leave = async () => {
    await rooms.playground.stop();
    await rooms.stage.stop();
  };
  return {
    problems,
    get stage() {
      return rooms.stage;
    },
    get playground() {
      return rooms.playground;
    },
    get url() {
      return `http://127.0.0.1:${rooms.stage.port}/`;
    },
    async restart() {
      const { port } = rooms.stage;
      await leave();
      rooms = await enter(database, vault, keeper, log, port);
    },
    stop: leave,
  };
}

async function enter(
  database: Database,
  vault: Vault,
  keeper: Keeper,
  log: (line: LogLine) => void,
  port: number,
): Promise<{ stage: Stage; playground: Playground }> {
  const root = {
    async start(platforms: Parameters<Parameters<typeof openStage>[0]['start']>[0]) {
      const adapters = (await loadAdapters(platforms, log)).map((adapter) => ({
        ...adapter,
        limits: [],
      }));
      return startAlongside({ host: '127.0.0.1', port, join: 'approval', adapters, database, vault, log });
    },
    now: async () => (await readNow(database.prisma)).now,
    moveClock: (byMs: number) => moveClock(database, byMs),
    setupCode: () => database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now)),
  };
  const stage = await openStage(root, keeper.last);
  const playground = await openPlayground(stage, keeper, () => {}, { stepMs: 20, actMs: 10 });
  await mountPage(stage, playground, SCRIPTS);
  return { stage, playground };
}
