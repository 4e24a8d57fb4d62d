import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

export interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Two levels up from src/store and from dist/store alike. */
export const migrationsFolder = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** Any number will do, as long as nothing else in this database takes it. */
export const oneAtATime = 7_011_002;

/** All migrations of this code, oldest first. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      if (!/^\d{14}_[a-z0-9_]+$/.test(name)) {
        throw new Error(
          `prisma/migrations/${name} must be named <14 digits>_<words>, such as 20261122120000_store.`,
        );
      }
      const sql = await readFile(`${folder}/${name}/migration.sql`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') };
    }),
  );
}

const historyTable =
  'create table if not exists migration (name text primary key, checksum text not null, applied_at timestamptz not null)';

/** Makes all tables in an empty database, within the caller's transaction. The history comes with what is copied there. */
export async function layOut(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query(historyTable);
  for (const { sql } of migrations) await client.query(sql);
}

/** Brings the database up to this code, each migration in a transaction of its own. Returns the names it applied. */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [oneAtATime]);
  try {
    await client.query(historyTable);
    const pending = findPending(await readHistory(client), migrations);
    for (const migration of pending) await applyMigration(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [oneAtATime]);
  }
}

type History = ReadonlyMap<string, string>;

/** Name and checksum of every migration that this database has had. */
export async function readHistory(client: pg.ClientBase): Promise<History> {
  const { rows: found } = await client.query(`select to_regclass('migration') is not null as made`);
  if (found[0].made !== true) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from migration',
  );
  return new Map(rows.map(({ name, checksum }) => [name, checksum]));
}

/** What is still to be applied. Refuses a history that this code cannot continue. */
export function findPending(history: History, migrations: readonly Migration[]): Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...history.keys()].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) {
    throw new Error(
      `This database is newer than this version of Alongside: it has ${unknown.join(', ')}.\n` +
        'Start the version that wrote it, or a later one; or restore the backup that was made before it was updated.',
    );
  }
  const edited = migrations.find(({ name, checksum }) => history.has(name) && history.get(name) !== checksum);
  if (edited !== undefined) {
    throw new Error(
      `Migration ${edited.name} was changed after it had been applied to this database.\n` +
        'Put the file back as it was; a change is a new migration (npm run db:migration -- <name>).',
    );
  }
  const pending = migrations.filter(({ name }) => !history.has(name));
  const last = [...history.keys()].sort().at(-1);
  const late = pending.find(({ name }) => last !== undefined && name < last);
  if (late !== undefined) {
    throw new Error(
      `Migration ${late.name} is older than ${last}, which this database already has. Give it a later timestamp.`,
    );
  }
  return pending;
}

async function applyMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into migration values ($1, $2, clock_timestamp())', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Migration ${migration.name} failed, and nothing of it was kept: ${reason}`, { cause });
  }
}
