import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  rmdir,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { restoreLinks } from '../../src/store/embedded/binaries.ts';
import { startEmbedded } from '../../src/store/embedded/start.ts';
import { type Child, startChild } from '../support/child.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };

/** A bot that is nothing but its database. It prints how to connect, and leaves on SIGTERM. Its umask is a strict one. */
const bot = `
  import { startEmbedded } from './dist/store/embedded/start.js';
  process.umask(0o077);
  const cluster = await startEmbedded({ dataDir: process.argv[1], log() {} }).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  process.on('SIGTERM', () => cluster.stop());
  console.log(JSON.stringify({ ...cluster.connection, where: cluster.where }));
`;

type Where = pg.ClientConfig & { where: string };

interface Stage {
  /** As `folder`, with a cluster in it that has run before: making one takes a second. */
  used: string;
  /** A folder that goes after the test, together with the server that may still run on it. */
  folder: string;
  startBot(dataDir: string, as?: typeof nobody): Promise<{ child: Child; where: Where }>;
}

const it = test.extend<Stage>({
  folder: async ({ task: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'alongside-embedded-'));
    await chmod(folder, 0o711);
    await use(folder);
    await killServer(folder);
    await rm(folder, { recursive: true });
  },
  used: async ({ folder }, use) => {
    cluster ??= makeCluster();
    await promisify(execFile)('cp', ['-a', join(await cluster, 'postgres'), folder]);
    await use(folder);
  },
  startBot: async ({ folder: _ }, use) => {
    const after: (() => Promise<void>)[] = [];
    await use(async (dataDir, as) => {
      const child = startChild(bot, { args: [dataDir], as, finished: (work) => after.push(work) });
      return { child, where: JSON.parse(await child.line()) };
    });
    for (const work of after) await work();
  },
});

let cluster: Promise<string> | undefined;

async function makeCluster(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'alongside-embedded-'));
  await chmod(folder, 0o711);
  await (await startEmbedded({ dataDir: folder, log() {}, durable: false })).stop();
  return folder;
}

afterAll(async () => {
  if (cluster !== undefined) await rm(await cluster, { recursive: true });
});

async function killServer(folder: string): Promise<void> {
  const pid = await serverPid(folder);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** The server's process, as long as it stands in this folder. */
async function serverPid(folder: string): Promise<number | undefined> {
  const data = join(folder, 'postgres');
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const cwd = await readlink(`/proc/${Number.parseInt(text, 10)}/cwd`).catch(() => '');
  return cwd === data ? Number.parseInt(text, 10) : undefined;
}

async function ask(where: pg.ClientConfig, sql: string): Promise<string> {
  const client = new pg.Client(where);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return String(rows[0]?.[0]);
  } finally {
    await client.end();
  }
}

const modeOf = async (path: string) => (await lstat(path)).mode & 0o777;

/** How text is sorted, whatever the machine's locale; the zone; that a power cut costs nothing. */
const facts = `select concat_ws(' ', datlocprovider, datlocale, current_setting('timezone'), current_setting('fsync'))
  from pg_database where datname = current_database()`;
const startTime = 'select pg_postmaster_start_time()::text';

