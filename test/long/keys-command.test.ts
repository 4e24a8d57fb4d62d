import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUILT } from '../support/bot.ts';
import { freshDatabase } from '../support/database.ts';

let folder: string;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-keys-command-'));
  const { connection } = await freshDatabase('live');
  const { host, port, user, password, database } = connection;
  const at = String(host).startsWith('/')
    ? `localhost/${database}?host=${encodeURIComponent(String(host))}&port=${port}`
    : `${host}:${port}/${database}`;
  url = `postgres://${user}:${password ?? ''}@${at}`;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const make = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

/** What `npm run keys -- …` runs, once built. */
async function run(args: string[], env: Record<string, string>) {
  const options = { env: { PATH: process.env.PATH, DATABASE_URL: url, DATA_DIR: folder, ...env } };
  const slack = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 'secret' };
  const child = promisify(execFile)(process.execPath, [BUILT, 'keys', ...args], {
    cwd: folder,
    env: { ...options.env, ...slack },
  });
  return child.then(
    ({ stdout }) => ({ code: 0, words: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      words: error.stdout + error.stderr,
    }),
  );
}

test('the command turns and retires the keys of ALONGSIDE_KEYS, and its exit code says whether it is done', async () => {
  const [first, second] = [make('k1'), make('k2')];
  expect(await run(['verify'], { ALONGSIDE_KEYS: first })).toMatchObject({ code: 0 });
  expect(await run(['rotate'], { ALONGSIDE_KEYS: `${first},${second}` })).toMatchObject({ code: 0 });
  const left = await run(['rotate', '--retire'], { ALONGSIDE_KEYS: `${first},${second}` });
  expect(left.code).toBe(1);
  expect(left.words).toContain('nothing newer than "k2"');
  const wrong = await run(['verify'], { ALONGSIDE_KEYS: make('k2') });
  expect([wrong.code, wrong.words]).toEqual([
    1,
    expect.stringContaining('not the one that this database was sealed with'),
  ]);
  expect(wrong.words).not.toContain(second.slice(3));
});

test('a word that it does not know is answered with those that it does', async () => {
  const told = await run(['turn'], { ALONGSIDE_KEYS: make('k1') });
  expect([told.code, told.words]).toEqual([1, expect.stringContaining('npm run keys -- rotate --retire')]);
});
