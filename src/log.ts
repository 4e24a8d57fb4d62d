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
