import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atEnd } from './ending.ts';
import { makeFolder } from './postgres.ts';

/** What a process has used so far. */
export interface Usage {
  rssMb: number;
  cpuMs: number;
}

export interface Child {
  usage(): Promise<Usage>;
  /** The next thing that it tells us. */
  hear<T>(key: string, ms?: number): Promise<T>;
  /** Something that it waits for. */
  say(message: object): void;
  /** @throws with what it printed when it has ended by itself */
  check(): Promise<void>;
  /** Asks it to stop, and makes it after 15 s. */
  stop(): Promise<void>;
}

const observer = new URL('./servers/observe.js', import.meta.url).href;
const patienceMs = 60_000;

/** A process that is measured: a file of ours under servers/, or the built bot itself. */
export async function startChild(file: string, env: Record<string, string> = {}): Promise<Child> {
  const log = join(await makeFolder('log'), 'log');
  const to = openSync(log, 'w');
  const child = fork(file, {
    env: { ...cleanEnvironment(), NODE_ENV: 'production', ...env },
    // Where the bot's data is: a .env of whoever runs this is not for it.
    ...(env.DATA_DIR !== undefined && { cwd: env.DATA_DIR }),
    execArgv: ['--import', observer, ...profiling()],
    stdio: ['ignore', to, to, 'ipc'],
  });
  closeSync(to);
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const killing = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(killing);
  };
  atEnd(stop);
  const fail = async (): Promise<never> => {
    throw new Error(`${file} ended with ${child.exitCode}:\n${(await readFile(log, 'utf8')).slice(-2_000)}`);
  };
  const hear = <T>(key: string, ms = patienceMs): Promise<T> =>
    Promise.race([hearFrom<T>(child, key, ms), ended.then(fail)]);
  return {
    stop,
    hear,
    say: (message) => void child.send(message),
    check: async () => (child.exitCode === null ? undefined : fail()),
    usage() {
      child.send('measure');
      return hear<Usage>('usage');
    },
  };
}

export const serverFile = (name: string) => fileURLToPath(new URL(`./servers/${name}.js`, import.meta.url));

function hearFrom<T>(child: ChildProcess, key: string, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.off('message', listen);
      reject(new Error(`A process said nothing of "${key}" for ${ms / 1_000} s.`));
    }, ms);
    const listen = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !(key in message)) return;
      clearTimeout(late);
      child.off('message', listen);
      resolve((message as Record<string, T>)[key] as T);
    };
    child.on('message', listen);
  });
}

/** Settings of a bot that whoever runs the bench may have set are not for the ones that are measured. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(SLACK|TEAMS|ALONGSIDE)_|^(DATABASE_URL|DATA_DIR|HOST|PORT|JOIN|PUBLIC_URL)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

function profiling(): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder ? ['--cpu-prof', '--cpu-prof-dir', folder] : [];
}
