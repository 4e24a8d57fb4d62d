import pg from 'pg';
import { codeOf } from './refusal.ts';

/** Any number will do, as long as nothing else in the maintenance database takes it. */
const membership = 7_011_001;

/** No server there; or one that is not taking members now, because it is starting or stopping. */
export type NoSession = 'absent' | 'busy';

/**
 * Every bot holds a shared lock for as long as it lives, and the server itself knows of it: a bot that is killed
 * leaves nothing behind that has to be cleaned up.
 */
export async function join(address: pg.ClientConfig): Promise<pg.Client | NoSession> {
  const client = new pg.Client({
    ...address,
    connectionTimeoutMillis: 5_000,
    query_timeout: 3_000,
    keepAlive: true,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as joined', [membership]);
    if (rows[0].joined === true) return client;
    await client.end();
    return 'busy';
  } catch (error) {
    client.end().catch(() => {});
    const code = codeOf(error) ?? '';
    if (['ENOENT', 'ECONNREFUSED'].includes(code)) return 'absent';
    // Starting or shutting down, or shut down under us; a socket that closes while we come in has no code at all.
    if (['57P03', '57P01', 'ECONNRESET', 'EPIPE'].includes(code) || /terminated/.test(String(error)))
      return 'busy';
    throw error;
  }
}

/** Takes the lock for ourselves beside our share in it: no bot can come in from now on. False: another one is in. */
export async function reserve(session: pg.Client): Promise<boolean> {
  const { rows } = await session.query('select pg_try_advisory_lock($1) as alone', [membership]);
  return rows[0].alone === true;
}

/** Gives the lock back. True when no other bot holds it: then the server is ours to stop, and no bot can come in. */
export async function leave(session: pg.Client): Promise<boolean> {
  try {
    await session.query('select pg_advisory_unlock_shared($1)', [membership]);
    const { rows } = await session.query('select pg_try_advisory_lock($1) as last', [membership]);
    return rows[0].last === true;
  } catch {
    return false;
  }
}
