import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPending, layOut, oneAtATime, readHistory, readMigrations } from '../migrate.ts';
import { type Kind, oldestMajor } from '../prepare.ts';
import {
  copySequences,
  copyTable,
  digestTable,
  type Moved,
  readTables,
  type Table,
  withoutKeys,
} from './tables.ts';
import * as refusals from './words.ts';

/**
 * Copies everything to an empty database of another server, and looks at both afterwards: what each of them computes
 * over its own rows must agree. On the target all of it is one transaction, so a move that is broken off has left
 * nothing and is simply run again; the source is only read.
 *
 * @throws words for the operator, with what to do
 */
export async function moveDatabase(about: {
  from: pg.ClientConfig;
  to: string | pg.ClientConfig;
  kind: Kind;
  tell: (line: string) => void;
}): Promise<Moved> {
  const source = new pg.Client({ ...about.from, application_name: 'alongside db:move' });
  const target = new pg.Client(
    typeof about.to === 'string' ? { connectionString: about.to, ...patience } : { ...about.to, ...patience },
  );
  for (const client of [source, target]) client.on('error', () => {});
  try {
    await source.connect();
    await checkSource(source, about.kind);
    await target.connect().catch((error: unknown) => {
      throw refusals.cannotConnect(error);
    });
    await source.query('begin isolation level repeatable read read only');
    await target.query('begin');
    await checkTarget(source, target);
    return await copyAll(source, target, about.tell).catch((error: unknown) => {
      throw refusals.brokenOff(error);
    });
  } finally {
    // Whatever was not committed goes with its connection.
    await Promise.all([source, target].map((client) => client.end().catch(() => {})));
  }
}

const patience = { connectionTimeoutMillis: 10_000, application_name: 'alongside db:move', keepAlive: true };

async function checkSource(source: pg.ClientBase, kind: Kind): Promise<void> {
  // A bot that has just ended may still have connections that are on their way out.
  let others = await countOthers(source);
  for (let tries = 0; others > 0 && tries < 10; tries += 1) {
    await sleep(100);
    others = await countOthers(source);
  }
  if (others > 0) throw refusals.inUse(others);
  const pending = findPending(await readHistory(source), await readMigrations());
  if (pending.length > 0) throw refusals.behind(pending.map(({ name }) => name));
  const { rows } = await source.query<{ value: string }>(`select value from meta where key = 'kind'`);
  const found = rows[0]?.value ?? kind;
  if (found !== kind) throw refusals.wrongKind(found, kind);
}

async function countOthers(source: pg.ClientBase): Promise<number> {
  const { rows } = await source.query<{ count: string }>(`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`);
  return Number(rows[0]?.count);
}

async function checkTarget(source: pg.ClientBase, target: pg.ClientBase): Promise<void> {
  const { rows } = await target.query<{ major: number; encoding: string; schema: string | null }>(`
    select current_setting('server_version_num')::int / 10000 as major,
      current_setting('server_encoding') as encoding, current_schema() as schema`);
  const { major = 0, encoding = '', schema = null } = rows[0] ?? {};
  if (major < oldestMajor) throw refusals.tooOld(major, oldestMajor);
  if (encoding !== 'UTF8') throw refusals.wrongEncoding(encoding);
  if (schema === null) throw refusals.noSchema();
  if (await isSame(source, target)) throw refusals.sameDatabase();
  // The lock that bots take to set a database up: one that starts there now waits until everything has arrived.
  const lock = await target.query(`select pg_try_advisory_xact_lock($1) as free`, [oneAtATime]);
  if (lock.rows[0].free !== true) throw refusals.busyTarget();
  const { rows: found } = await target.query<{ name: string }>(`
    select relname::text as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S') order by 1`);
  if (found.length > 0)
    throw refusals.notEmpty(
      schema,
      found.map(({ name }) => name),
    );
}

/** A lock taken in one is seen from the other, with this very database's id on it: names and addresses prove nothing. */
async function isSame(source: pg.ClientBase, target: pg.ClientBase): Promise<boolean> {
  const { rows: taken } = await source.query<{ half: number; other: number; locked: unknown }>(`
    select half, other, pg_advisory_xact_lock_shared(half, other) as locked
    from (select (random() * 2147483647)::int as half, (random() * 2147483647)::int as other offset 0) as chosen`);
  const { rows } = await target.query(
    `select 1 from pg_locks l join pg_database d on d.oid = l.database
     where d.datname = current_database() and locktype = 'advisory' and classid::bigint = $1 and objid::bigint = $2`,
    [taken[0]?.half, taken[0]?.other],
  );
  return rows.length > 0;
}

async function copyAll(
  source: pg.ClientBase,
  target: pg.ClientBase,
  tell: (line: string) => void,
): Promise<Moved> {
  for (const client of [source, target]) await client.query(sameText);
  await layOut(target, await readMigrations());
  const tables = await readTables(source);
  await target.query(`truncate ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')}`);
  await withoutKeys(target, async () => {
    for (const table of tables) await copyTable(source, target, table);
  });
  await copySequences(source, target);
  let rows = 0;
  for (const table of tables) {
    const count = await verify(source, target, table);
    if (count > 0) tell(`  ${table.name}: ${count} rows`);
    rows += count;
  }
  await target.query('commit');
  return { tables: tables.length, rows };
}

/** Both servers write the same text for the same value, and neither loses patience. */
const sameText = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
  set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0`;

async function verify(source: pg.ClientBase, target: pg.ClientBase, table: Table): Promise<number> {
  const [sent, arrived] = await Promise.all([digestTable(source, table), digestTable(target, table)]);
  if (sent.rows !== arrived.rows || sent.checksum !== arrived.checksum) throw refusals.differs(table.name);
  return sent.rows;
}
