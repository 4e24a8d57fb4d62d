import { chown, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Accounts } from './account.ts';
import { chooseListening } from './address.ts';
import type { Home } from './home.ts';
import { settingsFile } from './initialise.ts';
import { findServer, removeStalePid } from './process.ts';
import { explainOutput } from './refusal.ts';
import { run } from './run.ts';

/** A cluster on this machine: where it lies, what runs it, and as whom. */
export interface Site {
  home: Home;
  bin: string;
  accounts: Accounts;
  durable: boolean;
}

const logLimit = 10_000_000;

/** Starts the server. When this returns, it takes connections or is on its way, such as through a long recovery. */
export async function launch(site: Site): Promise<void> {
  const { home, accounts } = site;
  await writeSettings(site);
  await removeStalePid(home, accounts.server);
  const log = await openLog(join(home.folder, 'server.log'));
  const started = await control(site, ['start', '--wait', '--timeout=30'], log.fd).finally(log.close);
  if (started.ok || (await findServer(home, accounts.server)) !== undefined) return;
  throw explainOutput('The embedded PostgreSQL did not start', home.folder, await log.read());
}

/** A service manager gives us 10 s at most; the write-ahead log makes an immediate stop as safe as a power cut. */
export async function halt(site: Site): Promise<void> {
  // pg_ctl signals whatever process the file names, so it must be the server.
  if ((await findServer(site.home, site.accounts.server)) === undefined) return;
  const { ok } = await control(site, ['stop', '--mode=fast', '--wait', '--timeout=3']);
  if (!ok) await control(site, ['stop', '--mode=immediate', '--wait', '--timeout=1']);
}

function control(site: Site, args: readonly string[], log?: number) {
  const { home, bin, accounts } = site;
  // On its command line pg_ctl would hand the folder's name to a shell, where a $ in it means something.
  const folder = process.platform === 'win32' ? ['--pgdata', home.data] : [];
  const about = log === undefined ? {} : { log };
  return run(join(bin, 'pg_ctl'), [...args, ...folder], { as: accounts.server, data: home.data, ...about });
}

/** For data of one run, of which no statement is asked often enough to be worth planning for each value. */
const passing = [
  'fsync = off',
  'synchronous_commit = off',
  'full_page_writes = off',
  'plan_cache_mode = force_generic_plan',
];

/** The server must be able to read it: without it, it would listen where everybody is. */
async function writeSettings({ home, accounts, durable }: Site): Promise<void> {
  const lines = [
    '# Written at every start; what is to last belongs into postgresql.conf.',
    ...(await chooseListening(home)),
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
    // The server's own log must not repeat what people wrote: no statements, no details such as a key's value.
    `log_min_error_statement = panic`,
    `log_error_verbosity = terse`,
    ...(durable ? [] : passing),
  ];
  const file = join(home.data, settingsFile);
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  if (accounts.server !== undefined) await chown(file, accounts.server.uid, accounts.server.gid);
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimit) await rename(path, `${path}.old`);
  const file = await open(path, 'a', 0o600);
  const from = size > logLimit ? 0 : size;
  return {
    fd: file.fd,
    close: () => file.close(),
    read: async () => (await readFile(path)).subarray(from).toString('utf8'),
  };
}
