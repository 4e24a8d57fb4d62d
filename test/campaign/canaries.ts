import { randomBytes } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Seen } from '../../src/playground/simulated.ts';
import type { Bot } from './crew.ts';
import type { Line } from './line.ts';
import type { Stage } from './platforms.ts';

/** Words that stand in no dictionary, for the private fields of real features; each is another, and all begin alike. */
export interface Canaries {
  readonly prefix: string;
  /** A new one. */
  next(): string;
  readonly planted: number;
  /** Places in which one was found, where none may be. */
  readonly found: readonly string[];
  /** What the bots tell of themselves. */
  readMetrics(bots: readonly Bot[]): Promise<void>;
  readMetricsCount(): number;
  readScreens(stage: Stage): void;
  readFile(path: string): Promise<void>;
  /** Every file of the database's folder, as it lies on the disk, and every row of every table. */
  readDatabase(folder: string, line: Line): Promise<void>;
}

export function makeCanaries(): Canaries {
  const prefix = `zq${randomBytes(4).toString('hex')}`;
  const found: string[] = [];
  let planted = 0;
  let metricsRead = 0;

  const look = (text: string, where: string) => {
    if (text.includes(prefix)) found.push(where);
  };

  async function readFile(path: string): Promise<void> {
    const hits = await countIn(path, prefix);
    if (hits > 0) found.push(`${path}, ${hits} times`);
  }

  return {
    prefix,
    found,
    get planted() {
      return planted;
    },
    next() {
      planted += 1;
      return `${prefix}n${planted}`;
    },
    async readMetrics(bots) {
      for (const { port } of bots) {
        const response = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => undefined);
        if (response?.status !== 200) continue;
        metricsRead += 1;
        look(await response.text(), 'metrics');
      }
    },
    readMetricsCount: () => metricsRead,
    readScreens({ slack, teams }) {
      for (const { ledger, platform } of [slack, teams])
        for (const seen of ledger)
          if (!isPrivate(seen))
            look(`${seen.text} ${seen.preview}`, `${platform}: a ${seen.kind} to ${seen.user}`);
    },
    readFile,
    async readDatabase(folder, line) {
      await line.ask('checkpoint');
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) await readFile(join(entry.parentPath, entry.name));
      const tables = await line.ask<{ name: string }>(
        `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
      );
      for (const { name } of tables) {
        // As text: what the files hold compressed is plain here.
        const [row] = await line.ask<{ many: number }>(
          `select count(*)::int as many from ${name} t where t::text like $1`,
          [`%${prefix}%`],
        );
        if (row && row.many > 0) found.push(`table ${name}, ${row.many} rows`);
      }
    },
  };
}

/** A form is read by the one who opened it, whose right was checked at that moment; all else is a message or a page. */
const isPrivate = ({ kind }: Seen) => kind === 'form' || kind === 'form-errors' || kind === 'typed';

const chunk = 4 * 1024 * 1024;

/** How often a word stands in a file, read piece by piece. */
export async function countIn(path: string, word: string): Promise<number> {
  const needle = Buffer.from(word);
  const file = await open(path).catch(() => undefined);
  if (!file) return 0;
  try {
    const buffer = Buffer.alloc(chunk + needle.length);
    let [hits, kept] = [0, 0];
    for (;;) {
      const { bytesRead } = await file.read(buffer, kept, chunk);
      if (bytesRead === 0) return hits;
      const piece = buffer.subarray(0, kept + bytesRead);
      for (let at = piece.indexOf(needle); at >= 0; at = piece.indexOf(needle, at + 1)) hits += 1;
      kept = Math.min(needle.length - 1, piece.length);
      piece.copy(buffer, 0, piece.length - kept);
    }
  } finally {
    await file.close();
  }
}
