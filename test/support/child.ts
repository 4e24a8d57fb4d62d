import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Child {
  process: ChildProcess;
  /** The next line that it prints. Rejects with what it wrote to stderr when it ends instead. */
  line(): Promise<string>;
  /** Signals it and waits for its end. Returns how long that took in ms. */
  end(signal: NodeJS.Signals): Promise<number>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  args?: readonly string[];
  /** The account that it runs as, for root. */
  as?: { uid: number; gid: number } | undefined;
  /** Where to leave the clean-up; tests that run concurrently must give the one of their own context. */
  finished?: (work: () => Promise<void>) => void;
}

/**
 * Runs a script, with the built project as `./dist`, as a process of its own: one that can be killed. Killed for good
 * after the test.
 */
export function startChild(
  script: string,
  { args = [], as, finished = onTestFinished }: Options = {},
): Child {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, ...args], { cwd: root, ...as });
  const lines: string[] = [];
  let errors = '';
  let wake = () => {};
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    lines.push(...text.split('\n').filter((line) => line !== ''));
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = once(child, 'close');
  finished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    process: child,
    async line() {
      while (lines.length === 0) {
        const next = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const over = await Promise.race([next, ended]);
        if (over !== undefined && lines.length === 0) throw new Error(errors);
      }
      return lines.shift() as string;
    },
    async end(signal) {
      const since = Date.now();
      child.kill(signal);
      await ended;
      return Date.now() - since;
    },
  };
}
