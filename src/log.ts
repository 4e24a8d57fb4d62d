import { HOUR_MS } from './time/durations.ts';
/** One JSON line: ids, durations, outcomes. Message bodies and sealed text never reach it. */
export type Log = (line: LogLine) => void;
export type LogLine = { event: string } & Record<string, string | number | boolean | null | undefined>;

export const logToStdout: Log = (line) => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};

/** An error in one line, without the values that it may carry (Prisma and pg put parameters after the first line). */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200);
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const lines = error.message.trim().split('\n');
  return `${error.name}${code}: ${(lines.at(-1) ?? '').slice(0, 300)}`;
}

/** A connection that ended before its request did. Anybody can make a million of them: counted, and not written. */
export const BROKEN_OFF = 'http.broken-off';

/**
 * The SDKs print what they refuse or fail at, with what was in it. Of that a line is written that says who printed, and
 * none of the words. @returns what gives the console back
 */
export function hearConsole(log: Log): () => void {
  const levels = ['debug', 'info', 'log', 'warn', 'error'] as const;
  const { console: printer } = globalThis;
  const before = levels.map((level) => [level, printer[level]] as const);
  for (const level of levels)
    printer[level] = (said: unknown) =>
      log({
        event: 'sdk.printed',
        level,
        kind: said instanceof Error ? said.name.slice(0, 40) : typeof said,
      });
  return () => Object.assign(printer, Object.fromEntries(before));
}

/** What Node warns of, such as something that an SDK should no longer call. */
export function hearWarnings(log: Log): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message, code }: Error & { code?: string }) =>
    log({ event: 'node.warning', name, code, message: message.slice(0, 200) }),
  );
}

/** What the log calls all of what is private: looking for somebody, asking something, what one keeps about oneself. */
export const SUPPORT = 'support';
export const isSupport = ({ route, feature, sweep }: LogLine): boolean =>
  route === SUPPORT || feature === SUPPORT || sweep === SUPPORT;

const startOfHour = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);

/** What is written of a line of support: no id, no platform, and no moment but the hour. */
export function coarse(log: Log): Log {
  return (line) => {
    if (!isSupport(line)) return log(line);
    const { event, route, feature, sweep, outcome, error, at } = line;
    log({ at: at ?? startOfHour(new Date()).toISOString(), event, route, feature, sweep, outcome, error });
  };
}

/** A log that keeps what is private until its hour is over. */
export interface Holding {
  log: Log;
  /** Passes on what is held of the hours before this one; `all`: of this one, too, for the process ends. */
  pass(all?: boolean): void;
}

/**
 * In a small network the moment says who, and beside other lines any line has its moment. So lines of support wait
 * until their hour is over and come together, in an order of their own. What went wrong needs a look, and comes at once.
 */
export function holdSupport(log: Log, clock: () => Date = () => new Date()): Holding {
  const held = new Map<string, LogLine[]>();
  const hourNow = () => startOfHour(clock()).toISOString();
  const pass = (all = false) => {
    const now = hourNow();
    for (const [at, lines] of held) {
      if (at === now && !all) continue;
      held.delete(at);
      const plain = lines.map((line) => [JSON.stringify([line.event, line.outcome, line.ms]), line] as const);
      for (const [, line] of plain.sort(([a], [b]) => (a < b ? -1 : 1))) log({ ...line, at });
    }
  };
  return {
    pass,
    log(line) {
      if (!isSupport(line)) {
        // Only what is not private lets the held ones go: else they would come at the moment of the next.
        pass();
        return log(line);
      }
      const at = hourNow();
      if (line.error) return log({ ...line, at });
      const lines = held.get(at) ?? [];
      held.set(at, lines);
      lines.push(line);
    },
  };
}
