import { spawn } from 'node:child_process';

/** The account a program runs as; undefined is the bot's own. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Ran {
  ok: boolean;
  output: string;
}

/**
 * Runs a program to its end and keeps what it printed. `log` is a file that takes the output instead: a server that
 * outlives the program must not hold our pipe.
 */
export function run(
  file: string,
  args: readonly string[],
  about: { as?: Account | undefined; data?: string; log?: number } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      // The borrowed account may not be able to stand where the bot stands.
      cwd: about.as === undefined ? undefined : '/',
      env: environment(about.data),
      stdio: ['ignore', about.log ?? 'pipe', about.log ?? 'pipe'],
      windowsHide: true,
      ...about.as,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: `${file}: ${error.message}` }));
    child.on(about.log === undefined ? 'close' : 'exit', (code) =>
      resolve({ ok: code === 0, output: output.trim() }),
    );
  });
}

/** Nothing of the bot's own environment, its secrets least of all, reaches the server. Windows needs the whole of it. */
function environment(data: string | undefined): NodeJS.ProcessEnv | undefined {
  if (process.platform === 'win32') return undefined;
  return { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin', ...(data === undefined ? {} : { PGDATA: data }) };
}
