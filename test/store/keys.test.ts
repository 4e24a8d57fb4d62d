import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { type Keyring, readKeyFile } from '../../src/store/keyring.ts';
import type { KeySource } from '../../src/store/open-ring.ts';
import { network, openVault, type Sealed } from '../../src/store/seal.ts';
import { turnKeys, verifyKeys } from '../../src/store/turn-keys.ts';
import { freshDatabase } from '../support/database.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const place = () => ({ member: randomUUID(), table: 'wish', column: 'words', row: randomUUID() });
const ids = async (file: string) => (await readKeyFile(file))?.map(({ id }) => id);

let folder: string;
let file: string;
let database: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alongside-ring-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  ({ database } = await freshDatabase());
  file = join(folder, randomUUID());
});

/** Somebody's words, and what was asked to be sealed. */
async function seal(source: KeySource, words: string): Promise<() => Promise<string | undefined>> {
  const vault = await openVault(database, source);
  const at = place();
  const sealed: Sealed = await vault.seal<string>(database.prisma, at, words);
  return async () => (await openVault(database, source)).unseal(database.prisma, at, sealed);
}

describe('a key file', () => {
  test('whose path is a folder, such as a mount makes of a missing file, is said to be one', async () => {
    await mkdir(file);
    await expect(openVault(database, { file })).rejects.toThrow(
      `${file} is a folder, and should be the key file. Put the key file there.`,
    );
  });

  test('is turned over without touching a word, and keeps the older key until it is retired', async () => {
    const read = await seal({ file }, 'still here');
    await seal({ file }, 'somebody else’s');
    const told = await turnKeys(database, { file }, false);
    expect(told.done).toBe(true);
    expect(told.lines.join('\n')).toContain('2 data keys are wrapped by "k2" now.');
    expect(await ids(file)).toEqual(['k1', 'k2']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await read()).toBe('still here');
    const turned = await database.prisma.dataKey.findMany({ distinct: ['ringKey'] });
    expect(turned.map(({ ringKey }) => ringKey)).toEqual(['k2']);
  });

  test('retired, no copy made before opens again with what is left; those of now do', async () => {
    const gone = randomUUID();
    const vault = await openVault(database, { file });
    const at = { ...place(), member: gone };
    const sealed = await vault.seal<string>(database.prisma, at, 'to be forgotten');
    const read = await seal({ file }, 'still here');
    const copy = await database.prisma.dataKey.findMany();
    await database.prisma.dataKey.delete({ where: { memberId: gone } });
    const before = await readFile(file, 'utf8');
    expect((await turnKeys(database, { file }, true)).done).toBe(true);
    expect(await ids(file)).toEqual(['k2']);
    expect(await readFile(file, 'utf8')).not.toContain(before.trim());
    expect(await read()).toBe('still here');
    // The copy's row, put back: the words were there all the time, and nothing that is left opens their key.
    await database.prisma.dataKey.createMany({ data: copy.filter(({ memberId }) => memberId === gone) });
    await expect(vault.unseal(database.prisma, at, sealed)).resolves.toBe('to be forgotten');
    const later = openVault(database, { file });
    await expect(later).rejects.toThrow('sealed with the key "k1", which the keyring does not hold');
  });

  test('turned twice before it is retired loses both older keys, for copies of either time', async () => {
    await seal({ file }, 'words');
    await turnKeys(database, { file }, false);
    await turnKeys(database, { file }, true);
    expect(await ids(file)).toEqual(['k3']);
    expect((await verifyKeys(database, { file })).lines).toEqual([
      'New data keys are wrapped by "k3".',
      '"k3" wraps 1 data keys.',
    ]);
  });

  test('is turned over by two at once to one and the same key', async () => {
    const reads = await Promise.all(['a', 'b', 'c'].map((words) => seal({ file }, words)));
    const told = await Promise.allSettled([
      turnKeys(database, { file }, false),
      turnKeys(database, { file }, false),
    ]);
    expect(told.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await Promise.all(reads.map((read) => read()))).toEqual(['a', 'b', 'c']);
    const ring = await ids(file);
    const used = await database.prisma.dataKey.findMany({ distinct: ['ringKey'] });
    for (const { ringKey } of used) expect(ring).toContain(ringKey);
  });

  test('serves processes that were running before it was turned over and retired', async () => {
    const running = await openVault(database, { file });
    const at = place();
    const sealed = await running.seal<string>(database.prisma, at, 'before');
    await turnKeys(database, { file }, true);
    expect(await running.unseal(database.prisma, at, sealed)).toBe('before');
    const later = place();
    const after = await running.seal<string>(database.prisma, later, 'after');
    // What the old process wrapped meanwhile is wrapped by the key that is left, not by the one that is gone.
    expect(await (await openVault(database, { file })).unseal(database.prisma, later, after)).toBe('after');
  });

  test('what is kept only to be compared stays valid when the keys are turned over and retired', async () => {
    const digestOf = async (purpose: string, ...words: string[]) =>
      (await (await openVault(database, { file })).digester(database.prisma, purpose))(...words);
    const before = await digestOf('email', 'ann@example.org');
    await turnKeys(database, { file }, true);
    expect(await digestOf('email', 'ann@example.org')).toBe(before);
    expect(await digestOf('other', 'ann@example.org')).not.toBe(before);
    expect(await digestOf('email', 'ann', '@example.org')).not.toBe(before);
    // Another network: the same words are not found by what this one kept.
    const { database: elsewhere } = await freshDatabase();
    const other = await openVault(elsewhere, [key('k1')]);
    expect((await other.digester(elsewhere.prisma, 'email'))('ann@example.org')).not.toBe(before);
  });

  test('goes on where it was broken off, and makes no further key', async () => {
    const read = await seal({ file }, 'half way');
    await turnKeys(database, { file }, false);
    const [, second] = (await readKeyFile(file)) as Keyring;
    // As after a power cut: the retirement was written down, and the older key is still in the file.
    await database.prisma.meta.create({ data: { key: 'keys.retiring', value: 'k1' } });
    expect((await turnKeys(database, { file }, true)).done).toBe(true);
    expect(await readKeyFile(file)).toEqual([second]);
    expect(await read()).toBe('half way');
    expect(await database.prisma.meta.count({ where: { key: 'keys.retiring' } })).toBe(0);
  });
});

