import { randomBytes } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface RingKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** Oldest first: all of them decrypt; which one encrypts is written in the database, so that every process agrees. */
export type Keyring = readonly RingKey[];

/** The keyring of a running process. One of a key file is read again when a key is missing: somebody turned it over. */
export interface LiveRing {
  keys: Keyring;
  reload?: () => Promise<Keyring>;
}

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

const spell = (ring: Keyring): string =>
  `${ring.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',')}\n`;

/** An id that none of these ever had: `k3` after `k1` and `k2`. */
export function makeKey(taken: readonly string[]): RingKey {
  let number = taken.length + 1;
  while (taken.includes(`k${number}`)) number += 1;
  return { id: `k${number}`, key: randomBytes(32) };
}

/** The keyring of a file that only the bot's user can read, or undefined when there is no such file. */
export async function readKeyFile(path: string): Promise<Keyring | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isFile()) {
    throw new Error(
      `${path} is ${found.isDirectory() ? 'a folder' : 'no file'}, and should be the key file. Put the key file there. ` +
        'If this database never held sealed words, remove what is there, and a key file is made at the next start.',
    );
  }
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new Error(
      `The key file ${path} can be read by others. Run chmod 600 on it, and consider its keys known.`,
    );
  }
  return parseKeys((await readFile(path, 'utf8')).trim());
}

/** Makes the file with one fresh key. Of two bots that do so at once, both read what the first one wrote. */
export async function makeKeyFile(path: string): Promise<Keyring> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = await writeDraft(path, [makeKey([])]);
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

/** Puts another ring into the file: there is a whole one at every moment. What the file held before is overwritten. */
export async function replaceKeyFile(path: string, ring: Keyring): Promise<void> {
  const draft = await writeDraft(path, ring);
  const before = await open(path, 'r+');
  try {
    await rename(draft, path);
    await syncFolder(dirname(path));
    await overwrite(before);
  } finally {
    await before.close();
  }
}

/** The old keys have no name any more, but their bytes would lie on the disk until something else is written there. */
async function overwrite(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  await file.write(randomBytes(size), 0, size, 0);
  await file.sync();
}

/** A key that a power cut takes back would take everybody's words with it. */
async function writeDraft(path: string, ring: Keyring): Promise<string> {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(spell(ring));
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

async function syncFolder(path: string): Promise<void> {
  // Windows does not open folders.
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().finally(() => folder.close());
}
