import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { atEnd, atVeryEnd } from './ending.ts';

let server: Promise<pg.PoolConfig> | undefined;

/** A new and empty database on the one embedded PostgreSQL of this run: durable, as in production. */
export async function createDatabase(name: string): Promise<pg.PoolConfig> {
  server ??= startServer();
  const connection = await server;
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return { ...connection, database: name };
}

async function startServer(): Promise<pg.PoolConfig> {
  const dataDir = await makeFolder('postgres', atVeryEnd);
  const cluster = await startEmbedded({ dataDir, log: () => {}, database: 'postgres', durable: true });
  atVeryEnd(cluster.stop);
  return cluster.connection;
}

/** A folder that is gone afterwards. Root's PostgreSQL runs as another account, which must be able to pass. */
export async function makeFolder(name: string, atItsEnd = atEnd): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `alongside-bench-${name}-`));
  atItsEnd(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  return folder;
}
