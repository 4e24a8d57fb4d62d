import { type Logger, LogLevel } from '@slack/bolt';

/** One line of ids and outcomes; never a message body. */
export type Log = (
  line: { event: string } & Record<string, string | number | boolean | null | undefined>,
) => void;

/** The SDK's warnings and errors as lines of ours, without their objects, which may hold what people wrote. */
export function sdkLogger(log: Log): Logger {
  const quiet = () => undefined;
  const tell =
    (level: string) =>
    (...said: unknown[]) =>
      log({ event: 'slack.sdk', level, message: firstLine(said[0]) });
  return {
    debug: quiet,
    info: quiet,
    warn: tell('warn'),
    error: tell('error'),
    setLevel: quiet,
    getLevel: () => LogLevel.WARN,
    setName: quiet,
  };
}

export function firstLine(error: unknown): string {
  const words =
    error instanceof Error ? error.message : typeof error === 'string' ? error : 'an error of the SDK';
  return (words.split('\n')[0] ?? '').slice(0, 200);
}