describe.concurrent('the embedded PostgreSQL', () => {
  it('outlives a bot that was killed, is found by the next one, and stops with the last', async ({
    used: folder,
    startBot,
  }) => {
    const first = await startBot(folder);
    await ask(first.where, 'create table kept as select 1 as one');
    const since = await ask(first.where, startTime);
    await first.child.end('SIGKILL');
    const second = await startBot(folder);
    expect(await ask(second.where, startTime)).toBe(since);
    expect(await ask(second.where, 'select one from kept')).toBe('1');
    expect(await second.child.end('SIGTERM')).toBeLessThan(5_000);
    expect(await serverPid(folder)).toBeUndefined();
    expect(await readdir(folder)).not.toContain('heartbeat.json');
  });

  it('is one, although two bots start on a fresh folder at once, and stays for the other', async ({
    folder,
    startBot,
  }) => {
    const [one, two] = await Promise.all([startBot(folder), startBot(folder)]);
    expect(await ask(one.where, startTime)).toBe(await ask(two.where, startTime));
    expect(await ask(one.where, facts)).toBe('b C.UTF-8 UTC on');
    await one.child.end('SIGTERM');
    expect(await ask(two.where, 'select 1')).toBe('1');
    await two.child.end('SIGTERM');
    expect(await serverPid(folder)).toBeUndefined();
  });

  it('keeps all that it writes to itself, in folders that are made for it too', async ({
    folder,
    startBot,
  }) => {
    const made = join(folder, 'data', 'here');
    const { child, where } = await startBot(made);
    expect(where.where).toBe(made);
    // Whoever runs the server for root passes through the folders above it, and reads nothing there.
    const passing = isRoot ? 0o710 : 0o700;
    expect([await modeOf(join(folder, 'data')), await modeOf(made)]).toEqual([passing, passing]);
    const found = await readdir(made, { withFileTypes: true, recursive: true });
    const ours = found.filter(({ parentPath }) => !parentPath.includes('/postgresql-'));
    const open = await Promise.all(
      ours.map(async (one) => {
        const path = join(one.parentPath, one.name);
        const isSocket = one.isSocket() || one.name.startsWith('postgresql-');
        return !isSocket && ((await modeOf(path).catch(() => 0)) & 0o077) !== 0 ? path : undefined;
      }),
    );
    expect(found.length).toBeGreaterThan(100);
    expect(open.filter(Boolean)).toEqual([]);
    await child.end('SIGTERM');
  });

  it('is started again by a bot that starts while the last one stops it', async ({
    used: folder,
    startBot,
  }) => {
    const first = await startBot(folder);
    const [, second] = await Promise.all([first.child.end('SIGTERM'), startBot(folder)]);
    expect(await ask(second.where, 'select 1')).toBe('1');
    await second.child.end('SIGTERM');
  });

  it('is brought back with its data by the bot that it died under', async ({ used: folder, startBot }) => {
    const { child, where } = await startBot(folder);
    await ask(where, 'create table kept as select 1 as one');
    await killServer(folder);
    await expect
      .poll(() => ask(where, 'select one from kept').catch(() => 'away'), { timeout: 10_000 })
      .toBe('1');
    await child.end('SIGTERM');
    expect(await serverPid(folder)).toBeUndefined();
  });

  it('starts although its postmaster.pid names a process that is something else', async ({
    used: folder,
    startBot,
  }) => {
    const first = await startBot(folder);
    const file = join(folder, 'postgres', 'postmaster.pid');
    const stale = (await readFile(file, 'utf8')).replace(/^\d+/, String(process.pid));
    await first.child.end('SIGTERM');
    await writeFile(file, stale);
    const { child, where } = await startBot(folder);
    expect(await ask(where, 'select 1')).toBe('1');
    await child.end('SIGTERM');
  });

  it('refuses a folder that another host keeps up, and takes one that it let go', async ({
    used: folder,
    startBot,
    expect,
  }) => {
    // Whole or not at all, as a bot writes it: who reads it meanwhile finds the one before.
    const beat = async () => {
      const draft = join(folder, `heartbeat.${randomUUID()}`);
      await writeFile(draft, JSON.stringify({ host: 'other x y', at: `${Date.now()}` }));
      await rename(draft, join(folder, 'heartbeat.json'));
    };
    await beat();
    const timer = setInterval(beat, 500);
    await expect(startBot(folder)).rejects.toThrow(/in use on another host.*\(other\)[\s\S]*DATABASE_URL/);
    clearInterval(timer);
    const { child, where } = await startBot(folder);
    expect(await ask(where, 'select 1')).toBe('1');
    // The other one comes back to life: two servers on one folder must not be.
    await beat();
    await expect.poll(() => serverPid(folder), { timeout: 5_000 }).toBeUndefined();
    await child.end('SIGKILL');
  });

  it('starts after a bot that was killed while it was starting', async ({ folder, startBot }) => {
    await writeFile(join(folder, 'starting.json'), 'half a lock');
    await mkdir(join(folder, 'postgres.new'));
    const { child } = await startBot(folder);
    await child.end('SIGTERM');
    expect((await readdir(folder)).sort()).toEqual(['postgres', 'run', 'server.log']);
  });

  it('serves a folder whose path is too long for a socket, or has signs that a shell minds', async ({
    folder,
    startBot,
    onTestFinished,
  }) => {
    const odd = join(folder, `it's "$HOME" \\ `, 'long'.repeat(20));
    await mkdir(dirname(odd), { recursive: true });
    const { child, where } = await startBot(odd);
    onTestFinished(() => rm(String(where.host), { recursive: true, force: true }));
    expect(where.host).toMatch(/^\/tmp\/alongside-[0-9a-f]{16}$/);
    expect(await ask(where, 'select 1')).toBe('1');
    await child.end('SIGTERM');
  });

  it('says so when the data is of another major', async ({ folder }) => {
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '17\n');
    await expect(startEmbedded({ dataDir: folder, log() {} })).rejects.toThrow(
      /PostgreSQL 17[\s\S]*DATABASE_URL/,
    );
  });

  it('says so when the data folder cannot be made', async ({ folder }) => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(startEmbedded({ dataDir: join(file, 'data'), log() {} })).rejects.toThrow(
      /cannot be made[\s\S]*DATABASE_URL/,
    );
  });
});

