import { readFile } from 'node:fs/promises';
import type { Tx } from './database.ts';

export interface Versions {
  alongside: string;
  node: string;
  postgres: string;
  /** The newest migration that this database has. */
  database: string;
}

/** What runs here: whoever asks for help is asked for it first. */
export async function readVersions(tx: Tx): Promise<Versions> {
  // Two levels up from src/store and from dist/store alike.
  const about = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const [row] = await tx.$queryRaw<{ postgres: string; database: string }[]>`
    SELECT split_part(current_setting('server_version'), ' ', 1) AS postgres, max(name) AS database FROM migration`;
  return {
    alongside: about.version,
    node: process.versions.node,
    postgres: row?.postgres ?? '',
    database: row?.database.split('_')[0] ?? '',
  };
}
