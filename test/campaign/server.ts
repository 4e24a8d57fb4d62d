import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '../../src/store/database.ts';
import { type Cluster, startEmbedded } from '../../src/store/embedded/start.ts';
import { tables } from './feature.ts';

/** A PostgreSQL of the campaign's own, durable as in production, that can be knocked over. */
export interface Server {
  readonly cluster: Cluster;
  /** Stops it, as an operator would (`fast`) or as a power cut would (`immediate`); it comes back by itself. */
  restart(how: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(dataDir: string): Promise<Server> {
  const cluster = await startEmbedded({ dataDir, log: () => {}, database: 'postgres', durable: true });
  return {
    cluster,
    async restart(how) {
      const [pid] = (await readFile(join(cluster.where, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await sleep(500);
      await untilUp(cluster.connection);
    },
    stop: () => cluster.stop(),
  };
}

async function untilUp(connection: pg.PoolConfig): Promise<void> {
  for (;;) {
    const client = new pg.Client(connection);
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(100);
    }
  }
}

/** A database with the bot's tables and the campaign's, made unless it is there. */
export async function prepareDatabase(server: pg.PoolConfig, name: string): Promise<pg.PoolConfig> {
  const connection = { ...server, database: name };
  await withClient(server, async (client) => {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  });
  await prepareTables(connection);
  return connection;
}

/** Brings a database up to date, adds the campaign's tables, and makes it a Monday morning there: nothing is held. */
export async function prepareTables(connection: pg.PoolConfig, weeks = 0): Promise<void> {
  const database = await openDatabase(connection, { kind: 'live', log: () => {} });
  await database.close();
  const monday = Date.parse('2027-02-01T10:00:00Z') + weeks * 7 * 86_400_000;
  await withClient(connection, async (client) => {
    for (const table of tables) await client.query(table);
    await client.query('update clock set shift_ms = $1', [monday - Date.now()]);
  });
}

export const freshName = () => `campaign_${randomBytes(4).toString('hex')}`;

export async function withClient<T>(
  connection: pg.PoolConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