it('the links that npm leaves out are made, once', async ({ folder }) => {
  const native = folder;
  await mkdir(join(native, 'lib'));
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), '');
  await symlink('libpq.so.5.18', join(native, 'lib', 'libpq.so'));
  const links = ['libpq.so', 'libpq.so.5'].map((name) => ({
    source: 'native/lib/libpq.so.5.18',
    target: `native/lib/${name}`,
  }));
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  await restoreLinks(native);
  await restoreLinks(native);
  expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
});

describe.runIf(isRoot).concurrent('for root', () => {
  it('data goes where PostgreSQL can reach it when the data folder is closed to it', async ({
    folder,
    startBot,
    onTestFinished,
  }) => {
    await chmod(folder, 0o700);
    const { child, where } = await startBot(folder);
    onTestFinished(async () => {
      await rm(where.where, { recursive: true });
      await rmdir(dirname(where.where)).catch(() => {});
    });
    expect(where.where).toMatch(/^\/var\/lib\/alongside\/[0-9a-f]{16}$/);
    expect(await readFile(join(folder, 'where-the-data-is.txt'), 'utf8')).toBe(`${where.where}\n`);
    await ask(where, 'create table kept as select 1 as one');
    await child.end('SIGTERM');
    // Opened up later, the folder still leads to the data.
    await chmod(folder, 0o711);
    const again = await startBot(folder);
    expect(await ask(again.where, 'select one from kept')).toBe('1');
    await again.child.end('SIGTERM');
  });

  it('nobody but root gets to the server, and it is not root that runs it', async ({
    used: folder,
    startBot,
    onTestFinished,
  }) => {
    const { child, where } = await startBot(folder);
    expect((await lstat(join(folder, 'postgres'))).uid).toBe(nobody.uid);
    const stranger = startChild(
      `import net from 'node:net'; net.connect(process.argv[1] + '/.s.PGSQL.5432').on('error', (error) => console.log(error.code));`,
      { args: [String(where.host)], as: { uid: 1, gid: 1 }, finished: onTestFinished },
    );
    expect(await stranger.line()).toBe('EACCES');
    await child.end('SIGTERM');
  });

  it('an ordinary user runs it without further ado, and root is told whose data it is', async ({
    folder,
    startBot,
  }) => {
    await chmod(folder, 0o700);
    await chown(folder, nobody.uid, nobody.gid);
    const { child, where } = await startBot(folder, nobody);
    expect(where).toMatchObject({ where: folder, user: 'nobody' });
    expect(await ask({ ...where, user: 'root' }, 'select 1').catch((error) => error.code)).toBe('28000');
    await child.end('SIGTERM');
    expect(await serverPid(folder)).toBeUndefined();
  });

  it('a uid without a name is told what to do', async ({ folder, startBot }) => {
    await chmod(folder, 0o777);
    await expect(startBot(folder, { uid: 54321, gid: 54321 })).rejects.toThrow(
      /uid 54321 has no entry in[\s\S]*DATABASE_URL/,
    );
  });
});
