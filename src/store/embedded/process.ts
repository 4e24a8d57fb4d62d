import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { codeOf } from './refusal.ts';
import { type Account, run } from './run.ts';

/** The id of the server that runs on this folder, as far as this host can see it. */
export async function findServer(home: Home, server: Account | undefined): Promise<number | undefined> {
  const pid = await readPid(home);
  if (pid === undefined || !isAlive(pid)) return undefined;
  return (await isServerOf(home, pid, server)) ? pid : undefined;
}

/**
 * After a restart of the container, or of the machine, another process may have the old server's id, and PostgreSQL
 * would refuse to start. The id of a dead process is left to PostgreSQL, which then also looks for orphans of the
 * old server that are still writing.
 */
export async function removeStalePid(home: Home, server: Account | undefined): Promise<void> {
  const pid = await readPid(home);
  if (pid === undefined || !isAlive(pid) || (await isServerOf(home, pid, server))) return;
  await rm(join(home.data, 'postmaster.pid'), { force: true });
}

async function readPid(home: Home): Promise<number | undefined> {
  try {
    const pid = Number((await readFile(join(home.data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function isServerOf(home: Home, pid: number, server: Account | undefined): Promise<boolean> {
  if (process.platform !== 'linux') return (await describe(pid)).includes('postgres');
  // A server stands in its data folder. Asked as the account that runs it: a container's root may not look.
  const asked = await run('/bin/sh', ['-c', 'cd -P "/proc/$1/cwd" && pwd -P', 'sh', String(pid)], {
    as: server,
  });
  return asked.ok && asked.output === home.data;
}

async function describe(pid: number): Promise<string> {
  if (process.platform === 'win32') return (await run('tasklist', ['/FI', `PID eq ${pid}`, '/NH'])).output;
  return (await run('ps', ['-p', String(pid), '-o', 'comm='])).output;
}
