import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is kept of a playground between two starts. */
export interface Keeper {
  /** The screens as they were left, and as they were when everybody had just joined. */
  readonly last: Buffer | undefined;
  readonly start: Buffer | undefined;
  write(which: 'last' | 'start', saved: Buffer): Promise<void>;
  /** Copies the database's rows, and puts them back. False: there is no copy, or it is of an older version. */
  keepRows(which: 'nobody' | 'start'): Promise<void>;
  returnRows(which: 'nobody' | 'start'): Promise<boolean>;
  /** Nobody was ever in this database. */
  isEmpty(): Promise<boolean>;
}

/** Keeps screens in two files of a folder. */
export async function openKeeper(
  folder: string,
  rows: Pick<Keeper, 'keepRows' | 'returnRows' | 'isEmpty'>,
): Promise<Keeper> {
  const fileOf = (which: 'last' | 'start') => join(folder, `screens.${which}`);
  const read = (which: 'last' | 'start') => readFile(fileOf(which)).catch(() => undefined);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    ...rows,
    last: await read('last'),
    start: await read('start'),
    async write(which, saved) {
      // Whole or not at all: the program may be stopped in the middle.
      await writeFile(`${fileOf(which)}.new`, saved, { mode: 0o600 });
      await rename(`${fileOf(which)}.new`, fileOf(which));
    },
  };
}
