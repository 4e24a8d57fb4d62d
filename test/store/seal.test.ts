import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/message.ts';
import type { Prisma } from '../../src/generated/prisma/client.ts';
import type { LogLine } from '../../src/log.ts';
import { shredDataKey } from '../../src/store/data-keys.ts';
import type { Database } from '../../src/store/database.ts';
import { type Keyring, makeKeyFile, parseKeys, readKeyFile } from '../../src/store/keyring.ts';
import { fromColumn, network, openVault, type Sealed, toColumn, type Vault } from '../../src/store/seal.ts';
import { freshDatabase } from '../support/database.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const ring: Keyring = [key('k1')];
const place = (member: string) => ({ member, table: 'wish', column: 'words', row: randomUUID() });

let db: Database;
let vault: Vault;
beforeAll(async () => {
  db = (await freshDatabase()).database;
  vault = await openVault(db, ring);
});

describe('words', () => {
  test('come back, through a column', async () => {
    const at = place(randomUUID());
    const column = await db.transaction(async (tx) => toColumn(await vault.seal(tx, at, 'I am worried.')));
    expect(column).toMatch(/^v1\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(await vault.unseal(db.prisma, at, fromColumn(column))).toBe('I am worried.');
  });

  test('may be any JSON, and may belong to the network', async () => {
    const at = place(network);
    const sealed = await vault.seal(db.prisma, at, { user: 'U1', tags: ['a', 'b'] });
    expect(await vault.unseal(db.prisma, at, sealed)).toEqual({ user: 'U1', tags: ['a', 'b'] });
  });

  test('sealed twice share nothing, so that no two texts are linked to one person', async () => {
    const at = place(randomUUID());
    const [one, two] = await db.transaction(async (tx) => [
      await vault.seal(tx, at, 'x'),
      await vault.seal(tx, at, 'x'),
    ]);
    const parts = [one, two].map((sealed) =>
      toColumn(sealed as Sealed)
        .split('.')
        .slice(1),
    );
    expect(new Set(parts.flat()).size).toBe(6);
  });

  test('are never sealed with the same random bytes again, however many there are', async () => {
    const owner = randomUUID();
    const seal = await db.transaction((tx) => vault.sealer(tx, [owner]));
    const many = Array.from({ length: 3_000 }, () => toColumn(seal(place(owner), 'x')).split('.')[2]);
    expect(new Set(many).size).toBe(3_000);
  });

  test('do not open in another row, or changed', async () => {
    const at = place(randomUUID());
    const sealed = await vault.seal(db.prisma, at, 'mine');
    await expect(vault.unseal(db.prisma, { ...at, row: randomUUID() }, sealed)).rejects.toThrow(
      'does not hold what was sealed there',
    );
    const column = toColumn(sealed);
    const changed = column.slice(0, -2) + (column.endsWith('AA') ? 'BB' : 'AA');
    await expect(vault.unseal(db.prisma, at, fromColumn(changed))).rejects.toThrow('does not hold');
    expect(() => fromColumn('plain words')).toThrow('v1.<key id>');
  });

  test('are shredded with their member, and stay so when the member comes back', async () => {
    const [at, other] = [place(randomUUID()), place(randomUUID())];
    const sealed = await vault.seal(db.prisma, at, 'gone');
    const kept = await vault.seal(db.prisma, other, 'kept');
    await db.transaction((tx) => shredDataKey(tx, at.member));
    expect(await vault.unseal(db.prisma, at, sealed)).toBeUndefined();
    await vault.seal(db.prisma, at, 'new words');
    expect(await vault.unseal(db.prisma, at, sealed)).toBeUndefined();
    expect(await vault.unseal(db.prisma, other, kept)).toBe('kept');
  });

  test('of two first times at once are sealed with one key', async () => {
    const member = randomUUID();
    const places = Array.from({ length: 8 }, () => place(member));
    const sealed = await Promise.all(places.map((at) => db.transaction((tx) => vault.seal(tx, at, at.row))));
    const back = await Promise.all(
      places.map((at, index) => vault.unseal(db.prisma, at, sealed[index] as Sealed)),
    );
    expect(back).toEqual(places.map(({ row }) => row));
  });

  test('are not printed', async () => {
    const sealed = await vault.seal(db.prisma, place(network), 'secret');
    expect([JSON.stringify({ sealed }), inspect(sealed), `${sealed}`].join()).toBe(
      '{"sealed":{}},Sealed {},[object Object]',
    );
  });
});

test('sealed words fit into no plain column, message or log line', () => {
  const sealed = fromColumn(`v1.k.${'A'.repeat(16)}.${'A'.repeat(22)}`);
  // @ts-expect-error: a plain column
  const meta: Prisma.MetaCreateInput = { key: 'words', value: sealed };
  // @ts-expect-error: a JSON column
  const json: Prisma.InputJsonValue = sealed;
  // @ts-expect-error: a message
  const message: Message = { text: sealed };
  // @ts-expect-error: a line of the log
  const line: LogLine = { event: 'asked', words: sealed };
  // @ts-expect-error: sealed words of another shape
  const other: Sealed<number> = sealed;
  expect([meta, json, message, line, other]).toHaveLength(5);
});

describe('the keyring', () => {
  test('that is wrong does not open the vault', async () => {
    await expect(openVault(db, [key('k1')])).rejects.toThrow(
      'not the one that this database was sealed with',
    );
    await expect(openVault(db, [key('k2')])).rejects.toThrow(
      'sealed with the key "k1", which the keyring does not hold',
    );
  });

  test.each(['', 'k1', 'k1:short', 'k 1:x', `k1:${'A'.repeat(42)}=,k1:${'A'.repeat(42)}=`])(
    'is not %j',
    (text) => {
      expect(() => parseKeys(text)).toThrow(/must be <id>:<32 bytes in base64>|have the id/);
    },
  );
});

describe('the key file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alongside-keys-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is made once, by whoever is first, for its owner alone', async () => {
    const file = join(folder, 'new', 'first');
    expect(await readKeyFile(file)).toBeUndefined();
    const rings = await Promise.all([makeKeyFile(file), makeKeyFile(file), makeKeyFile(file)]);
    expect(new Set(rings.map(([only]) => only?.key.toString('hex'))).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('is refused when others can read it', async () => {
    const file = join(folder, 'open');
    await writeFile(file, `k1:${randomBytes(32).toString('base64')}`);
    await chmod(file, 0o644);
    await expect(readKeyFile(file)).rejects.toThrow('chmod 600');
  });

  test('is not made anew for a database that was sealed', async () => {
    const { database } = await freshDatabase();
    const file = join(folder, 'kept');
    await openVault(database, { file });
    await openVault(database, { file });
    await rm(file);
    await expect(openVault(database, { file })).rejects.toThrow(`the key file ${file} is missing`);
  });
});
