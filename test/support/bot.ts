import { type ChildProcess, spawn } from 'node:child_process';
import type pg from 'pg';

/** The built bot as a process of its own. */
export interface Bot {
  process: ChildProcess;
  url: string;
  /** What it has printed so far. */
  said(): string;
}

export async function startBot(env: Record<string, string | undefined>): Promise<Bot> {
  const child = spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      said += chunk;
      const found = /listening on (\S+:\d+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`The bot ended with ${code} before it listened: ${said}`)));
  });
  return { process: child, url: await url, said: () => said };
}

/** The address of a test's database, for another process. */
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
