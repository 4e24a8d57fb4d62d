import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseData, nameDatabase } from '../../src/commands/data.ts';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/store/database.ts';
import { BUILT, urlOf } from '../support/bot.ts';
import { freshDatabase } from '../support/database.ts';

let root: string;
let folder: string;
let url: string;
let database: Database;
const { PATH, HOME } = process.env;
const secret = 'canary/pass@word';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'alongside-commands-'));
  const fresh = await freshDatabase('live');
  database = fresh.database;
  const bare = new URL(urlOf({ ...fresh.connection, user: '' }));
  if (!bare.searchParams.get('user')) bare.searchParams.set('user', String(fresh.connection.user));
  bare.searchParams.set('password', secret);
  url = bare.href;
});
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'run-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const writeEnv = (words: string | Buffer) => writeFile(join(folder, '.env'), words);
const keyOf = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

/** What a command of the terminal prints, and with what it ends. */
function run(args: readonly string[], env: Record<string, string> = {}) {
  return promisify(execFile)(process.execPath, [BUILT, ...args], {
    cwd: folder,
    env: { PATH, HOME, ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, words: stdout + stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      words: stdout + stderr,
    }),
  );
}

describe('the file .env', () => {
  const settings =
    'SLACK_BOT_TOKEN=xoxb-canary\nSLACK_SIGNING_SECRET=canary\nNETWORK_NAME="Peers of Fenbridge"\n';
  /** Reads it as the bot does, which is started in the folder. */
  const readHere = (more: Record<string, string> = {}) => {
    const [before, here] = [{ ...process.env }, process.cwd()];
    Object.assign(process.env, more);
    process.chdir(folder);
    try {
      return readConfig();
    } finally {
      process.chdir(here);
      for (const name of Object.keys(more)) delete process.env[name];
      Object.assign(process.env, before);
    }
  };

  it('is read, and the first line of a start says which mode it made, and never what it holds', async () => {
    await writeEnv(`${settings}DATABASE_URL=${url}\nSLACK_API_URL=http://127.0.0.1:9/api/\n`);
    const { words } = await run([]);
    expect(words.split('\n')[0]).toBe('Live, for Slack: SLACK_BOT_TOKEN from .env.');
    expect(words).toContain('Slack did not accept the bot token');
    expect(decodeURIComponent(words)).not.toMatch(/canary/);
  });

  it('is said to be missing in the first line of a playground', () => {
    expect(readHere().why).toBe(
      `Playground: no Slack or Teams credentials in the environment, and there is no ${join(folder, '.env')}.`,
    );
  });

  it.each([
    ['as .env.example shows it', settings],
    ['with Windows line ends', settings.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${settings}`],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\ufeff${settings}`, 'utf16le')],
    ['with export, comments and blanks', `# ours\n\nexport ${settings.replaceAll('=', ' = ')} # the end`],
  ])('is understood %s', async (_, words) => {
    await writeEnv(words);
    const { mode, why, slack, networkName } = readHere();
    expect({ mode, why, networkName, token: slack?.botToken }).toEqual({
      mode: 'live',
      why: 'Live, for Slack: SLACK_BOT_TOKEN from .env.',
      networkName: 'Peers of Fenbridge',
      token: 'xoxb-canary',
    });
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-env' }, 'Live, for Slack: SLACK_BOT_TOKEN from the environment.', 'xoxb-env'],
    [
      { TEAMS_APP_ID: 'app', TEAMS_APP_PASSWORD: 'secret' },
      'Live, for Slack and Teams: SLACK_BOT_TOKEN from .env, TEAMS_APP_ID from the environment.',
      'xoxb-canary',
    ],
    [{ PORT: '4001' }, 'Live, for Slack: SLACK_BOT_TOKEN from .env.', 'xoxb-canary'],
    [
      { SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '' },
      'Playground: SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET: empty in the environment, which wins over .env.',
      undefined,
    ],
  ])('gives way to the environment: %o', async (environment, why, token) => {
    await writeEnv(settings);
    const config = readHere(environment);
    expect([config.why, config.slack?.botToken]).toEqual([why, token]);
  });

  it.each([
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'TEAMS_APP_ID',
    'TEAMS_APP_PASSWORD',
  ])('without authentication for Teams does not start beside %s', async (name) => {
    await writeEnv('');
    expect(readHere({ TEAMS_LOCAL: 'true' })).toMatchObject({ teams: { local: true } });
    expect(() => readHere({ TEAMS_LOCAL: 'true', [name]: 'x' })).toThrow(
      `TEAMS_LOCAL=true turns authentication off, so it cannot go with ${name}`,
    );
  });

  it('as it is copied from .env.example is the playground, and the first line says what is missing', async () => {
    await writeEnv(await readFile('.env.example'));
    expect(readHere()).toMatchObject({
      mode: 'playground',
      why: 'Playground: no Slack or Teams credentials in the environment or in .env.',
    });
  });

  it('is named in what is wrong with it, without the values', async () => {
    await writeEnv('SLACK_BOT_TOKEN=xoxb-canary\nDATABASE_URL=canary:secret@nowhere\n');
    expect(() => readHere()).toThrow(
      /SLACK_SIGNING_SECRET is missing[\s\S]*DATABASE_URL is no address|DATABASE_URL is no address[\s\S]*SLACK_SIGNING_SECRET is missing/,
    );
    expect(() => readHere()).toThrow(`Read: the environment and ${join(folder, '.env')}.`);
    expect(() => readHere()).not.toThrow('canary');
  });
});

