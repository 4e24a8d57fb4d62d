import { createHash } from 'node:crypto';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Migration, migrate, readMigrations } from '../../src/store/migrate.ts';
import { emptyDatabase } from '../support/database.ts';

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
});
const one = migration('20260101000000_one', 'create table one (id int); create table more (id int)');
const two = migration('20260102000000_two', 'create table two (id int)');
const broken = migration('20260103000000_broken', 'create table three (id int); select 1 / 0');

async function openClient(connection: pg.PoolConfig): Promise<pg.Client> {
  const client = new pg.Client(connection);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

const tablesOf = async (client: pg.Client) =>
  (
    await client.query(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    )
  ).rows.map(({ relname }) => relname);

describe('migrations', () => {
  test('are applied once, in order', async () => {
    const client = await openClient(await emptyDatabase());
    expect(await migrate(client, [one])).toEqual([one.name]);
    expect(await migrate(client, [one, two])).toEqual([two.name]);
    expect(await migrate(client, [one, two])).toEqual([]);
    expect(await tablesOf(client)).toEqual(['migration', 'more', 'one', 'two']);
  });

  test('are applied by one of two bots that start at once', async () => {
    const connection = await emptyDatabase();
    const clients = await Promise.all([
      openClient(connection),
      openClient(connection),
      openClient(connection),
    ]);
    const applied = await Promise.all(clients.map((client) => migrate(client, [one, two])));
    expect(applied.flat()).toEqual([one.name, two.name]);
  });

  test('that fail leave nothing behind but those before them', async () => {
    const client = await openClient(await emptyDatabase());
    await expect(migrate(client, [one, broken])).rejects.toThrow(
      /20260103000000_broken failed.*division by zero/,
    );
    expect(await tablesOf(client)).toEqual(['migration', 'more', 'one']);
    expect(await migrate(client, [one, two])).toEqual([two.name]);
  });

  test.each([
    [
      'a database that is newer than the code',
      [one, two],
      [one],
      /newer than this version.*20260102000000_two/,
    ],
    ['a migration that was edited', [one], [{ ...one, checksum: 'other' }], /20260101000000_one was changed/],
    [
      'a migration that comes too late',
      [two],
      [one, two],
      /20260101000000_one is older than 20260102000000_two/,
    ],
  ])('are refused for %s', async (_, before, after, reason) => {
    const client = await openClient(await emptyDatabase());
    await migrate(client, before);
    await expect(migrate(client, after)).rejects.toThrow(reason);
  });

  test('of this project have names and checksums', async () => {
    const all = await readMigrations();
    expect(all[0]).toMatchObject({
      name: '20261122120000_store',
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});
