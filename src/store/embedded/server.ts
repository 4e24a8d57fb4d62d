import { open, readdir, readFile, readlink, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Accounts } from './account.ts';
import { exists, type Home, makeOwnFolder } from './home.ts';
import { refusal } from './refusal.ts';
import { run } from './run.ts';

/** Data made by one major is not read by another, and only this one is shipped. */
export const embeddedMajor = '18';

const settingsFile = 'alongside.conf';

/** Makes the cluster beside its final place and moves it there when it is whole, so a crash leaves no half of one. */
export async function initialise(home: Home, bin: string, accounts: Accounts): Promise<void> {
  if (await exists(join(home.data, 'PG_VERSION'))) return checkMajor(home);
  await removeHalves(home);
  const fresh = `${home.data}.new`;
  await makeOwnFolder(fresh, accounts.server);
  const made = await run(
    join(bin, 'initdb'),
    [
      '--username',
      accounts.role,
      '--auth-local=peer',
      '--auth-host=reject',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      '--pgdata',
      fresh,
    ],
    { as: accounts.server },
  );
  if (!made.ok) throw explain('The embedded PostgreSQL could not be set up', home, made.output);
  const main = join(fresh, 'postgresql.conf');
  await writeFile(main, `${await readFile(main, 'utf8')}\ninclude_if_exists = '${settingsFile}'\n`);
  await rename(fresh, home.data);
}

async function removeHalves(home: Home): Promise<void> {
  for (const name of await readdir(home.folder)) {
    if (name.startsWith('postgres.new')) await rm(join(home.folder, name), { recursive: true });
  }
}

async function checkMajor(home: Home): Promise<void> {
  const found = (await readFile(join(home.data, 'PG_VERSION'), 'utf8')).trim();
  if (found === embeddedMajor) return;
  throw refusal(
    `The data in ${home.data} is of PostgreSQL ${found}, but this version of Alongside brings PostgreSQL ${embeddedMajor}.`,
    `Run the version of Alongside that wrote it, or set DATA_DIR to a fresh folder.`,
  );
}

/** Starts the server and returns when it takes connections. */
export async function launch(home: Home, bin: string, accounts: Accounts, durable: boolean): Promise<void> {
  await writeFile(join(home.data, settingsFile), settings(home, durable));
  await removeStalePid(home);
  const logFile = join(home.folder, 'server.log');
  const from = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  const log = await open(logFile, 'a', 0o600);
  try {
    const started = await run(join(bin, 'pg_ctl'), ['start', '--wait', '--timeout=30'], {
      as: accounts.server,
      data: home.data,
      log: log.fd,
    });
    if (started.ok) return;
  } finally {
    await log.close();
  }
  const said = (await readFile(logFile)).subarray(from).toString('utf8');
  throw explain('The embedded PostgreSQL did not start', home, said);
}

export async function halt(home: Home, bin: string, accounts: Accounts): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    run(join(bin, 'pg_ctl'), ['stop', `--mode=${mode}`, '--wait', `--timeout=${seconds}`], {
      as: accounts.server,
      data: home.data,
    });
  // A service manager gives us 10 s at most; the write-ahead log makes an immediate stop as safe as a power cut.
  if (!(await stop('fast', 3)).ok) await stop('immediate', 1);
}

function settings(home: Home, durable: boolean): string {
  const lines = [
    `listen_addresses = ''`,
    `port = 5432`,
    `unix_socket_directories = ${quote(`"${home.socket.replaceAll('"', '""')}"`)}`,
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
    `shared_buffers = '64MB'`,
    // The server's own log must not repeat what people wrote: no statements, no details such as a key's value.
    `log_min_error_statement = panic`,
    `log_error_verbosity = terse`,
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off']),
  ];
  return `# Written at every start; put settings of your own into postgresql.conf.\n${lines.join('\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/**
 * After a restart of the container, or of the machine, another process may have the old server's id. PostgreSQL then
 * refuses to start; the file is removed when the process it names is not a server of this folder.
 */
async function removeStalePid(home: Home): Promise<void> {
  const file = join(home.data, 'postmaster.pid');
  if (!(await exists(file))) return;
  const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
  if (!(await isServerOf(home, pid))) await rm(file, { force: true });
}

export async function isServerOf(home: Home, pid: number): Promise<boolean> {
  return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === home.data;
}

function explain(what: string, home: Home, output: string): Error {
  if (/no space left|disk full|ENOSPC/i.test(output)) {
    return refusal(`${what}: the disk that holds ${home.folder} is full.`, 'Make room, then start again.');
  }
  return refusal(
    `${what}:\n${output.trim().split('\n').slice(-12).join('\n')}`,
    'Mend what it names and start again.',
  );
}
