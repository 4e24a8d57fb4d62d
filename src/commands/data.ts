import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { hasData } from '../store/embedded/home.ts';
import { type Cluster, startEmbedded } from '../store/embedded/start.ts';
import type { KeySource } from '../store/open-ring.ts';
import { openVault, type Vault } from '../store/seal.ts';
import { stops, tell } from './run.ts';

export type Place = Pick<Config, 'mode' | 'databaseUrl' | 'keys'>;

/** The database, and the vault for what is sealed in it. */
export async function openStore(
  place: Place,
  dataDir: string,
  log: Log,
): Promise<{ database: Database; vault: Vault }> {
  const { database, keys } = await openData(place, dataDir, log);
  return { database, vault: await openVault(database, keys) };
}

/** The database, embedded or on the server of DATABASE_URL, and where its keys are. */
export async function openData(
  { mode, databaseUrl, keys }: Place,
  dataDir: string,
  log: Log,
): Promise<{ database: Database; keys: KeySource }> {
  let where: Parameters<typeof openDatabase>[0];
  if (databaseUrl) where = databaseUrl;
  else {
    const cluster = await joinEmbedded(dataDir, log);
    tell(`The database is in ${cluster.where}.`);
    where = cluster.connection;
  }
  const database = await openDatabase(where, { kind: mode, log });
  stops.push(database.close);
  return { database, keys: keys ?? { file: join(resolve(dataDir), 'keys') } };
}

export async function joinEmbedded(dataDir: string, log: Log): Promise<Cluster> {
  const starting = startEmbedded({ dataDir: resolve(dataDir), log });
  // From now on there may be a server to stop, also when we are told to before it is up.
  stops.push(async () => (await starting.catch(() => undefined))?.stop());
  return starting;
}

/** Where an address leads, such as `alongside on db.example.org:5432`; never who goes there, nor with which password. */
export function nameDatabase(url: string): string {
  const { hostname, port, pathname, search, searchParams, hash } = new URL(url);
  // A # or / of a password that is not written as %23 or %2F puts the rest of it there.
  if (hash !== '' || `${pathname}${search}`.includes('@')) return 'the database of that address';
  const host = searchParams.get('host') || hostname || 'this machine';
  const at = searchParams.get('port') || port;
  return `${decodeURIComponent(pathname.slice(1)) || 'the database'} on ${host}${at ? `:${at}` : ''}`;
}

/** Asks for the playground: without it no command touches what nobody lives in, and reports success. */
export const PLAYGROUND = '--playground';
export const without = (args: readonly string[]) => args.filter((one) => one !== PLAYGROUND);

/**
 * The data that a command is about to touch, said before it does. `makes`: it may be the first to come, and the database
 * is made for it.
 * @throws when that would be the playground's, and nobody asked for that
 */
export async function chooseData(
  config: Config,
  args: readonly string[],
  makes = false,
): Promise<Place & { dataDir: string }> {
  const { databaseUrl, dataDir, keys } = config;
  if (args.includes(PLAYGROUND)) {
    const own = join(dataDir, 'playground');
    tell(`Playground: the database in ${resolve(own)}. Nobody in it is real.`);
    return {
      mode: 'playground',
      databaseUrl: undefined,
      dataDir: own,
      keys: config.mode === 'live' ? undefined : keys,
    };
  }
  if (databaseUrl) {
    tell(`The live network: ${nameDatabase(databaseUrl)} (${config.databaseFrom}).`);
    return { mode: 'live', databaseUrl, dataDir, keys };
  }
  const isThere = await hasData(dataDir);
  if (!isThere && !(makes && config.mode === 'live')) throw noNetwork(resolve(dataDir));
  tell(`The live network: the database in ${resolve(dataDir)}${isThere ? '' : ', which is made now'}.`);
  return { mode: 'live', databaseUrl, dataDir, keys };
}

const noNetwork = (dataDir: string) =>
  new Error(
    `There is no network to work on: DATABASE_URL is not set, and ${dataDir} holds no database. Nothing was changed.\n` +
      `Set DATABASE_URL, or DATA_DIR, to the network’s own, in the environment or in .env. For the playground add ${PLAYGROUND}.`,
  );
