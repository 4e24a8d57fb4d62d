import type pg from 'pg';
import { loadAdapters, type Platforms, startAlongside } from '../../src/app.ts';
import { features } from '../../src/features/index.ts';
import { logToStdout as log } from '../../src/log.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openVault } from '../../src/store/seal.ts';
import type { Step, TestHook } from '../../src/store/steps.ts';
import { campaign } from './feature.ts';
import { keys } from './keys.ts';
import type { FromBot, ToBot } from './talk.ts';

/** What a bot of the campaign is started with, in CAMPAIGN. */
export interface BotSettings {
  connection: pg.PoolConfig;
  platforms: Platforms;
  leases?: { claimMs: number; sendMs: number };
  sendLimitMs?: number;
}

/** The real bot with one feature more, and a hook at every step that asks whether this is where to die. */
const settings = JSON.parse(process.env.CAMPAIGN ?? '{}') as BotSettings;
const tell = (message: FromBot) => void process.send?.(message);

let armed: { step: Step | 'any'; left: number } | undefined;
let verdict: ((verdict: 'die' | 'go') => void) | undefined;

const testHook: TestHook = async (step) => {
  if (!armed || (armed.step !== step && armed.step !== 'any')) return;
  armed.left -= 1;
  if (armed.left > 0) return;
  armed = undefined;
  const said = new Promise<'die' | 'go'>((resolve) => {
    verdict = resolve;
  });
  tell({ reached: step });
  if ((await said) === 'go') return;
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way: nothing after this step may happen.
  await new Promise(() => {});
};

const adapters = await loadAdapters(settings.platforms, log);
let tick: (() => Promise<void>) | undefined;

async function begin(): Promise<void> {
  const { connection, leases, sendLimitMs } = settings;
  const database = await openDatabase(connection, { kind: 'live', log });
  const vault = await openVault(database, keys);
  const bot = await startAlongside({
    host: '127.0.0.1',
    port: 0,
    join: 'open',
    adapters,
    database,
    vault,
    log,
    testHook,
    features: [campaign, ...features],
    ...(leases && { leases }),
    ...(sendLimitMs && { sendLimitMs }),
  });
  tick = bot.engine.tick;
  const limits = adapters.map(({ platform, limits }) => ({ platform, limits: [...limits] }));
  tell({ ready: { port: bot.port, limits } });
}

process.on('message', (message: ToBot) => {
  if ('begin' in message) void begin().catch((error: unknown) => fail(error));
  else if ('arm' in message) armed = message.arm;
  else if ('verdict' in message) verdict?.(message.verdict);
  else if ('tick' in message) void tick?.();
});
/** Whoever started it is gone. */
process.on('disconnect', () => process.exit(0));
process.on('unhandledRejection', (reason) => log({ event: 'unhandled-rejection', error: String(reason) }));

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

tell({ warm: true });
