import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps a page as a file: it is served while the database is away. Whoever reads it meanwhile reads one or the other whole. */
export async function keepPage(folder: string, name: string, html: string): Promise<void> {
  if ((await readKeptPage(folder, name)) === html) return;
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, html);
  await rename(unfinished, path);
}

/** As it was kept last; undefined where none was, or none can be read. */
export const readKeptPage = (folder: string, name: string): Promise<string | undefined> =>
  readFile(join(folder, name), 'utf8').catch(() => undefined);
