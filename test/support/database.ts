import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import type { Kind } from '../../src/store/prepare.ts';
import { afterwards } from './afterwards.ts';

export interface FreshDatabase {
  database: Database;
  connection: pg.PoolConfig;
}

/**
 * A database of its own with every migration applied, closed and dropped after the file's tests (called in a
 * `beforeAll`) or after the test that called it.
 */
export async function freshDatabase(kind: Kind = 'test'): Promise<FreshDatabase> {
  const { close, ...fresh } = await openFresh(kind);
  afterwards(close);
  return fresh;
}

/** For whoever closes and drops it. */
export async function openFresh(kind: Kind = 'test'): Promise<FreshDatabase & { close(): Promise<void> }> {
  const connection = await createDatabase(inject('template'));
  const database = await openDatabase(connection, { kind, log: () => {} });
  const close = async () => {
    await database.close();
    await dropDatabase(connection);
  };
  return { database, connection, close };
}

/** The same, without any table. */
export async function emptyDatabase(): Promise<pg.PoolConfig> {
  const connection = await createDatabase('template0');
  afterwards(() => dropDatabase(connection));
  return connection;
}

async function createDatabase(template: string): Promise<pg.PoolConfig> {
  const name = `${inject('template')}_${randomBytes(4).toString('hex')}`;
  // A checkpoint that waits for no disk is quicker than writing each page of a template to the log.
  await administer(`create database ${name} template ${template} strategy file_copy`);
  return toDatabase(inject('server'), name);
}

async function dropDatabase({ database }: pg.PoolConfig & { database?: string }): Promise<void> {
  if (database !== undefined) await administer(`drop database if exists ${database} with (force)`);
}

function toDatabase(server: pg.PoolConfig, name: string): pg.PoolConfig {
  return { ...server, database: name };
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client(inject('server'));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
