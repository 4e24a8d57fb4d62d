import { join, resolve } from 'node:path';
import { settingsOf } from '../alongside.ts';
import type { Config } from '../config.ts';
import { features } from '../features/index.ts';
import { hasData } from '../store/embedded/home.ts';
import { inUse, noData, notThePlayground, readTarget, whatNext } from '../store/move/words.ts';
import { moveDatabase } from '../store/move.ts';
import { goOn } from '../store/steps.ts';
import { turnKeys, verifyKeys } from '../store/turn-keys.ts';
import { joinEmbedded, nameDatabase, openData, openStore, type Place } from './data.ts';
import { logProblems, stop, tell } from './run.ts';

/** Asks for the playground: without it no command touches what nobody lives in, and reports success. */
const PLAYGROUND = '--playground';
const without = (args: readonly string[]) => args.filter((one) => one !== PLAYGROUND);

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

/** `keys -- rotate | rotate --retire | verify`; ends with 1 while something is left to do. */
export async function keys(config: Config, args: readonly string[]): Promise<void> {
  const [verb, option] = without(args);
  const retire = option === '--retire';
  if ((verb !== 'rotate' && verb !== 'verify') || (option && !(retire && verb === 'rotate')))
    throw new Error(
      'Please say: npm run keys -- verify, npm run keys -- rotate, or npm run keys -- rotate --retire',
    );
  const place = await chooseData(config, args);
  const { database, keys: source } = await openData(place, place.dataDir, logProblems);
  const told =
    verb === 'rotate' ? await turnKeys(database, source, retire) : await verifyKeys(database, source);
  for (const line of told.lines) tell(line);
  await stop(told.done ? 0 : 1);
}

/** `import -- people.csv [--write]`, `export -- members.csv`; also while the bot runs. Ends with 1 while something is to be mended. */
export async function people(
  config: Config,
  verb: 'import' | 'export',
  args: readonly string[],
): Promise<void> {
  const place = await chooseData(config, args, verb === 'import');
  const { database, vault } = await openStore(place, place.dataDir, logProblems);
  const { exportPeople, importPeople } = await import('../features/members/handlers/people-command.ts');
  const parts = {
    ...{ features, vault, log: logProblems, settings: settingsOf(config) },
    ...{ atStep: goOn, database },
  };
  const told = await (verb === 'import' ? importPeople : exportPeople)(parts, without(args));
  for (const line of told.lines) tell(line);
  await stop(told.ok ? 0 : 1);
}

/** `npm run db:move -- <url>`: from the embedded database to a server of one's own. */
export async function move({ dataDir, keys }: Config, args: readonly string[]): Promise<void> {
  if (args.includes(PLAYGROUND)) throw notThePlayground();
  const to = readTarget(args[0]);
  if (!(await hasData(dataDir))) throw noData(resolve(dataDir));
  const cluster = await joinEmbedded(dataDir, logProblems);
  if (!(await cluster.reserve())) throw inUse(0);
  tell(`Copying what is in ${cluster.where} to ${nameDatabase(to)}:`);
  const moved = await moveDatabase({ from: cluster.connection, to, kind: 'live', tell });
  const keyFile = join(resolve(dataDir), 'keys');
  tell(whatNext(moved, { where: cluster.where, ...(!keys && { keyFile }) }));
  await stop(0);
}
