/** What the bench gave this process to work with. */
export const readSettings = <T>(): T => JSON.parse(process.env.BENCH_SETTINGS ?? '{}') as T;

export const tell = (message: object): void => void process.send?.(message);

/** The next thing that the bench says to this process. */
export const hear = <T>(key: string): Promise<T> =>
  new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !(key in message)) return;
      process.off('message', listen);
      resolve((message as Record<string, T>)[key] as T);
    };
    process.on('message', listen);
  });

/** Ends with whatever `--cpu-prof` wants to write. */
export function endWith(stop: () => Promise<unknown>): void {
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    void stop().finally(() => process.exit(0));
  });
}
