import { randomBytes } from 'node:crypto';
import { loadAdapters, startAlongside } from '../../src/app.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import { issueSetupCode } from '../../src/directory/setup-code.ts';
import type { LogLine } from '../../src/log.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { openStage, type Stage } from '../../src/playground/stage.ts';
import { type Database, moveClock, readNow } from '../../src/store/database.ts';
import type { Keyring } from '../../src/store/keyring.ts';
import { openVault, type Vault } from '../../src/store/seal.ts';
import { afterwards } from './afterwards.ts';
import { lentDatabase } from './lent-database.ts';

export const PLATFORMS = ['slack', 'teams'] as const;
export type On = (typeof PLATFORMS)[number];
/** For `it.each`: the platform as people call it, and its own name. */
export const on = [
  ['Slack', 'slack'],
  ['Teams', 'teams'],
] as const;
export const otherThan = (platform: On): On => (platform === 'slack' ? 'teams' : 'slack');

export interface StagedNetwork {
  stage: Stage;
  database: Database;
  keys: Keyring;
  vault: Vault;
  /** Every log line so far. */
  logs: readonly LogLine[];
  now(): Promise<Date>;
  /** Sets the world's clock to a moment and runs what is due by then. */
  setClock(moment: string): Promise<void>;
}

/** The real bot with the real SDKs, over HTTP, between a simulated Slack and a simulated Teams. */
export async function startStage(about: {
  join: 'approval' | 'open';
  publicUrl?: string;
  /** The world's clock at the start; today unless told. */
  at?: string;
  /** Another way to a database than a fresh one of its own. */
  database?: Database;
  adapt?: (adapter: Adapter) => Adapter;
}): Promise<StagedNetwork> {
  const { join, publicUrl, adapt = (adapter) => adapter } = about;
  const database = about.database ?? (await lentDatabase()).database;
  const keys = [{ id: 'k1', key: randomBytes(32) }];
  const vault = await openVault(database, keys);
  const logs: LogLine[] = [];
  const log = (line: LogLine) => void logs.push(line);
  const now = async () => (await readNow(database.prisma)).now;
  if (about.at) await moveClock(database, Date.parse(about.at) - Date.now());
  const stage = await openStage({
    async start(platforms) {
      const loaded = await loadAdapters(platforms, log);
      const adapters = loaded.map((adapter) => adapt({ ...adapter, limits: [] }));
      const where = { host: '127.0.0.1', port: 0, background: false } as const;
      return startAlongside({ ...where, join, publicUrl, adapters, database, vault, log });
    },
    now,
    moveClock: (byMs) => moveClock(database, byMs),
    setupCode: () => database.transaction(async (tx) => issueSetupCode(tx, (await readNow(tx)).now)),
  });
  afterwards(() => stage.stop());
  return {
    stage,
    database,
    keys,
    vault,
    logs,
    now,
    async setClock(moment) {
      await stage.setClock(new Date(moment));
      await stage.settle();
    },
  };
}

/** The newest screen; that a form closed, or that Teams says that something arrived, is none. */
export const newest = (person: SimulatedPerson) =>
  person.seen.findLast(({ kind, text }) => !['typed', 'form-closed'].includes(kind) && text !== 'Done.');
export const last = (person: SimulatedPerson) => newest(person)?.text ?? '';
export const buttons = (person: SimulatedPerson) => newest(person)?.buttons ?? [];

export function handsOn(stage: Stage) {
  return {
    async act(person: SimulatedPerson, label: string, card?: string) {
      await person.press(label, card);
      await stage.settle();
    },
    /** A command whose form opens at once on Slack, and on Teams behind a button where it is private. */
    async typeFor(person: SimulatedPerson, words: string, label = 'Open form') {
      person.dismiss();
      await person.command(`alongside ${words}`);
      await stage.settle();
      if (!person.form || buttons(person).includes(label)) await person.press(label);
    },
    async send(person: SimulatedPerson, values: Record<string, string | readonly string[]> = {}) {
      await person.fill(values);
      await person.submit();
      await stage.settle();
    },
  };
}
