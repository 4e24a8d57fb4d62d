import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject, onTestFinished, TestRunner } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import type { Kind } from '../../src/store/prepare.ts';

export interface FreshDatabase {
  database: Database;
  connection: pg.PoolConfig;
}

/**
 * A database of its own with every migration applied, closed and dropped after the file's tests (called in a
 * `beforeAll`) or after the test that called it.
 */
export async function freshDatabase(kind: Kind = 'test'): Promise<FreshDatabase> {
  const connection = await createDatabase(inject('template'));
  const database = await openDatabase(connection, { kind, log: () => {} });
  afterwards(async () => {
    await database.close();
    await dropDatabase(connection);
  });
  return { database, connection };
}

/** The same, without any table. */
export async function emptyDatabase(): Promise<pg.PoolConfig> {
  const connection = await createDatabase('template0');
  afterwards(() => dropDatabase(connection));
  return connection;
}

/** After the file's tests, or after the test that is running. */
export function afterwards(work: () => Promise<void>): void {
  (TestRunner.getCurrentTest() === undefined ? afterAll : onTestFinished)(work);
}

async function createDatabase(template: string): Promise<pg.PoolConfig> {
  const name = `${inject('template')}_${randomBytes(4).toString('hex')}`;
  // wal_log copies a small template in a quarter of the time that file_copy takes.
  await administer(`create database ${name} template ${template} strategy wal_log`);
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
