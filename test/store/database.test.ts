import { createServer, connect as dial } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Prisma, PrismaClient } from '../../src/generated/prisma/client.ts';
import {
  type Database,
  moveClock,
  openDatabase,
  readNow,
  type Tx,
  worldNow,
} from '../../src/store/database.ts';
import { isConnectionLost } from '../../src/store/database-errors.ts';
import { LendingAdapter, pastPrisma } from '../../src/store/transaction.ts';
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
    let bothHold = () => {};
    const isCrossed = new Promise<void>((resolve) => {
      bothHold = resolve;
    });
    const lock = (first: string, second: string) =>
      db.transaction(async (tx) => {
        runs += 1;
        await tx.$executeRaw`update meta set value = value || 'x' where key = ${first}`;
        if (runs === 2) bothHold();
        await isCrossed;
        await tx.$executeRaw`update meta set value = value || 'x' where key = ${second}`;
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

describe('raw SQL of a transaction', () => {
  test('runs in it and past Prisma, among many that begin at once', async () => {
    const ask = () =>
      db.transaction(async (tx) => {
        // What is called unsafe goes through Prisma.
        const theirs = await tx.$queryRawUnsafe<[{ id: bigint }]>('select txid_current() as id');
        const ours = await tx.$queryRaw`select txid_current() as id`;
        return { theirs, ours, failure: await failureOf(tx.$queryRaw`select 1 / 0`) };
      });
    const all = await Promise.all(Array.from({ length: 40 }, ask));
    expect(new Set(all.map(({ theirs }) => theirs[0].id)).size).toBe(40);
    for (const { theirs, ours, failure } of all) {
      expect(ours).toEqual(theirs);
      // As the driver says it.
      expect(failure).toMatchObject({ code: '22012' });
    }
  });

  test('is undone with it, and says how many rows it changed', async () => {
    const undone = new Error('undone');
    const failed = await failureOf(
      db.transaction(async (tx) => {
        expect(await tx.$executeRaw`insert into meta (key, value) values ('raw', '1'), ('raw too', '')`).toBe(
          2,
        );
        expect(await tx.meta.count({ where: { key: { startsWith: 'raw' } } })).toBe(2);
        throw undone;
      }),
    );
    expect(failed).toBe(undone);
    expect(await db.prisma.meta.count({ where: { key: { startsWith: 'raw' } } })).toBe(0);
  });

  test('reads as through Prisma, and takes the same values', async () => {
    const values = `select 9007199254740993::bigint as big, 7::int as small, 0.5::float8 as half, date '2027-07-01' as day,
      timestamptz '2027-07-01 12:00:00.123+01' as at, '{"a":[1]}'::jsonb as json, array['x','y'] as words,
      array[1,2] as numbers, gen_random_uuid() is not null as made, null::text as none`;
    await db.transaction(async (tx) => {
      const [theirs] = await tx.$queryRawUnsafe<object[]>(values);
      expect(await tx.$queryRaw(Prisma.raw(values))).toEqual([theirs]);
      const [at, words] = [new Date('2027-07-01T12:00:00.123Z'), ['a "b"', 'c,d']];
      const given = await tx.$queryRaw`
        select ${at}::timestamptz as at, ${words}::text[] as words, ${12n}::bigint as big, ${{ a: [1] }}::jsonb as json,
          ${null}::text as none, ${true}::boolean as yes`;
      expect(given).toEqual([{ at, words, big: 12n, json: { a: [1] }, none: null, yes: true }]);
    });
    expect(await db.prisma.$queryRaw`select 1::bigint as one`).toEqual([{ one: 1n }]);
  });

  test('that loses its connection says so', async () => {
    const lost = await failureOf(
      db.transaction(async (tx) => {
        await kickEveryone();
        await tx.$executeRaw`insert into meta (key, value) values ('lost', '')`;
      }),
    );
    expect(isConnectionLost(lost)).toBe(true);
  });

  test('is refused once it is over', async () => {
    const kept = await db.transaction(async (tx) => tx);
    await expect(kept.$executeRaw`insert into meta (key, value) values ('late', '')`).rejects.toThrow(
      'Transaction already closed',
    );
  });

  test('is refused once its time is over, though its work goes on', async () => {
    const pool = new pg.Pool({ ...connection, max: 1 });
    const adapter = new LendingAdapter(pool, { disposeExternalPool: true });
    const prisma = new PrismaClient({ adapter });
    onTestFinished(() => prisma.$disconnect());
    const write = (tx: Tx) => tx.$executeRaw`insert into meta (key, value) values ('late', '')`;
    let late: unknown;
    const work = async (tx: Tx) => {
      await write(tx);
      // Nothing comes between the moment in which it ends and that in which its connection is given back.
      for (const until = Date.now() + 300; Date.now() < until && !late; await sleep(1))
        late = await failureOf(tx.$queryRaw`select pg_sleep(0.001)`);
    };
    const failed = await failureOf(
      prisma.$transaction((tx) => work(pastPrisma(tx, adapter.take())), { timeout: 100 }),
    );
    expect(String(late)).toContain('expired transaction');
    expect(failed).toMatchObject({ code: 'P2028' });
    expect(await prisma.meta.count({ where: { key: 'late' } })).toBe(0);
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