describe('ALONGSIDE_KEYS', () => {
  test('is turned to its newest key by the command, and not before: processes that do not know it yet work on', async () => {
    const [old, young] = [key('k1'), key('k2')];
    const read = await seal([old], 'still here');
    const both = await seal([old, young], 'sealed by one that knows both');
    expect((await openVault(database, [old])) !== undefined).toBe(true);
    const told = await turnKeys(database, [old, young], false);
    expect(told.lines).toEqual([
      '2 data keys are wrapped by "k2" now.',
      '"k1" can be retired: npm run keys -- rotate --retire',
    ]);
    expect(await both()).toBe('sealed by one that knows both');
    await expect(read()).rejects.toThrow('sealed with the key "k2", which the keyring does not hold');
    await expect(openVault(database, [young])).resolves.toBeDefined();
  });

  test('is not called retired before the older key is out of it, and says exactly which', async () => {
    const [old, young] = [key('k1'), key('k2')];
    await seal([old], 'words');
    const first = await turnKeys(database, [old], true);
    expect([first.done, first.lines[0]]).toEqual([
      false,
      'ALONGSIDE_KEYS has nothing newer than "k1". Add a new key at its end, after a comma:',
    ]);
    for (const _ of [1, 2]) {
      const told = await turnKeys(database, [old, young], true);
      expect(told.done).toBe(false);
      expect(told.lines[1]).toContain('take "k1" out of ALONGSIDE_KEYS');
    }
    expect((await verifyKeys(database, [old, young])).done).toBe(false);
    const last = await turnKeys(database, [young], true);
    expect([last.done, last.lines[0]]).toEqual([
      true,
      'Retired: "k1". No copy of this database made before now can be opened any more.',
    ]);
    expect((await verifyKeys(database, [young])).done).toBe(true);
  });

  test('verify names a data key that does not open', async () => {
    const ring = [key('k1')];
    await seal(ring, 'words');
    const vault = await openVault(database, ring);
    await vault.seal(database.prisma, { ...place(), member: network }, 'x');
    const [row] = await database.prisma.dataKey.findMany({ where: { memberId: network } });
    await database.prisma.dataKey.update({
      where: { memberId: network },
      data: { wrapped: `${row?.wrapped.slice(0, -4)}AAAA` },
    });
    const told = await verifyKeys(database, ring);
    expect(told.done).toBe(false);
    expect(told.lines.join('\n')).toContain(`The data key of ${network} does not open`);
  });
});
