import { constants } from 'node:fs';
import { access, chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, through its maintenance database. */
    server: pg.PoolConfig;
    /** What every database of this run is named after. */
    template: string;
  }
}

/** One PostgreSQL for the run, and one template database with the migrations applied. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `alongside_test_${process.pid}`;
  await withClient(server.connection, (client) => client.query(`create database ${template}`));
  await withClient({ ...server.connection, database: template }, async (client) =>
    migrate(client, await readMigrations()),
  );
  project.provide('server', server.connection);
  project.provide('template', template);
  return async () => {
    await withClient(server.connection, (client) => dropDatabases(client, template));
    await server.stop();
  };
}

interface Server {
  connection: pg.PoolConfig;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) {
    const { host, port, user = '', password = '', database = '' } = new pg.Client(url);
    return { connection: { host, port, user, password, database }, stop: async () => {} };
  }
  const dataDir = await mkdtemp(join(await quickestFolder(), 'alongside-test-'));
  await chmod(dataDir, 0o711);
  const cluster = await startEmbedded({ dataDir, log: () => {}, database: 'postgres', durable: false });
  return {
    connection: cluster.connection,
    async stop() {
      await cluster.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** What the databases of a run may take, with their log. */
const ROOM_BYTES = 4 * 1024 ** 3;

/** In memory where there is room: a database is a thousand files, which a disk makes and removes at a cost. */
async function quickestFolder(): Promise<string> {
  const memory = '/dev/shm';
  try {
    await access(memory, constants.W_OK);
    const { bavail, bsize } = await statfs(memory);
    return bavail * bsize >= ROOM_BYTES ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}

async function dropDatabases(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname = $1 or starts_with(datname, $1 || '_')`,
    [template],
  );
  for (const { name } of rows) await client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`);
}

async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
