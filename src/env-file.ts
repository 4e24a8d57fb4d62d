import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

export type Given = Record<string, string | undefined>;

/** What a file such as `.env` sets; undefined where there is none. @throws what to do, when it can’t be read */
export function readEnvFile(path: string): Given | undefined {
  try {
    return parseEnv(decode(readFileSync(path)));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new Error(
      `${path} is there, but it can’t be read (${message}). Let this user read it, or move it away.`,
    );
  }
}

/** As editors on Windows write it, too: with a byte order mark, or in UTF-16. */
function decode(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}
