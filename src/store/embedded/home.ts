import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Accounts } from './account.ts';
import { codeOf, refusal } from './refusal.ts';
import { type Account, run } from './run.ts';

/** Where everything of one embedded PostgreSQL lies. */
export interface Home {
  /** DATA_DIR itself, or a folder of /var/lib/alongside when the server's account cannot reach DATA_DIR. */
  folder: string;
  data: string;
  /** The folder of the unix socket; Windows has none. */
  socket: string;
}

const pointer = 'where-the-data-is.txt';
const lastResort = '/var/lib/alongside';

// sun_path holds 108 bytes on Linux and 104 on macOS, the closing zero included; PostgreSQL adds its own file name.
const longestSocket = (process.platform === 'darwin' ? 103 : 107) - '/.s.PGSQL.5432'.length;

export async function findHome(dataDir: string, accounts: Accounts): Promise<Home> {
  const asked = await makeDataDir(resolve(dataDir), accounts.server);
  const folder = await chooseFolder(asked, accounts.server);
  const socket = await makeSocketFolder(folder, accounts.server);
  return { folder, data: join(folder, 'postgres'), socket };
}

/** Whether a database was ever made for this folder. Makes nothing itself. */
export async function hasData(dataDir: string): Promise<boolean> {
  const asked = resolve(dataDir);
  return exists(join((await readPointer(asked)) ?? asked, 'postgres', 'PG_VERSION'));
}

async function makeDataDir(path: string, server: Account | undefined): Promise<string> {
  try {
    return await makeFolder(path, server);
  } catch (cause) {
    throw refusal(
      `The data folder ${path} cannot be made (${codeOf(cause)}).`,
      'Set DATA_DIR to a folder that this user may write to.',
      cause,
    );
  }
}

async function chooseFolder(asked: string, server: Account | undefined): Promise<string> {
  const pointed = await readPointer(asked);
  if (pointed !== undefined) return followPointer(asked, pointed);
  if (server === undefined || (await reaches(server, asked))) return asked;
  await refuseStranded(asked, server);
  const folder = await makeFolder(join(lastResort, shortHash(asked)), server);
  await writeFile(join(asked, pointer), `${folder}\n`, { mode: 0o600 });
  return folder;
}

/** Data that was made here must not be passed over for a new and empty place. */
async function refuseStranded(asked: string, server: Account): Promise<void> {
  const data = await lstat(join(asked, 'postgres')).catch(() => undefined);
  if (data === undefined) return;
  throw refusal(
    `The data in ${asked} cannot be reached by the account that runs PostgreSQL for root (uid ${server.uid}).`,
    data.uid === server.uid
      ? 'Let others pass through the folders above it again (chmod o+x), as they could when the data was made.'
      : `Start the bot as the user whose data it is (uid ${data.uid}).`,
  );
}

/**
 * A folder for us alone, and for the account that runs the server to pass through. The mode is set on folders that are
 * made here, whatever the umask; one that is there keeps its own.
 */
async function makeFolder(path: string, server: Account | undefined): Promise<string> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  for (let at = path; made !== undefined && at.startsWith(made); at = dirname(at)) {
    if (server !== undefined) await chown(at, process.getuid?.() ?? 0, server.gid);
    await chmod(at, server === undefined ? 0o700 : 0o710);
  }
  return realpath(path);
}

async function followPointer(asked: string, folder: string): Promise<string> {
  if (await exists(folder)) return folder;
  throw refusal(
    `The data of ${asked} is in ${folder}, says ${pointer}, but that folder is gone.`,
    `Put ${folder} back (in a container: mount it too), or remove ${join(asked, pointer)} to begin with no data.`,
  );
}

async function readPointer(asked: string): Promise<string | undefined> {
  try {
    return (await readFile(join(asked, pointer), 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Asked of the system itself, by standing there as that account: modes alone say nothing about ACLs. */
async function reaches(account: Account, folder: string): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { as: account })).ok;
}

async function makeSocketFolder(folder: string, server: Account | undefined): Promise<string> {
  const near = join(folder, 'run');
  if (process.platform === 'win32') return near;
  const path = Buffer.byteLength(near) <= longestSocket ? near : `/tmp/alongside-${shortHash(folder)}`;
  await makeOwnFolder(path, server);
  return path;
}

/** A folder that nobody else can enter. One that somebody else has put there first is not used. */
export async function makeOwnFolder(path: string, owner: Account | undefined): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
    await chmod(path, 0o700);
    if (owner !== undefined) await chown(path, owner.uid, owner.gid);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  if (process.platform === 'win32') return;
  const found = await lstat(path);
  const uid = owner?.uid ?? process.getuid?.();
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0) return;
  throw refusal(
    `${path} must be a folder that only uid ${uid} can enter, but it belongs to uid ${found.uid} with mode ${(found.mode & 0o777).toString(8)}.`,
    `Start the bot as the user who made it, or move it away, or set DATA_DIR to another folder.`,
  );
}

export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