describe('a command of the terminal', () => {
  const list = 'name\nAnn Archer\nBen Example\nZoë Third\n';
  beforeEach(() => writeFile(join(folder, 'people.csv'), list));
  /** Where a command would go from here, when these are set. */
  const choose = (args: readonly string[], env: Record<string, string>, makes = false) =>
    chooseData(readConfig({ DATA_DIR: folder, ...env }, 'operate'), args, makes);
  const slackSettings = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 'secret' };

  it('touches nothing, not even a playground, where nothing names a network', async () => {
    const told = await Promise.all([run(['import', 'people.csv', '--write']), run(['keys', 'verify'])]);
    for (const { code, words } of told) {
      expect(code).toBe(1);
      expect(words).toContain(`DATABASE_URL is not set, and ${join(folder, '.alongside')} holds no database`);
      expect(words).not.toMatch(/Brought in|wraps \d+ data keys/);
    }
    expect(await readdir(folder)).toEqual(['people.csv']);
    for (const args of [['people.csv'], ['members.csv'], ['rotate'], ['rotate', '--retire'], ['verify']])
      await expect(choose(args, {})).rejects.toThrow('add --playground');
    await expect(choose(['verify'], slackSettings)).rejects.toThrow('holds no database');
  });

  it('works with DATABASE_URL alone, and says first where, without its password', async () => {
    const env = { DATABASE_URL: url, ALONGSIDE_KEYS: keyOf('k1') };
    // Whatever ran on this database before had other keys.
    await database.prisma.dataKey.deleteMany();
    await database.prisma.meta.deleteMany({ where: { key: 'sealed' } });
    const told = [
      await run(['import', 'people.csv', '--write'], env),
      ...(await Promise.all([run(['keys', 'verify'], env), run(['export', 'members.csv'], env)])),
    ];
    expect(told).toEqual(told.map(() => expect.objectContaining({ code: 0 })));
    expect(told.map(({ words }) => words).join('')).toMatch(
      /Brought in: 3[\s\S]*wraps \d+ data keys[\s\S]*members are in members\.csv/,
    );
    expect(await database.prisma.invitedPerson.count()).toBe(3);
    const [row] = await database.prisma.$queryRaw<{ name: string }[]>`select current_database() as name`;
    for (const { words } of told) {
      expect(words.split('\n')[0]).toContain(`The live network: ${row?.name} on `);
      expect(words.split('\n')[0]).toContain('DATABASE_URL from the environment');
      expect(decodeURIComponent(words)).not.toContain(secret);
    }
  });

  it('works in the playground when that is asked for, and says so first', async () => {
    const { code, words } = await run(['import', 'people.csv', '--write', '--playground']);
    expect([code, words]).toEqual([0, expect.stringContaining('Brought in: 3')]);
    expect(words.split('\n')[0]).toBe(
      `Playground: the database in ${join(folder, '.alongside', 'playground')}. Nobody in it is real.`,
    );
  });

  it('goes where the settings say, the playground only when it is asked for', async () => {
    const own = { DATABASE_URL: 'postgresql://ann:canary@db.example.org/alongside' };
    const place = async (...about: Parameters<typeof choose>) => {
      const { mode, databaseUrl, dataDir } = await choose(...about);
      return [mode, databaseUrl ?? dataDir];
    };
    expect(await place([], slackSettings, true)).toEqual(['live', folder]);
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18\n');
    expect(await place([], {})).toEqual(['live', folder]);
    expect(await place([], slackSettings)).toEqual(['live', folder]);
    expect(await place([], own)).toEqual(['live', own.DATABASE_URL]);
    for (const env of [{}, slackSettings, own])
      expect(await place(['--playground'], env)).toEqual(['playground', join(folder, 'playground')]);
  });

  it.each([
    ['postgresql://ann:canary@db.example.org:5432/alongside', 'alongside on db.example.org:5432'],
    ['postgres://ann:can%40ary@db.example.org/alongside?sslmode=require', 'alongside on db.example.org'],
    [
      'postgresql:///alongside?host=%2Frun%2Fpostgresql&user=ann&password=canary',
      'alongside on /run/postgresql',
    ],
    ['postgresql://ann:1/canary@db.example.org/alongside', 'the database of that address'],
    ['postgresql://ann:1#canary@db.example.org/alongside', 'the database of that address'],
    ['postgresql://ann:1?canary@db.example.org/alongside', 'the database of that address'],
    ['postgresql://ann:can@ary@db.example.org/alongside', 'alongside on db.example.org'],
  ])('names the database of %s, and never its password', (address, name) => {
    expect(nameDatabase(address)).toBe(name);
  });
});
