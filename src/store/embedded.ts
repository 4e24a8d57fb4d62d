import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';
import { type Accounts, chooseAccounts } from './embedded/account.ts';
import { findBinaries } from './embedded/binaries.ts';
import { findHome, type Home } from './embedded/home.ts';
import { codeOf } from './embedded/refusal.ts';
import { halt, initialise, launch } from './embedded/server.ts';

export interface Cluster {
  /** To the database that was asked for, which exists. */
  readonly connection: pg.PoolConfig;
  /** The folder that holds the data. */
  readonly where: string;
  /** Leaves the server; whoever leaves last stops it, whoever started it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: Log;
  database?: string;
  /** False is for tests only: a power cut may cost the data. */
  durable?: boolean;
}

const membership = 7_011_001;

export async function startEmbedded(options: EmbeddedOptions): Promise<Cluster> {
  const accounts = await chooseAccounts();
  const home = await findHome(options.dataDir, accounts);
  const bin = await findBinaries(home, accounts.server);
  const connect = (database: string): pg.ClientConfig => ({
    host: home.socket,
    port: 5432,
    user: accounts.role,
    database,
    ssl: false,
  });
  const session = (await join(connect('postgres'))) ?? (await begin(home, bin, accounts, options, connect));
  const database = options.database ?? 'alongside';
  await createDatabase(session, database);
  options.log({ event: 'database.started', where: home.folder });
  return {
    connection: connect(database),
    where: home.folder,
    async stop() {
      const last = await leave(session);
      if (last) await halt(home, bin, accounts);
      await session.end().catch(() => {});
    },
  };
}

async function begin(
  home: Home,
  bin: string,
  accounts: Accounts,
  options: EmbeddedOptions,
  connect: (database: string) => pg.ClientConfig,
): Promise<pg.Client> {
  await initialise(home, bin, accounts);
  await launch(home, bin, accounts, options.durable ?? true);
  for (;;) {
    const session = await join(connect('postgres'));
    if (session !== undefined) return session;
    await sleep(50);
  }
}

async function join(config: pg.ClientConfig): Promise<pg.Client | undefined> {
  const client = new pg.Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as joined', [membership]);
    if (rows[0].joined === true) return client;
  } catch (error) {
    if (!['ENOENT', 'ECONNREFUSED', '57P03', '57P01'].includes(codeOf(error) ?? '')) throw error;
  }
  await client.end().catch(() => {});
  return undefined;
}

async function leave(session: pg.Client): Promise<boolean> {
  await session.query('select pg_advisory_unlock_shared($1)', [membership]);
  const { rows } = await session.query('select pg_try_advisory_lock($1) as last', [membership]);
  return rows[0].last === true;
}

async function createDatabase(session: pg.Client, name: string): Promise<void> {
  const { rows } = await session.query('select 1 from pg_database where datname = $1', [name]);
  if (rows.length > 0) return;
  await session.query(`create database ${pg.escapeIdentifier(name)}`).catch((error: unknown) => {
    // Another bot was quicker.
    if (!['42P04', '23505'].includes(codeOf(error) ?? '')) throw error;
  });
}
