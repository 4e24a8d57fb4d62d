import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { host } from './host.ts';
import { codeOf, refusal } from './refusal.ts';

const beatEveryMs = 2_000;
// Three beats and a little: a host that let them all go by is taken for dead.
const silenceMs = 7_000;

export interface Heartbeat {
  stop(): void;
  /** For the last bot that leaves. */
  remove(): Promise<void>;
}

/**
 * Shows to other hosts and containers that this folder is in use: they can see neither our processes nor, on most
 * volumes, our socket. Refuses a folder whose heartbeat another host keeps up. Call it while holding the start lock.
 */
export async function startHeartbeat(folder: string, onLost: () => void): Promise<Heartbeat> {
  const file = join(folder, 'heartbeat.json');
  await waitForSilence(file, folder);
  await beat(file);
  const timer = setInterval(async () => {
    try {
      const other = await readBeat(file);
      if (other === undefined || other.host === host) return await beat(file);
      clearInterval(timer);
      onLost();
    } catch {
      // A beat that could not be written is one that is missed; the next one may come through.
    }
  }, beatEveryMs);
  timer.unref();
  return { stop: () => clearInterval(timer), remove: () => rm(file, { force: true }) };
}

interface Beat {
  host: string;
  /** Another one with every beat; no clock, because those of two hosts may differ. */
  at: string;
}

async function beat(file: string): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ host, at: randomUUID() } satisfies Beat), { mode: 0o600 });
  await rename(draft, file);
}

async function readBeat(file: string): Promise<Beat | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Beat;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Returns when the folder is free, which takes a while after a host that went without a word. */
async function waitForSilence(file: string, folder: string): Promise<void> {
  const first = await readBeat(file);
  for (let waited = 0; waited < silenceMs; waited += 250) {
    const now = await readBeat(file);
    if (now === undefined || now.host === host) return;
    if (now.at !== first?.at) {
      throw refusal(
        `The data folder ${folder} is in use on another host or in another container (${now.host.split(' ')[0]}).`,
        'An embedded PostgreSQL serves one host only: stop the other bot, or give this one a DATA_DIR of its own.',
      );
    }
    await sleep(250);
  }
}
