import { createServer, connect as dial } from 'node:net';
import pg from 'pg';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Database, moveClock, openDatabase, readNow, worldNow } from '../../src/store/database.ts';
import { isConnectionLost } from '../../src/store/database-errors.ts';
import { emptyDatabase, freshDatabase } from '../support/database.ts';

const log = () => {};
const meta = (key: string, value = '') => ({ data: { key, value } });

let db: Database;
let connection: pg.PoolConfig;
beforeAll(async () => {
  const fresh = await freshDatabase();
  db = fresh.database;
  connection = fresh.connection;
});

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('opening', () => {
  test('applies the migrations to an empty database and marks its kind', async () => {
    const empty = await emptyDatabase();
    const lines: unknown[] = [];
    const opened = await openDatabase(empty, { kind: 'live', log: (line) => lines.push(line) });
    expect(await opened.prisma.meta.findUnique({ where: { key: 'kind' } })).toMatchObject({ value: 'live' });
    expect(lines).toEqual([
      { event: 'database.migrated', applied: expect.stringContaining('20261122120000_store') },
    ]);
    await opened.close();
    await expect(openDatabase(empty, { kind: 'playground', log })).rejects.toThrow('This is a live database');
  });

  test('refuses a database that is behind when it may not bring it up to date', async () => {
    const empty = await emptyDatabase();
    await expect(openDatabase(empty, { kind: 'test', log, migrate: false })).rejects.toThrow(
      /behind.*20261122120000_store/,
    );
  });

  test('takes an address, and adds UTC to the options that it has', async () => {
    const { host = '', port, user, password = '', database } = connection as pg.ClientConfig;
    const url = new URL(`postgresql://${user}:${password}@localhost:${port}/${database}`);
    url.searchParams.set('host', host);
    url.searchParams.set('options', '-c TimeZone=Europe/London -c statement_timeout=12345');
    const opened = await openDatabase(url.href, { kind: 'test', log });
    onTestFinished(opened.close);
    const [row] = await opened.prisma.$queryRaw<{ shown: string }[]>`
      select current_setting('timezone') || ' ' || current_setting('statement_timeout') as shown`;
    expect(row?.shown).toBe('UTC 12345ms');
  });

  test('refuses connections that are in another zone, as a pooler may make them', async () => {
    const pooler = createServer((client) => {
      const { host = '', port = 5432 } = connection as pg.ClientConfig;
      const server = host.startsWith('/') ? dial(`${host}/.s.PGSQL.${port}`) : dial(port, host);
      // Of the same length, and London by an old name.
      client.once('data', (first) => {
        server.write(Buffer.from(first.toString('latin1').replace('TimeZone=UTC', 'TimeZone=GB '), 'latin1'));
        client.pipe(server).pipe(client);
      });
      for (const end of [client, server]) end.on('error', () => {});
    });
    await new Promise<void>((resolve) => void pooler.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void pooler.close());
    const { port } = pooler.address() as { port: number };
    const through = { ...connection, host: '127.0.0.1', port };
    await expect(openDatabase(through, { kind: 'test', log })).rejects.toThrow(/must run in UTC/);
  });

  test('says that nothing answers', async () => {
    const nowhere = { ...connection, host: '/nowhere' };
    const error = await failureOf(openDatabase(nowhere, { kind: 'test', log }));
    expect(isConnectionLost(error)).toBe(true);
  });
});

describe('a transaction', () => {
  test('is run again after a deadlock', async () => {
    await db.prisma.meta.createMany({ data: [meta('a').data, meta('b').data] });
    let runs = 0;
    const lock = (first: string, second: string) =>
      db.transaction(async (tx) => {
        runs += 1;
        for (const key of [first, second]) {
          await tx.$executeRaw`update meta set value = value || 'x' where key = ${key}`;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
    await Promise.all([lock('a', 'b'), lock('b', 'a')]);
    expect(runs).toBe(3);
    expect(await db.prisma.meta.findUnique({ where: { key: 'a' } })).toEqual({ key: 'a', value: 'xx' });
  });

  test('is run again after a serialisation failure, at the end too', async () => {
    await db.prisma.meta.create(meta('count', '0'));
    const add = () =>
      db.transaction(async (tx) => {
        await tx.$executeRaw`set transaction isolation level serializable`;
        const row = await tx.meta.findUniqueOrThrow({ where: { key: 'count' } });
        await tx.meta.update({ where: { key: 'count' }, data: { value: String(Number(row.value) + 1) } });
      });
    await Promise.all([add(), add(), add()]);
    expect(await db.prisma.meta.findUnique({ where: { key: 'count' } })).toMatchObject({ value: '3' });
  });

  test('is not run again for a mistake, and leaves nothing', async () => {
    let runs = 0;
    const failed = await failureOf(
      db.transaction(async (tx) => {
        runs += 1;
        await tx.meta.create(meta('twice'));
        await tx.meta.create(meta('twice'));
      }),
    );
    expect(failed).toMatchObject({ code: 'P2002' });
    expect(isConnectionLost(failed)).toBe(false);
    expect(runs).toBe(1);
    expect(await db.prisma.meta.findUnique({ where: { key: 'twice' } })).toBeNull();
  });

  test('ends with its connection, and the next one gets another', async () => {
    const lost = await failureOf(
      db.transaction(async (tx) => {
        await tx.meta.create(meta('lost'));
        await kickEveryone();
        await tx.meta.create(meta('lost too'));
      }),
    );
    expect(isConnectionLost(lost)).toBe(true);
    expect(await db.transaction((tx) => tx.meta.count({ where: { key: { startsWith: 'lost' } } }))).toBe(0);
  });

  test('that loses its connection before COMMIT says so', async () => {
    const lost = await failureOf(
      db.transaction(async (tx) => {
        await tx.meta.create(meta('lost'));
        await kickEveryone();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }),
    );
    expect(isConnectionLost(lost)).toBe(true);
  });
});

/** What a restart of the server does to those who are connected. */
async function kickEveryone(): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await client.end();
}

describe('the clock', () => {
  test('moves the world, and leaves the real time where it is', async () => {
    const before = await db.transaction(readNow);
    expect(before.now).toEqual(before.real);
    expect(Math.abs(before.real.getTime() - Date.now())).toBeLessThan(5_000);
    const shown = await moveClock(db, 3_600_000);
    const [row] = await db.prisma.$queryRaw<{ now: Date }[]>`select ${worldNow} as now`;
    const after = await db.transaction(readNow);
    expect(after.now.getTime() - after.real.getTime()).toBe(3_600_000);
    for (const time of [shown, row?.now])
      expect(Math.abs(Number(time) - after.now.getTime())).toBeLessThan(5_000);
    await moveClock(db, -3_600_000);
  });

  test('of a live database is not moved', async () => {
    const { database } = await freshDatabase('live');
    await expect(moveClock(database, 1)).rejects.toThrow('live database cannot be moved');
  });

  test('has one row', async () => {
    await expect(db.prisma.clock.create({ data: { id: 2 } })).rejects.toThrow('clock_is_one_row');
  });
});
