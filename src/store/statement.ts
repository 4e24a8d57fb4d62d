import pg from 'pg';
import type { Prisma } from '../generated/prisma/client.ts';

/** The most statements that a connection keeps prepared: ours are a few hundred, and none holds a value. */
const mostPrepared = 500;

/** Names statements, so that PostgreSQL plans each once a connection. */
export function nameStatements(prefix: string): ({ sql }: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    // Beyond the most, the unnamed statement is planned anew each time.
    if (known !== undefined || names.size >= mostPrepared) return known ?? '';
    const name = `${prefix}${names.size}`;
    names.set(sql, name);
    return name;
  };
}

const { builtins, getTypeParser } = pg.types;

/** What pg reads otherwise than Prisma does: a bigint as text, and a day as midnight wherever this process runs. */
const readAsPrisma: Partial<Record<number, (text: string) => unknown>> = {
  [builtins.INT8]: BigInt,
  [builtins.DATE]: (day) => new Date(`${day}T00:00:00Z`),
};

const types = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    readAsPrisma[type] ?? getTypeParser(type, format as 'text'),
};

const nameOwn = nameStatements('b');

/** Runs one statement past Prisma; its rows read as through `$queryRaw`. */
export function runOn<T extends pg.QueryResultRow>(
  on: pg.Pool | pg.PoolClient,
  { text, values }: Prisma.Sql,
): Promise<pg.QueryResult<T>> {
  const name = nameOwn({ sql: text });
  return on.query<T>({ text, values, types, ...(name && { name }) });
}
