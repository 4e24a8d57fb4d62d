import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RingKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** Oldest first: the last one encrypts, all of them decrypt. */
export type Keyring = readonly RingKey[];

export function newestKey(ring: Keyring): RingKey {
  const newest = ring.at(-1);
  if (newest === undefined) throw new Error('The keyring must hold a key.');
  return newest;
}

/** `id:base64,id:base64`, the newest last. The message of what it throws says what to write, and never a key. */
export function parseKeys(text: string): Keyring {
  const ring = text.split(',').map((part, index) => parseKey(part.trim(), index + 1));
  const twice = ring.find(({ id }, index) => ring.findIndex((other) => other.id === id) !== index);
  if (twice === undefined) return ring;
  throw new Error(`Two keys have the id "${twice.id}"; give each its own.`);
}

function parseKey(part: string, position: number): RingKey {
  const [, id, base64] = /^([A-Za-z0-9_-]{1,16}):([A-Za-z0-9+/_=-]+)$/.exec(part) ?? [];
  const key = Buffer.from(base64 ?? '', 'base64');
  if (id !== undefined && key.length === 32) return { id, key };
  throw new Error(
    `Key ${position} must be <id>:<32 bytes in base64>, such as k1:… with what "openssl rand -base64 32" prints; keys are parted by commas, the newest last.`,
  );
}

/** The keyring of a file that only the bot's user can read, or undefined when there is no such file. */
export async function readKeyFile(path: string): Promise<Keyring | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new Error(
      `The key file ${path} can be read by others. Run chmod 600 on it, and consider its keys known.`,
    );
  }
  return parseKeys((await readFile(path, 'utf8')).trim());
}

/** Makes the file with one fresh key. Of two bots that do so at once, both read what the first one wrote. */
export async function makeKeyFile(path: string): Promise<Keyring> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeDurably(draft, `k1:${randomBytes(32).toString('base64')}\n`);
  try {
    await link(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return (await readKeyFile(path)) ?? makeKeyFile(path);
}

/** A key that a power cut takes back would take everybody's words with it. */
async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows does not open folders.
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().finally(() => folder.close());
}
