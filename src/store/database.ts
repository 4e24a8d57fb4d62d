import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Log } from '../log.ts';
import { isConflict, isConnectionLost } from './database-errors.ts';
import { type Kind, prepareDatabase } from './prepare.ts';
import { nameStatements, runOn } from './statement.ts';
import { LendingAdapter, onlyReading, pastPrisma, type Tx } from './transaction.ts';

export type { Tx } from './transaction.ts';

/** Runs one statement. */
export type Run = <T>(statement: Prisma.Sql) => Promise<T[]>;

/** Statements on a transaction's own connection. */
export const through =
  (tx: Tx): Run =>
  (statement) =>
    tx.$queryRaw(statement);

export interface Database {
  readonly prisma: PrismaClient;
  /** Without a transaction, for what only looks: it refuses to write. */
  readonly reading: Tx;
  readonly kind: Kind;
  /**
   * One transaction, of ten seconds at most, or ten minutes where it `isLong`. `work` is run again when the database asks
   * for it (a deadlock, a serialisation failure), so it may touch nothing but the database. An error at COMMIT may leave
   * the outcome unknown: read again before acting.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, about?: { isLong?: true }): Promise<T>;
  /** One statement past Prisma, for what is done for every message: a quarter of the work for this process. */
  run: Run;
  /** A transaction past Prisma, run again like `transaction`. */
  batch<T>(work: (run: Run) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface OpenOptions {
  kind: Kind;
  log: Log;
  /** False refuses a database that is behind this code, in place of bringing it up to date. */
  migrate?: boolean;
}

// Enough for 2 cores, and ten bots stay under PostgreSQL's default of 100 connections.
const poolSize = 10;
const attempts = 5;
/** For a command of the terminal: a list of thousands on a small machine. */
const LONG_MS = 600_000;

export async function openDatabase(where: pg.PoolConfig | string, about: OpenOptions): Promise<Database> {
  const pool = new pg.Pool(connectionTo(where));
  pool.on('error', (error) =>
    about.log({ level: 'warn', event: 'database.connection-lost', reason: error.message }),
  );
  const adapter = new LendingAdapter(pool, {
    disposeExternalPool: true,
    statementNameGenerator: nameStatements('s'),
  });
  const prisma = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
  });
  const close = () => prisma.$disconnect();
  try {
    await prepareDatabase(pool, about);
    await checkClock(prisma);
  } catch (error) {
    await close();
    await pool.end().catch(() => {});
    throw error;
  }
  const past = pastPrisma(prisma, { client: pool });
  return {
    prisma: past,
    reading: onlyReading(past),
    kind: about.kind,
    close,
    transaction: (work, about) => retry(prisma, adapter, work, about),
    run: (statement) => tryAgain(() => rowsOn(pool, statement), isConflict),
    batch: (work) => tryAgain(() => runBatch(pool, work), isConflict),
  };
}

const rowsOn = async <T>(on: pg.Pool | pg.PoolClient, statement: Prisma.Sql): Promise<T[]> =>
  (await runOn(on, statement)).rows as T[];

async function runBatch<T>(pool: pg.Pool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: unknown;
  // A connection that breaks between two statements says so by an event, and the next statement fails.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work((statement) => rowsOn(client, statement));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // What cannot even be rolled back goes with its connection.
    await client.query('ROLLBACK').catch(onError);
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken !== undefined);
  }
}

/** UTC on every connection: both ways through Prisma the offset of a timestamptz is dropped. */
function connectionTo(where: pg.PoolConfig | string): pg.PoolConfig {
  const utc = '-c TimeZone=UTC';
  const about = {
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    application_name: 'alongside',
    keepAlive: true,
  };
  if (typeof where !== 'string')
    return { ...about, ...where, options: [where.options, utc].filter(Boolean).join(' ') };
  // Options in the address win over those beside it, so ours join them there.
  const url = new URL(where);
  url.searchParams.set('options', [url.searchParams.get('options'), utc].filter(Boolean).join(' '));
  return { ...about, connectionString: url.href };
}

/** Runs it again after a conflict, and when the connection was lost before the work began: a pool may hold dead ones. */
function retry<T>(
  prisma: PrismaClient,
  adapter: LendingAdapter,
  work: (tx: Tx) => Promise<T>,
  { isLong }: { isLong?: true } = {},
): Promise<T> {
  let begun = false;
  const once = () => {
    begun = false;
    return prisma.$transaction((tx) => {
      begun = true;
      return work(pastPrisma(tx, adapter.take()));
    }, isLong && { timeout: LONG_MS });
  };
  return tryAgain(once, (error) => isConflict(error) || (!begun && isConnectionLost(error)));
}

/** Runs one statement again when the database asks for it. */
export const retryConflicts = <T>(run: () => Promise<T>): Promise<T> => tryAgain(run, isConflict);

async function tryAgain<T>(run: () => Promise<T>, isWorthIt: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !isWorthIt(error)) throw error;
      await sleep(Math.random() * 25 * 2 ** attempt);
    }
  }
}

/** A moment in summer must come through Prisma unmoved, both ways: on a server in London's zone it would not. */
async function checkClock(prisma: PrismaClient): Promise<void> {
  const moment = new Date('2026-07-01T12:00:00.000Z');
  const [row] = await prisma.$queryRaw<{ epoch: number; back: Date }[]>`
    select extract(epoch from ${moment}::timestamptz)::float8 as epoch, to_timestamp(${moment.getTime() / 1000}) as back`;
  if (row?.epoch === moment.getTime() / 1000 && row.back.getTime() === moment.getTime()) return;
  throw new Error(
    `Times do not survive the way through this database: ${moment.toISOString()} came back as ${row?.back.toISOString()}.\n` +
      'Its connections must run in UTC. A pooler such as PgBouncer that drops start-up options needs ' +
      '"ALTER DATABASE ... SET timezone TO \'UTC\'" on the server.',
  );
}

/** SQL for the world's now. Only the statements that claim an inbound id or a due row use it; all else is handed `now`. */
export const worldNow = Prisma.sql`(date_trunc('milliseconds', clock_timestamp()) + (select shift_ms from clock) * interval '1 millisecond')`;

/** SQL for unshifted time, for leases and throttles. */
export const realNow = Prisma.sql`date_trunc('milliseconds', clock_timestamp())`;

/** `now` is the world's, `real` is unshifted, for leases and throttles. */
export async function readNow(tx: Tx): Promise<{ now: Date; real: Date }> {
  const [row] = await tx.$queryRaw<{ real: Date; shift: bigint }[]>`
    select date_trunc('milliseconds', clock_timestamp()) as real, shift_ms as shift from clock`;
  if (row === undefined)
    throw new Error('The table clock must hold its one row; put it back: INSERT INTO clock DEFAULT VALUES.');
  return { now: new Date(row.real.getTime() + Number(row.shift)), real: row.real };
}

/** Moves the world's clock, for tests and the playground, and says what it then shows. */
export async function moveClock(db: Database, byMs: number): Promise<Date> {
  if (db.kind === 'live') throw new Error('The clock of a live database cannot be moved.');
  return db.transaction(async (tx) => {
    await tx.$executeRaw`update clock set shift_ms = shift_ms + ${Math.round(byMs)}::bigint`;
    return (await readNow(tx)).now;
  });
}

// Those that come without a code of their own: a socket file that is gone, a socket that closed, a pool that is empty.
