import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorLine, type Log } from '../../log.ts';
import { chooseAccounts } from './account.ts';
import { addressOf } from './address.ts';
import { findBinaries } from './binaries.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { findHome } from './home.ts';
import { initialise } from './initialise.ts';
import { join, leave, type NoSession, reserve } from './membership.ts';
import { findServer } from './process.ts';
import { codeOf, explainError, refusal } from './refusal.ts';
import { halt, launch, type Site } from './server.ts';
import { withStartLock } from './start-lock.ts';

export interface Cluster {
  /** To the database that was asked for, which exists. */
  readonly connection: pg.PoolConfig;
  /** The folder that holds the data. */
  readonly where: string;
  /** Keeps every other bot out until we leave. False: one is in already. */
  reserve(): Promise<boolean>;
  /** Leaves the server; whoever leaves last stops it, whoever started it. Takes less than 5 s. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  log: Log;
  database?: string;
  /** False is for tests only: a power cut may cost the data. */
  durable?: boolean;
}

/** Joins the PostgreSQL that runs on this folder, or sets one up and starts it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Cluster> {
  const { dataDir, log, database = 'alongside', durable = true } = options;
  try {
    const accounts = await chooseAccounts();
    const home = await findHome(dataDir, accounts);
    log({ event: 'database.folder', folder: home.folder });
    const bin = await findBinaries(home, accounts.server);
    const site: Site = { home, bin, accounts, durable };
    const membership = await enter(site, log);
    try {
      await createDatabase(site, database);
    } catch (error) {
      await membership.stop();
      throw error;
    }
    const address = await addressOf(home, accounts.role);
    return { connection: { ...address, database }, where: home.folder, ...membership };
  } catch (error) {
    throw explainError(dataDir, error);
  }
}

// A server that neither takes us in nor goes away; a recovery says `busy` and may take longer than a start.
const patienceMs = { absent: 15_000, busy: 120_000 };

async function enter(site: Site, log: Log): Promise<Pick<Cluster, 'reserve' | 'stop'>> {
  const { folder } = site.home;
  let stopped = false;
  let returning: Promise<void> | undefined;
  let session: pg.Client;
  let heartbeat: Heartbeat | undefined;

  const begin = () =>
    withStartLock(folder, async () => {
      heartbeat?.stop();
      heartbeat = await startHeartbeat(folder, () => void yieldFolder(site, log));
      try {
        session = await joinOrLaunch(site, log);
      } catch (error) {
        heartbeat.stop();
        if ((await findServer(site.home, site.accounts.server)) === undefined) await heartbeat.remove();
        throw error;
      }
      session.once('end', () => {
        if (!stopped) returning = comeBack();
      });
    });

  /** The server went away under us: whichever bot notices first starts it again. */
  const comeBack = async () => {
    log({ event: 'database.lost', folder });
    for (let waitMs = 250; !stopped; waitMs = Math.min(waitMs * 2, 10_000)) {
      try {
        await begin();
        if (stopped) await goAway();
        return;
      } catch (error) {
        log({ event: 'database.restart-failed', reason: errorLine(error) });
        await sleep(waitMs);
      }
    }
  };

  const goAway = async () => {
    heartbeat?.stop();
    const last = await leave(session);
    if (last) await heartbeat?.remove();
    if (last) await halt(site);
    await session.end().catch(() => {});
  };

  await begin();
  return {
    reserve: () => reserve(session),
    async stop() {
      stopped = true;
      // One that is just coming back goes away again as soon as it is there.
      await Promise.race([returning, sleep(1_000, undefined, { ref: false })]);
      await goAway();
    },
  };
}

async function joinOrLaunch(site: Site, log: Log): Promise<pg.Client> {
  const since = performance.now();
  for (;;) {
    const session = await tryJoin(site);
    const running = await findServer(site.home, site.accounts.server);
    if (typeof session === 'object') {
      if (running !== undefined) return session;
      await session.end();
      throw refusal(
        `The data folder ${site.home.folder} is served by a PostgreSQL of another container.`,
        'An embedded PostgreSQL serves one host only: stop the other one, or give this bot a DATA_DIR of its own.',
      );
    }
    if (session === 'absent' && running === undefined) {
      await initialise(site.home, site.bin, site.accounts);
      await launch(site);
      log({ event: 'database.launched', folder: site.home.folder });
    } else if (performance.now() - since > patienceMs[session]) {
      throw refusal(
        `A PostgreSQL runs on ${site.home.folder} (process ${running}), but it does not take connections.`,
        `See server.log there; stop it with kill -INT ${running} and start again.`,
      );
    } else await sleep(50);
  }
}

async function tryJoin(site: Site): Promise<pg.Client | NoSession> {
  const address = await addressOf(site.home, site.accounts.role);
  return address === undefined ? 'absent' : join(address);
}

/** Another host has taken the folder, thinking us dead: two servers on one folder would ruin the data. */
async function yieldFolder(site: Site, log: Log): Promise<void> {
  log({ event: 'database.folder-taken', folder: site.home.folder });
  try {
    const running = await findServer(site.home, site.accounts.server);
    // SIGQUIT is PostgreSQL's immediate stop.
    if (running !== undefined) process.kill(running, process.platform === 'win32' ? 'SIGKILL' : 'SIGQUIT');
  } catch (error) {
    log({ event: 'database.not-yielded', reason: errorLine(error) });
  }
}

async function createDatabase(site: Site, name: string): Promise<void> {
  const client = new pg.Client(await addressOf(site.home, site.accounts.role));
  await client.connect();
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // Another bot was quicker: 42P04 is a database of that name, 23505 one that is just being made.
    if (!['42P04', '23505'].includes(codeOf(error) ?? '')) throw error;
  } finally {
    await client.end();
  }
}
