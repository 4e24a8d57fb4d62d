import { errorLine, type Log } from '../log.ts';

/** What must be stopped, the last begun first. */
export const stops: (() => Promise<void>)[] = [];
let stopping: Promise<void> | undefined;

export const tell = (line: string) => void process.stdout.write(`${line}\n`);
/** In the playground and in a command the words are the log; only what went wrong is added. */
export const logProblems: Log = (line) => {
  if (line.error) process.stderr.write(`${JSON.stringify(line)}\n`);
};

export const isStopping = (): boolean => stopping !== undefined;

/** Whoever stops us (systemd, Docker) waits for 10 s and then kills. A send that hangs is cut at 8 s, so this is enough. */
const MOST_STOP_MS = 10_000;

export async function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    setTimeout(() => process.exit(1), MOST_STOP_MS).unref();
    for (const step of stops.reverse()) {
      await step().catch((error: unknown) => tell(`While stopping: ${errorLine(error)}`));
    }
    process.exit(exitCode);
  })();
  await stopping;
}
