import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type pg from 'pg';

export interface Bot {
  process: ChildProcess;
  url: string;
  /** Everything that it has printed so far. */
  said(): string;
  /** Signals it and waits for its end: how long that took, and what it ended with. */
  end(signal: NodeJS.Signals): Promise<{ ms: number; code: number | null }>;
}

/** What `npm start` and the commands run, once built. */
export const BUILT = resolve('dist/main.js');

/**
 * The built bot as a process of its own, in the folder of its data: a `.env` of whoever runs the tests is not for it.
 * Resolves when it listens; whoever starts it ends it.
 */
export async function startBot(env: Record<string, string | undefined>): Promise<Bot> {
  const child = spawn(process.execPath, [BUILT], {
    env,
    cwd: env.DATA_DIR,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk;
      const found = /listening on (\S+:\d+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The bot ended with ${code} before it listened: ${said}`)));
  });
  return {
    process: child,
    url,
    said: () => said,
    async end(signal) {
      const since = performance.now();
      child.kill(signal);
      await ended;
      return { ms: performance.now() - since, code: child.exitCode };
    },
  };
}

/** The address of a test’s database, for another process. */
export function urlOf({
  connectionString,
  database: name = '',
  host = '',
  port = 5432,
  user = '',
}: pg.PoolConfig): string {
  if (connectionString) return Object.assign(new URL(connectionString), { pathname: `/${name}` }).href;
  return `postgresql:///${name}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;
}
