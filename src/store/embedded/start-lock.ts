import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { host } from './host.ts';
import { codeOf, refusal } from './refusal.ts';

interface Holder {
  host: string;
  pid: number;
  token: string;
}

const touchEveryMs = 500;
// Ten missed touches: whoever held it is gone, or as good as gone.
const abandonedAfterMs = 5_000;
// Longer than the first start on a slow disk, or a recovery, takes.
const patienceMs = 180_000;

/** One bot at a time looks whether a server runs on this folder, and starts it when none does. */
export async function withStartLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const file = join(folder, 'starting.json');
  await acquire(file);
  const touch = setInterval(() => {
    const now = (performance.timeOrigin + performance.now()) / 1_000;
    utimes(file, now, now).catch(() => {});
  }, touchEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(touch);
    await rm(file, { force: true });
  }
}

async function acquire(file: string): Promise<void> {
  const mine = JSON.stringify({ host, pid: process.pid, token: randomUUID() } satisfies Holder);
  const deadline = performance.now() + patienceMs;
  let watched = { stamp: '', since: 0 };
  while (!(await claim(file, mine))) {
    if (performance.now() > deadline) {
      throw refusal(
        `Another bot has been starting on ${file} for too long.`,
        'Stop it, or see what holds it up.',
      );
    }
    const found = await look(file);
    if (found === undefined) continue;
    if (found.stamp !== watched.stamp) watched = { stamp: found.stamp, since: performance.now() };
    if (isGone(found.text) || performance.now() - watched.since > abandonedAfterMs)
      await breakLock(file, found.text);
    else await sleep(50);
  }
}

async function claim(file: string, mine: string): Promise<boolean> {
  try {
    await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function look(file: string): Promise<{ text: string; stamp: string } | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    return { text, stamp: `${mtimeMs} ${text}` };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** A process of this very host that no longer exists needs no waiting for. */
function isGone(text: string): boolean {
  try {
    const holder = JSON.parse(text) as Holder;
    if (holder.host !== host) return false;
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** Takes an abandoned lock away; if it was another's by then, it is put back. */
async function breakLock(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== text) await link(aside, file).catch(() => {});
  await rm(aside);
}
