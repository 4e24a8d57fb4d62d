import { appendFile, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Accounts } from './account.ts';
import { makeAccessOptions } from './address.ts';
import { exists, type Home, makeOwnFolder } from './home.ts';
import { explainOutput, refusal } from './refusal.ts';
import { run } from './run.ts';

/** Data made by one major is not read by another, and only this one is shipped. */
const embeddedMajor = '18';

/** Written anew at every start; included by the cluster's own postgresql.conf. */
export const settingsFile = 'alongside.conf';

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
      ...(await makeAccessOptions(home)),
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
  if (!made.ok) throw explainOutput('The embedded PostgreSQL could not be set up', home.folder, made.output);
  const main = join(fresh, 'postgresql.conf');
  await appendFile(main, `\nshared_buffers = '64MB'\ninclude = '${settingsFile}'\n`);
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
