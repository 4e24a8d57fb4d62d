import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** The judge's own line to the database, which rides out that the server is knocked over. */
export interface Line {
  ask<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

const tries = 600;

export function openLine(connection: pg.PoolConfig): Line {
  const pool = new pg.Pool({ ...connection, max: 4, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => {});
  return {
    async ask<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return (await pool.query<Row>(sql, values)).rows;
        } catch (error) {
          if (attempt === tries || !isAway(error)) throw error;
          await sleep(100);
        }
      }
    },
    close: () => pool.end(),
  };
}

/** Shut down, starting, gone; not: wrong. */
function isAway(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return /^(57P0|08|ECONN|EPIPE|ENOENT)/.test(code) || /terminated|timeout|Connection/.test(message);
}
