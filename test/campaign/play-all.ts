import pg from 'pg';
import type { Platform } from '../../src/chat/inbound.ts';
import { openPool } from './play.ts';
import { nameOf, type Point } from './points.ts';

export interface Played {
  point: Point;
  wrong: readonly string[];
  ms: number;
}

export interface PlayOptions {
  file: string;
  output: number;
  points: readonly Point[];
  /** How many pairs of bots play at once on each platform. */
  pairs: number;
  /** A database of its own for each pair. */
  database(): Promise<pg.PoolConfig>;
  onPlayed?: (played: Played) => void;
}

/** Plays every point, each platform's in pairs of bots of its own. */
export async function playAll(options: PlayOptions): Promise<Played[]> {
  const played: Played[] = [];
  const playOn = async (platform: Platform) => {
    const left = options.points.filter((point) => point.platform === platform);
    const pairs = Math.min(options.pairs, left.length);
    await Promise.all(Array.from({ length: pairs }, () => playPair(options, platform, left, played)));
  };
  await Promise.all([playOn('slack'), playOn('teams')]);
  return played;
}

async function playPair(
  options: PlayOptions,
  platform: Platform,
  left: Point[],
  played: Played[],
): Promise<void> {
  const { file, output, onPlayed } = options;
  const connection = await options.database();
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  const pool = await openPool({
    file,
    output,
    connection,
    client,
    platform,
    cases: left.length,
    isLast: () => left.length === 0,
  });
  try {
    for (let point = left.shift(); point; point = left.shift()) {
      const since = performance.now();
      const wrong = await pool.play(point);
      const one = { point, wrong, ms: performance.now() - since };
      played.push(one);
      onPlayed?.(one);
    }
  } finally {
    await pool.stop();
    await client.end();
  }
}

export const failuresOf = (played: readonly Played[]): string[] =>
  played.flatMap(({ point, wrong }) => wrong.map((words) => `${nameOf(point)}: ${words}`));
